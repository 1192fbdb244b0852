import { modelCpuMs } from '../figures/cost-model.ts';
import { appLine, countLine, cpuLimitLine, linksLine, readyLine } from '../judgement/lines.ts';
import { linkServices, linksDominate, type ContainerJudgement } from '../figures/audited.ts';
import type { Rule } from '../judgement/rule.ts';
import { disableServiceLinks, fewerServices, startDirectly } from '../judgement/mends.ts';
import { limitClause, sentence, shareClause } from '../judgement/sentences.ts';
import { RAISES, rank, severityOn, worst } from '../severity.ts';
import { startTime } from '../figures/slow-start.ts';
import { loopsInBash, middle, slowestStart } from '../figures/start.ts';
import { duration } from '../../units.ts';
import { durations } from '../words.ts';
import { finding } from '../judgement/finding.ts';

/** What stands before the app and handles every variable. An estimate: nobody restarts a pod to measure it. */
export const slowStart: Rule = (input) => {
  const { subject, cost, runtime } = input;
  const { variables, similarity } = input;
  const command = [...subject.container.command, ...subject.container.args];
  if (loopsInBash({ command, runtime, variables })) return bashLoop(input);
  const slowest = slowestStart({ runtime, command, variables, similarity, cpuLimit: cost.cpuLimit });
  if (slowest === undefined || rank(slowest.severity) < rank('low')) return undefined;
  // With many variables by the seconds that it took, where they are known: the model knows some passes over them, and a
  // start may make many.
  const tookMs = variables < RAISES.bashLoopVariables ? 0 : (startTime(subject) ?? 0);
  const severity = worst(slowest.severity, severityOn('start', tookMs));
  return finding('slow-start', severity, {
    message: sentence(
      `here ${slowest.name} needs an estimated ${durations(slowest.cpuMs)} of CPU ${slowest.each}${limitClause(slowest.effectiveMs, cost.cpuLimit)}`,
      shareClause(input),
    ),
    evidence: [
      { text: `${slowest.name} is among the container’s programs.` },
      appLine(input),
      readyLine(input),
      countLine(input),
      linksLine(input),
      cpuLimitLine(input),
    ],
    mends: [
      ...(linksDominate(input) ? [disableServiceLinks(subject)] : []),
      startDirectly(slowest.name),
      ...(linksDominate(input) ? [fewerServices(subject, linkServices(input))] : []),
    ],
  });
};

function bashLoop(input: ContainerJudgement): ReturnType<Rule> {
  const { variables, similarity } = input;
  const perCommand = middle(modelCpuMs({ of: 'bash', variables, similarity }));
  return finding('slow-start', 'critical', {
    message: sentence(
      `the command loops over env in bash; a command in such a loop costs about ${duration(perCommand)} of CPU for each variable`,
      shareClause(input),
    ),
    evidence: [countLine(input), linksLine(input), cpuLimitLine(input)],
    mends: [...(linksDominate(input) ? [disableServiceLinks(input.subject)] : []), startDirectly('bash')],
  });
}
