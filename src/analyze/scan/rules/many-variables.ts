import { estimatedSeverity } from '../../figures/estimate.ts';
import { smallEnvironment } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { sentence } from '../../judgement/sentences.ts';
import { CAPS } from '../../severity.ts';
import type { Severity } from '../../../contracts/report.ts';
import {
  cpuLimitLine,
  recognisedLine,
  runningLine,
  servicesLine,
  templateLine,
} from '../../judgement/template-lines.ts';
import { fieldOf, type TemplateJudgement, type TemplateRule } from '../../judgement/template.ts';
import { fewerServices, switchOff } from '../../judgement/template-mends.ts';
import { costClause, injectionClause, linksDominate } from '../../judgement/template-words.ts';

/** The verdict by count and cost model. */
export const manyVariables: TemplateRule = (input) => {
  const { container, runtime, told } = input;
  const severity = costSeverity(input);
  if (severity === 'ok') return [];
  const links = linksDominate(told);
  const found = finding('many-variables', severity, () => ({
    message: sentence(injectionClause(told), costClause(told)),
    evidence: [
      servicesLine(told),
      templateLine(told),
      runningLine(told),
      recognisedLine(runtime.from),
      cpuLimitLine(told),
    ],
    mends: [
      ...(links ? [switchOff(told)] : []),
      ...(CAPS[runtime.id ?? ''] === 'info' ? [] : [smallEnvironment(runtime)]),
      ...(links ? [fewerServices(told)] : []),
    ],
  }));
  return [found.at(fieldOf(container))];
};

/** How bad the number of variables is for the container, by the same measure as in an audit without timing. */
export function costSeverity({ report, runtime, variables, container }: TemplateJudgement): Severity {
  return estimatedSeverity({
    variables,
    model: report.cost,
    cpuLimit: container.cpuLimit,
    runtime: runtime.id,
  });
}
