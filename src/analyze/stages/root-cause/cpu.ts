import { number } from '../../../units.ts';
import { cores as coresOf } from '../../words.ts';
import { percentOf } from '../rates.ts';
import { THRESHOLDS, isReached, verdictOn } from '../thresholds.ts';
import {
  HALF_A_CORE,
  NEVER_RESTS,
  childrenUnclear,
  isBad,
  isThrottled,
  linksMatter,
  type Facts,
} from './facts.ts';
import { allowExec, profile, watchLonger } from './hints.ts';
import { advice, raiseCpuLimit } from './mends.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** From this share of the limit on it is taken as used up: the kernel stops a container a little below it. */
const USED_UP = 85;

/** The limit is small against a normal demand: bursts are cut although the average is below it. */
export function cpuLimit(facts: Facts): Candidate {
  const { cpuLimit: limit, throttled, cores, coresWithoutLinks } = facts;
  if (limit === undefined) return ruledOut('cpu-limit', 'the container has no CPU limit');
  if (throttled === undefined || cores === undefined) {
    return open('cpu-limit', 'how often the limit held it back could not be seen', [allowExec(facts)]);
  }
  if (isThrottled(facts) !== true) {
    const now = `the limit held it back in ${number(throttled)} % of the CPU periods only`;
    const before = sinceStart(facts);
    if (before === undefined || !isBad(verdictOn('cpu-throttled', before))) return ruledOut('cpu-limit', now);
    return {
      ...ruledOut('cpu-limit', `In this window ${now}; since the container’s start in ${number(before)} %.`),
      standing: 'contributes',
      surer: [watchLonger(facts)],
      mends: [raiseCpuLimit(facts)],
    };
  }
  const without = coresWithoutLinks ?? cores;
  if (linksMatter(facts) && !isReached('cpu-wants-more', percentOf(without, limit))) {
    return ruledOut(
      'cpu-limit',
      `without what the service links cost it would use ${number(without * 1000)}m of its ${number(limit * 1000)}m, so the limit is enough`,
    );
  }
  const used = percentOf(cores, limit) ?? 0;
  const exhausts = wantsAll(facts);
  const average = `it used ${number(used)} % of its limit of ${coresOf(limit)} on average, and was held back in ${number(throttled)} % of the CPU periods`;
  const raise = [
    raiseCpuLimit(facts),
    advice(
      'Spread the work, or use fewer threads than the limit has CPUs',
      'The limit is a budget for each 100 ms, spent by all threads together: many threads spend it in a few ms, and then all wait.',
    ),
  ];
  if (exhausts) {
    return {
      ...ruledOut(
        'cpu-limit',
        `${average.slice(0, 1).toUpperCase()}${average.slice(1)}. How much it would use without the limit cannot be seen from here: raise it for a trial.`,
      ),
      standing: 'contributes',
      mends: raise,
    };
  }
  const waits = facts.main?.waitingForCpu;
  return (
    candidate(
      {
        cause: 'cpu-limit',
        text: `The CPU limit: ${average}. The demand is ${used < USED_UP ? 'below the limit and comes in bursts' : 'about the limit, with rests in between'}, so it is the limit that is small, and not the work that is large.`,
        share: (waits ?? throttled) / 100,
        points: [
          {
            holds: true,
            weight: 3,
            text: `${number(throttled)} % of its CPU periods were throttled.`,
            stage: 'app-limits',
            check: 'cpu-throttled',
          },
          {
            holds: used < USED_UP,
            weight: 2,
            text: `On average it used ${number(used)} % of its limit: bursts are cut.`,
            stage: 'app-limits',
            check: 'cpu-usage',
          },
          { holds: verdictOn('cpu-throttled', throttled) === 'problem', weight: 1 },
          {
            holds: waits !== undefined && isReached('run-queue-wait', waits),
            weight: 1,
            text: `The main thread waited for a CPU for ${number(waits ?? 0)} % of the time.`,
            stage: 'app-hotspots',
            check: 'run-queue-wait',
          },
          { holds: childrenUnclear(facts), weight: -2 },
          // A node that is full makes threads wait, too.
          { holds: isBad(facts.verdict('cpu-saturation')), weight: -1 },
        ],
        surer: [watchLonger(facts)],
        mends: raise,
      },
      undefined,
    ) ?? open('cpu-limit', 'it is throttled, but what uses its CPU is not known', [allowExec(facts)])
  );
}

