import { exceedsExecLimit, execSymptom } from '../figures/exec-limit.ts';
import { execLimitLine, restartLine, startedLine } from '../judgement/lines.ts';
import { linkServices } from '../figures/audited.ts';
import type { Rule } from '../judgement/rule.ts';
import { disableServiceLinks, fewerServices, splitNamespaces } from '../judgement/mends.ts';
import { counted, percent } from '../../units.ts';
import { finding } from '../judgement/finding.ts';

/** It runs, but with the Services of today it could not start again. */
export const restartExceedsExecLimit: Rule = (input) => {
  const { headroom, subject, differences } = input;
  if (execSymptom(input) !== undefined || !exceedsExecLimit(headroom.nextRestart)) return undefined;
  const since = differences.missing.length;
  return finding('restart-exceeds-exec-limit', 'critical', {
    message: `The container uses ${percent(headroom.now.percent)} of the kernel’s exec limit now and would need ${percent(headroom.nextRestart.percent)} at its next restart: it would not start again${
      since === 0 ? '' : ` (${counted(since, 'Service')} came since its start)`
    }.`,
    evidence: [execLimitLine(input), restartLine(input), startedLine(input)],
    mends: [disableServiceLinks(subject), fewerServices(subject, linkServices(input)), splitNamespaces()],
  });
};
