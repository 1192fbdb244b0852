import { percent } from '../../../units.ts';
import { waitWords } from '../../figures/container/cpu-wait.ts';
import { throttlingWithAudit } from '../../figures/container/throttling.ts';
import { isBad } from '../../figures/threshold.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { capitalised, cores as coresOf } from '../../words.ts';
import { linksMatter, type Facts } from './facts.ts';
import { allowExec, watchLonger } from './hints.ts';
import { isBehindOthers } from './host-cpu.ts';
import { moreCpu } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, contributes, open, type Candidate } from './weigh.ts';

/**
 * The audit ran all the time, and used some of the limit up itself. That the limit is small shows in what was counted
 * before it, and in the main thread, which had to wait meanwhile.
 */
export function besideAudit(facts: Facts, limit: number): Candidate {
  const { evidence, throttling, wait, cores } = facts;
  const meanwhile = throttlingWithAudit(evidence);
  if (throttling === undefined || !isBad(verdictOn('cpu-throttled', throttling.percent)))
    return open('how often the limit held it back could not be seen', [allowExec(facts)]);
  const before = `since its start the limit of ${coresOf(limit)} held it back in ${percent(throttling.percent)} of the CPU periods`;
  const waits = wait !== undefined && isReached('run-queue-wait', wait.limit);
  const used =
    cores === undefined ? '' : ` It used at least ${percent(percentOf(cores, limit) ?? 0)} of it itself.`;
  const text = `${before}${meanwhile === undefined ? '' : `, and in ${percent(meanwhile.percent)} while our audit ran in it`}.${used}`;
  if (!waits)
    return contributes(capitalised(text), {
      confidence: 'possible',
      surer: [watchLonger(facts)],
      mends: moreCpu(facts),
    });
  return candidate({
    text: `The CPU limit: ${text} Meanwhile the main thread waited for a CPU for ${waitWords(wait)}. How much of that is the audit’s doing is not known.`,
    share: wait.limit / 100,
    points: [
      { holds: true, weight: 2, text: saidBy(facts, 'cpu-throttled'), check: 'cpu-throttled' },
      { holds: meanwhile !== undefined && isBad(verdictOn('cpu-throttled', meanwhile.percent)), weight: 1 },
      { holds: true, weight: 1, text: saidBy(facts, 'run-queue-wait'), check: 'run-queue-wait' },
      { holds: linksMatter(facts), weight: -2 },
      { holds: isBehindOthers(facts), weight: -2 },
    ],
    surer: [watchLonger(facts)],
    mends: moreCpu(facts),
  });
}
