import { percent } from '../../../units.ts';
import { smallEnvironment, splitNamespaces } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { exceedsExecLimit, execLimitSeverity } from '../../figures/exec-limit.ts';
import { execLimitLine, servicesLine } from '../../judgement/template-lines.ts';
import { fieldOf, type TemplateRule, type Told } from '../../judgement/template.ts';
import { fewerServices, switchOff } from '../../judgement/template-mends.ts';
import { more } from '../../judgement/template-words.ts';

/** How close to the kernel's limit the next start comes. */
export const execLimit: TemplateRule = (input) => {
  const { container, report, runtime, linksOn, told } = input;
  const { nextRestart, now, moreServices } = report.headroom;
  const severity = execLimitSeverity(nextRestart);
  if (severity === 'ok' || exceedsExecLimit(nextRestart)) return [];
  const before =
    now === undefined || Math.round(now.percent) === Math.round(nextRestart.percent)
      ? ''
      : `, ${percent(now.percent)} in the oldest running container`;
  const room = linksOn ? `; room for ${more(moreServices)} of the usual size` : '';
  const found = finding('exec-limit', severity, () => ({
    message: `At the next start arguments and environment use ${percent(nextRestart.percent)} of what the kernel takes for one exec${before}${room}.`,
    evidence: [execLimitLine(told), servicesLine(told)],
    mends: isOfLinks(told)
      ? [switchOff(told), fewerServices(told), splitNamespaces()]
      : [smallEnvironment(runtime)],
  }));
  return [found.at(fieldOf(container))];
};

/** Whether service links are the larger part of what counts, and not long arguments or values. */
function isOfLinks({ linksOn, report }: Told): boolean {
  const { variables, bytes } = report.injected.nextRestart;
  return linksOn && 2 * (bytes + POINTER * variables) >= report.headroom.nextRestart.bytes;
}

/** The kernel counts one for each variable. */
const POINTER = 8;
