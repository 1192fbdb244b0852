import { shellLine } from '../../command.ts';
import { throttlingLine, timingLines } from '../../judgement/timing-lines.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { finding } from '../../judgement/finding.ts';

/** Waiting that no limit explains. */
export const busyNode: Rule<Audited> = ({ audit: input }) => {
  if (input.cost.slowdown !== 'node-busy') return undefined;
  const { node } = input.subject.pod;
  return finding('busy-node', 'info', {
    message: `The probe waited for a CPU${node === undefined ? '' : ` of node ${node}`} although the container’s limit did not hold it back; the verdict rests on CPU time.`,
    evidence: [
      ...timingLines(input),
      throttlingLine(input),
      node === undefined
        ? undefined
        : { text: 'What the node is busy with:', command: shellLine(['kubectl', 'top', 'node', node]) },
    ],
  });
};
