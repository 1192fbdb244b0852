import { timingLines } from '../../judgement/timing-lines.ts';
import { FEWEST_VARIABLES } from '../../figures/environment/cost-model.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { asynchronousExec, smallEnvironment } from '../../judgement/mends.ts';
import { costClause, sentence } from '../../judgement/sentences.ts';
import { capped, severityOn } from '../../severity.ts';
import { finding } from '../../judgement/finding.ts';

/** The verdict on what was timed: T of one child process or pass over the environment. */
export const slowEnvironment: Rule<Audited> = ({ audit: input, told }) => {
  const { operation, runtime, variables } = input;
  if (operation === undefined) return undefined;
  const severity = capped(severityOn('spawn', operation.effectiveMs), runtime.id);
  if (severity === 'ok' || variables < FEWEST_VARIABLES) return undefined;
  return finding('slow-environment', severity, {
    message: sentence(costClause(input), told.share()),
    evidence: [...timingLines(input), ...told.countLines(), told.linksLine(), told.cpuLimitLine()],
    mends: [
      ...told.offIfToBlame(),
      smallEnvironment(runtime),
      ...(runtime.id === 'node' ? [asynchronousExec()] : []),
      ...told.fewerIfToBlame(),
    ],
  });
};
