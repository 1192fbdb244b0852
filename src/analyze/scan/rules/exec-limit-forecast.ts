import type { Mend } from '../../../contracts/report.ts';
import type { Forecast, SubjectFinding } from '../../../contracts/scan-report.ts';
import { counted, number, percent } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { fewerServices, splitNamespaces } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { severityOn } from '../../severity.ts';
import type { NamespaceContext } from '../context.ts';

/** Growth of less than this in 90 days, in % of the exec limit, is none. */
const LEAST_PERCENT = 1;

/** Where the namespace's growth leads, if that is near the exec limit in 90 days. */
export function execLimitForecast({ links }: NamespaceContext, forecast: Forecast): SubjectFinding[] {
  const { namespace, own } = links;
  const { fit, execFails } = forecast;
  const [month, quarter] = forecast.ahead;
  if (fit === undefined || month === undefined || quarter === undefined) return [];
  const severity = severityOn('forecast', quarter.percentOfExecLimit);
  const growsBy =
    ((quarter.percentOfExecLimit - month.percentOfExecLimit) * quarter.days) / (quarter.days - month.days);
  // What a namespace uses that does not grow is told of its workloads.
  if (severity === 'ok' || growsBy < LEAST_PERCENT) return [];
  const when =
    execFails === undefined
      ? ''
      : `; around ${execFails.at} (${execFails.earliest} to ${execFails.latest ?? 'much later'}) no container with service links starts any more`;
  return [
    finding('exec-limit-forecast', severity, {
      message: `The namespace gains some ${perMonth(fit.servicesPerDay)} Services in 30 days (${perMonth(fit.range[0])} to ${perMonth(fit.range[1])}): ${number(month.variables)} variables per container in 30 days, ${number(quarter.variables)} in 90, then ${percent(quarter.percentOfExecLimit)} of the kernel’s exec limit${when}.`,
      evidence: [
        {
          text: `From the creation times of ${counted(own.length, 'Service')} over ${counted(Math.round(fit.days), 'day')}. Deleted ones are not seen: where many come and go, this says too much.`,
          command: shellLine([
            'kubectl',
            'get',
            'services',
            '-n',
            namespace,
            '--sort-by=.metadata.creationTimestamp',
          ]),
        },
      ],
      mends: [OFF, fewerServices({ pod: { namespace } }, own.length), splitNamespaces()],
    }).about({ namespace, kind: 'namespace', name: namespace }),
  ];
}

function perMonth(perDay: number): string {
  return String(Number((perDay * 30).toPrecision(2)));
}

const OFF: Mend = {
  title: 'Turn service links off in the workloads of the namespace',
  effect:
    'The exact command is with each workload. It takes a restart of its pods, which is still possible now.',
};
