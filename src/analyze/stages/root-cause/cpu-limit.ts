import { number, percent } from '../../../units.ts';
import { throttlingBefore } from '../../figures/container/throttling.ts';
import { asSentence, cores as coresOf } from '../../words.ts';
import { waitWords } from '../../figures/container/cpu-wait.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import { childrenUnclear, isThrottled, linksMatter, type Facts } from './facts.ts';
import { besideAudit } from './cpu-limit-beside-audit.ts';
import { allowExec, watchLonger } from './hints.ts';
import { isBehindOthers } from './host-cpu.ts';
import { moreCpu, raiseCpuLimit } from './mends.ts';
import { saidBy } from './said.ts';
import { USED_UP, wantsAll } from './wants-all.ts';
import { candidate, contributes, open, ruledOut, type Candidate } from './weigh.ts';

/** The limit is small against a normal demand: bursts are cut although the average is below it. */
export const cpuLimit = defineCause({
  id: 'cpu-limit',
  title: 'The CPU limit is too small',
  topic: 'the CPU limit',
  shownBy: ['cpu-throttled'],
  weigh,
});

/** Cores. With no more than this any work takes five times as long and more, however much there is of it. */
const VERY_SMALL = 0.2;

function weigh(facts: Facts): Candidate {
  const { cpuLimit: limit, throttled, cores } = facts;
  if (limit === undefined) return ruledOut('the container has no CPU limit');
  if (throttled === undefined || cores === undefined) return besideAudit(facts, limit);
  if (isThrottled(facts) !== true) return notNow(facts, throttled);
  const without = facts.coresWithoutLinks ?? cores;
  if (linksMatter(facts) && !isReached('cpu-wants-more', percentOf(without, limit))) {
    return ruledOut(
      `without what the service links cost it would use ${number(without * 1000)}m of its ${number(limit * 1000)}m, so the limit is enough`,
    );
  }
  const used = percentOf(cores, limit) ?? 0;
  const average = `it used ${percent(used)} of its limit of ${coresOf(limit)} on average, and was held back in ${percent(throttled)} of the CPU periods`;
  const exhausts = wantsAll(facts);
  if (exhausts && limit > VERY_SMALL) {
    return contributes(
      `${asSentence(average)} How much it would use without the limit cannot be seen from here: raise it for a trial.`,
      { mends: moreCpu(facts) },
    );
  }
  const { wait } = facts;
  if (wait !== undefined && isBehindOthers(facts)) {
    return contributes(`${asSentence(average)} The main thread waited for a CPU for ${waitWords(wait)}.`, {
      mends: moreCpu(facts),
    });
  }
  const waited = wait?.limit ?? facts.main?.waitingForCpu;
  return candidate(
    {
      text: `The CPU limit: ${average}. ${demand(used, exhausts)}`,
      share: (waited ?? throttled) / 100,
      points: [
        { holds: true, weight: 3, text: saidBy(facts, 'cpu-throttled'), check: 'cpu-throttled' },
        {
          holds: used < USED_UP || exhausts,
          weight: exhausts ? 1 : 2,
          text: saidBy(facts, 'cpu-usage'),
          check: 'cpu-usage',
        },
        { holds: verdictOn('cpu-throttled', throttled) === 'problem', weight: 1 },
        {
          holds: isReached('run-queue-wait', waited),
          weight: 1,
          text: saidBy(facts, 'run-queue-wait'),
          check: 'run-queue-wait',
        },
        { holds: childrenUnclear(facts), weight: -2 },
        // Looking used much of a small limit: then only who had to wait can tell.
        {
          holds: facts.verdict('cpu-throttled') === 'notice',
          weight: isReached('run-queue-wait', waited) ? -1 : -5,
        },
        // A node that is full makes threads wait, too.
        { holds: wait === undefined && isBad(facts.verdict('cpu-saturation')), weight: -1 },
        { holds: wait !== undefined && wait.others * 2 >= wait.limit, weight: -2 },
      ],
      surer: [watchLonger(facts)],
      mends: moreCpu(facts),
    },
    open('it is throttled, but what uses its CPU is not known', [allowExec(facts)]),
  );
}

function demand(used: number, exhausts: boolean): string {
  if (exhausts)
    return 'With so little any work takes many times as long. How much it would use without the limit cannot be seen from here: raise it for a trial.';
  return `The demand is ${used < USED_UP ? 'below the limit and comes in bursts' : 'about the limit, with rests in between'}, so it is the limit that is small, and not the work that is large.`;
}

/** The limit did not hold it back in the window; what was before is told. */
function notNow(facts: Facts, throttled: number): Candidate {
  const now = `the limit held it back in ${percent(throttled)} of the CPU periods only`;
  const before = throttlingBefore(facts.evidence)?.percent;
  if (before === undefined || !isBad(verdictOn('cpu-throttled', before))) return ruledOut(now);
  return contributes(`In this window ${now}; since the container’s start in ${percent(before)}.`, {
    surer: [watchLonger(facts)],
    mends: [raiseCpuLimit(facts)],
  });
}
