import { number, percent } from '../../../units.ts';
import { throttlingBefore } from '../../figures/throttling.ts';
import { cores as coresOf } from '../../words.ts';
import { waitWords } from '../../figures/cpu-wait.ts';
import { percentOf } from '../rates.ts';
import { asSentence } from '../sentence.ts';
import { isReached, verdictOn } from '../thresholds.ts';
import { isBad } from '../threshold.ts';
import { defineCause } from './define-cause.ts';
import { childrenUnclear, isThrottled, linksMatter, type Facts } from './facts.ts';
import { allowExec, watchLonger } from './hints.ts';
import { isBehindOthers } from './host-cpu.ts';
import { advice, raiseCpuLimit } from './mends.ts';
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

function weigh(facts: Facts): Candidate {
  const { cpuLimit: limit, throttled, cores, coresWithoutLinks } = facts;
  if (limit === undefined) return ruledOut('the container has no CPU limit');
  if (throttled === undefined || cores === undefined) {
    return open('how often the limit held it back could not be seen', [allowExec(facts)]);
  }
  if (isThrottled(facts) !== true) {
    const now = `the limit held it back in ${percent(throttled)} of the CPU periods only`;
    const before = throttlingBefore(facts.evidence)?.percent;
    if (before === undefined || !isBad(verdictOn('cpu-throttled', before))) return ruledOut(now);
    return contributes(`In this window ${now}; since the container’s start in ${percent(before)}.`, {
      surer: [watchLonger(facts)],
      mends: [raiseCpuLimit(facts)],
    });
  }
  const without = coresWithoutLinks ?? cores;
  if (linksMatter(facts) && !isReached('cpu-wants-more', percentOf(without, limit))) {
    return ruledOut(
      `without what the service links cost it would use ${number(without * 1000)}m of its ${number(limit * 1000)}m, so the limit is enough`,
    );
  }
  const used = percentOf(cores, limit) ?? 0;
  const exhausts = wantsAll(facts);
  const average = `it used ${percent(used)} of its limit of ${coresOf(limit)} on average, and was held back in ${percent(throttled)} of the CPU periods`;
  const raise = [
    raiseCpuLimit(facts),
    advice(
      'Spread the work, or use fewer threads than the limit has CPUs',
      'The limit is a budget for each 100 ms, spent by all threads together: many threads spend it in a few ms, and then all wait.',
    ),
  ];
  if (exhausts) {
    return contributes(
      `${asSentence(average)} How much it would use without the limit cannot be seen from here: raise it for a trial.`,
      { mends: raise },
    );
  }
  const { wait } = facts;
  if (wait !== undefined && isBehindOthers(facts)) {
    return contributes(`${asSentence(average)} The main thread waited for a CPU for ${waitWords(wait)}.`, {
      mends: raise,
    });
  }
  const waited = wait?.limit ?? facts.main?.waitingForCpu;
  return candidate(
    {
      text: `The CPU limit: ${average}. The demand is ${used < USED_UP ? 'below the limit and comes in bursts' : 'about the limit, with rests in between'}, so it is the limit that is small, and not the work that is large.`,
      share: (waited ?? throttled) / 100,
      points: [
        {
          holds: true,
          weight: 3,
          text: `${percent(throttled)} of its CPU periods were throttled.`,
          check: 'cpu-throttled',
        },
        {
          holds: used < USED_UP,
          weight: 2,
          text: `On average it used ${percent(used)} of its limit: bursts are cut.`,
          check: 'cpu-usage',
        },
        { holds: verdictOn('cpu-throttled', throttled) === 'problem', weight: 1 },
        {
          holds: isReached('run-queue-wait', waited),
          weight: 1,
          text: `The main thread waited for a CPU for ${wait === undefined ? `${number(waited ?? 0)} % of the time` : waitWords(wait)}.`,
          check: 'run-queue-wait',
        },
        { holds: childrenUnclear(facts), weight: -2 },
        // A node that is full makes threads wait, too.
        { holds: wait === undefined && isBad(facts.verdict('cpu-saturation')), weight: -1 },
        { holds: wait !== undefined && wait.others * 2 >= wait.limit, weight: -2 },
      ],
      surer: [watchLonger(facts)],
      mends: raise,
    },
    open('it is throttled, but what uses its CPU is not known', [allowExec(facts)]),
  );
}