/** The app would use more than it has, whatever the limit. */
export function appCpu(facts: Facts): Candidate {
  const { main, share, cores, coresWithoutLinks, cpuLimit: limit, spawns, throttled } = facts;
  if (main === undefined || cores === undefined) {
    return open('app-cpu', 'which threads use the CPU could not be seen', [allowExec(facts)]);
  }
  const own = coresWithoutLinks ?? cores;
  const links = share === undefined ? 0 : share.linksCores * 100;
  const thread = Math.max(0, (main.onCpu ?? 0) - links);
  const all = wantsAll(facts);
  const wholeCore = thread >= THRESHOLDS['cpu-by-thread'].problem;
  // On a busy node, or beside others, a thread that never rests gets less than the core that it wants.
  const restless = main.runnable - (share?.links ?? 0) * 100 >= NEVER_RESTS && thread >= HALF_A_CORE;
  const most = restless || thread >= THRESHOLDS['cpu-by-thread'].warning;
  const hostCpus = facts.sample?.host.cpus;
  const ofHost = hostCpus === undefined ? undefined : percentOf(own, hostCpus);
  const fillsHost = ofHost !== undefined && ofHost >= FILLS_HOST;
  if (!all && !most && !fillsHost) {
    return ruledOut(
      'app-cpu',
      `apart from what the environment costs, its main thread used ${number(thread)} % of a core`,
    );
  }
  const busyWith = all
    ? `it uses all of its limit of ${coresOf(limit ?? 0)} (${number(own * 1000)}m) in its own threads and would use more`
    : fillsHost
      ? `it uses ${own.toFixed(1)} of the node’s ${hostCpus} CPUs itself`
      : `its main thread uses ${number(thread)} % of a core, and one thread cannot have more than one`;
  const none = spawns?.byMain === 0 ? '; no child processes are involved' : '';
  return (
    candidate(
      {
        cause: 'app-cpu',
        text: `The app’s own code: ${busyWith}${none}.`,
        share: limit !== undefined && limit < 1 ? own / limit : Math.max(thread / 100, fillsHost ? 0.9 : 0),
        points: [
          {
            holds: wholeCore || fillsHost,
            weight: 4,
            text: `${busyWith.slice(0, 1).toUpperCase()}${busyWith.slice(1)}.`,
            stage: 'app-hotspots',
            check: 'cpu-by-thread',
          },
          {
            holds: !wholeCore && !fillsHost,
            weight: 3,
            text: `${busyWith.slice(0, 1).toUpperCase()}${busyWith.slice(1)}.`,
            stage: 'app-hotspots',
            check: 'cpu-by-thread',
          },
          {
            holds: spawns?.byMain === 0,
            weight: 1,
            text: 'The app started no child process.',
            stage: 'app-hotspots',
            check: 'children-created',
          },
          {
            holds: throttled !== undefined && isThrottled(facts) === false,
            weight: 1,
            text: 'Its CPU limit does not hold it back: it is the work.',
            stage: 'app-limits',
            check: 'cpu-throttled',
          },
          { holds: childrenUnclear(facts), weight: -2 },
          // Throttled or not decides whether it is the limit.
          { holds: limit !== undefined && throttled === undefined, weight: -2 },
        ],
        surer: [profile(facts)],
        mends: [
          advice(
            'Find the function that uses the CPU, and do less of it',
            'A profile names it. More replicas share the requests meanwhile.',
            profile(facts).command,
          ),
          ...(all ? [raiseCpuLimit(facts)] : []),
        ],
      },
      undefined,
    ) ?? open('app-cpu', 'it uses much CPU, but what for is not known', [profile(facts)])
  );
}

const FILLS_HOST = 70;

/** Percent of all CPU periods since the container's start in which it was throttled; undefined: not known. */
function sinceStart({ sample }: Facts): number | undefined {
  const last = sample?.cgroup.ticks.toSorted((a, b) => a.at - b.at).at(-1);
  return percentOf(last?.throttledPeriods, last?.periods);
}

/** All of the limit goes to its own threads, and it never rests: it would use more. */
function wantsAll(facts: Facts): boolean {
  const { cpuLimit: limit, cores, coresWithoutLinks, main, share } = facts;
  const used = percentOf(coresWithoutLinks ?? cores, limit);
  if (limit === undefined || used === undefined || used < USED_UP || main === undefined) return false;
  const links = share === undefined ? 0 : share.links * 100;
  return limit > 1 || main.runnable - links >= NEVER_RESTS;
}
