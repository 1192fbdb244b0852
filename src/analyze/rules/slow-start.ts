import { duration } from '../../units.ts';
import { modelCpuMs } from '../figures/environment/cost-model.ts';
import { loopsInBash, middle, slowestStart } from '../figures/environment/starts.ts';
import { finding } from '../judgement/finding.ts';
import type { Rule, Told } from '../judgement/judgement.ts';
import { startDirectly } from '../judgement/mends.ts';
import { limitClause, sentence } from '../judgement/sentences.ts';
import { RAISES, severityOn, worst } from '../severity.ts';
import { durations } from '../words.ts';

/** What stands before the app and handles every variable. An estimate: nobody restarts a pod to measure it. */
export const slowStart: Rule = ({ told, command, similarity, seen }) => {
  const { runtime, variables, cpuLimit } = told;
  if (loopsInBash({ command, runtime, variables })) {
    const perCommand = middle(modelCpuMs({ of: 'bash', variables, similarity }));
    const does = `the command loops over env in bash; a command in such a loop costs about ${duration(perCommand)} of CPU for each variable`;
    return finding('slow-start', 'critical', () => wordsOf(told, { does, name: 'bash' }));
  }
  const slowest = slowestStart({ runtime, command, variables, similarity, cpuLimit });
  if (slowest === undefined || slowest.severity === 'ok') return undefined;
  // With many variables by the seconds that it took, where they are known: the model knows some passes over them, and a
  // start may make many.
  const tookMs = variables < RAISES.bashLoopVariables ? 0 : (seen.startMs ?? 0);
  const { name, each, cpuMs, effectiveMs } = slowest;
  const does = `here ${name} needs an estimated ${durations(cpuMs)} of CPU ${each}${limitClause(effectiveMs, cpuLimit)}`;
  const severity = worst(slowest.severity, severityOn('start', tookMs));
  return finding('slow-start', severity, () => wordsOf(told, { does, name }));
};

function wordsOf(told: Told, { does, name }: { does: string; name: string }) {
  return {
    message: sentence(does, told.share()),
    evidence: [
      { text: `${name} starts before the app, as the container’s image, command or processes tell.` },
      ...told.startLines(),
      ...told.countLines(),
      told.linksLine(),
      told.cpuLimitLine(),
    ],
    mends: [...told.offIfToBlame(), startDirectly(name), ...told.fewerIfToBlame()],
  };
}
