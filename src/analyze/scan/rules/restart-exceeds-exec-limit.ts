import { counted, percent } from '../../../units.ts';
import { exceedsExecLimit } from '../../figures/exec-limit.ts';
import { splitNamespaces } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { execLimitLine, runningLine, servicesLine, templateLine } from '../../judgement/template-lines.ts';
import { fieldOf, type TemplateRule } from '../../judgement/template.ts';
import { fewerServices, switchOff } from '../../judgement/template-mends.ts';

/** With the Services of today the container could not start: the strongest that can be said without a look inside. */
export const restartExceedsExecLimit: TemplateRule = (input) => {
  const { container, report, told } = input;
  const { now, nextRestart } = report.headroom;
  if (!exceedsExecLimit(nextRestart)) return [];
  const { oldestStart, nextRestart: next } = report.injected;
  const since = oldestStart === undefined ? 0 : next.services - oldestStart.services;
  const before =
    now === undefined
      ? 'The container'
      : `The oldest running container uses ${percent(now.percent)} of the kernel’s exec limit; it`;
  const found = finding('restart-exceeds-exec-limit', 'critical', () => ({
    message: `${before} would need ${percent(nextRestart.percent)}${now === undefined ? ' of the kernel’s exec limit' : ''} at its next start and would not start${
      since > 0 ? ` (${counted(since, 'Service')} came since)` : ''
    }.`,
    evidence: [execLimitLine(told), servicesLine(told), templateLine(told), runningLine(told)],
    mends: [switchOff(told), fewerServices(told), splitNamespaces()],
  }));
  return [found.at(fieldOf(container))];
};
