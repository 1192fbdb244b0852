import { exceedsExecLimit, execLimitSeverity, execSymptom } from '../figures/exec-limit.ts';
import { execLimitLine, restartLine } from '../judgement/lines.ts';
import { linkServices, linksDominate } from '../figures/audited.ts';
import type { Rule } from '../judgement/rule.ts';
import { disableServiceLinks, fewerServices, smallEnvironment, splitNamespaces } from '../judgement/mends.ts';
import { worst } from '../severity.ts';
import { counted, percent } from '../../units.ts';
import { finding } from '../judgement/finding.ts';

/** How close the environment is to the kernel's limit, now or at the next restart. */
export const execLimit: Rule = (input) => {
  const { headroom, subject, runtime } = input;
  const { now, nextRestart } = headroom;
  if (execSymptom(input) !== undefined || exceedsExecLimit(nextRestart)) return undefined;
  const severity = worst(execLimitSeverity(now), execLimitSeverity(nextRestart));
  if (severity === 'ok') return undefined;
  const later =
    Math.round(nextRestart.percent) === Math.round(now.percent)
      ? ''
      : `, and ${percent(nextRestart.percent)} at the next restart`;
  const room = subject.pod.enableServiceLinks
    ? `; room for ${counted(headroom.moreServices, 'more Service', 'more Services')} of the usual size`
    : '';
  return finding('exec-limit', severity, {
    message: `Arguments and environment use ${percent(now.percent)} of what the kernel takes for one exec${later}${room}.`,
    evidence: [execLimitLine(input), restartLine(input)],
    mends: linksDominate(input)
      ? [disableServiceLinks(subject), fewerServices(subject, linkServices(input)), splitNamespaces()]
      : [smallEnvironment(runtime)],
  });
};
