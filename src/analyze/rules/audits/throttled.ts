import { throttlingLine } from '../../judgement/timing-lines.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { counted, number } from '../../../units.ts';
import { cores } from '../../words.ts';
import { finding } from '../../judgement/finding.ts';

/** The limit, told apart from the work. */
export const throttled: Rule<Audited> = ({ audit: input, told }) => {
  const { cost } = input;
  const { periods = 0, throttledPeriods = 0 } = cost.throttled ?? {};
  if (cost.slowdown !== 'throttled' || periods === 0) return undefined;
  const limit = cost.cpuLimit === undefined ? 'The CPU limit' : `The limit of ${cores(cost.cpuLimit)}`;
  return finding('throttled', 'info', {
    message: `${limit} held the probe back in ${number(throttledPeriods)} of ${counted(periods, 'CPU period')}: the work is what its CPU time says, the wait is the limit’s.`,
    evidence: [throttlingLine(input), told.cpuLimitLine()],
  });
};
