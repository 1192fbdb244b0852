import { number } from '../../../units.ts';
import { asSentence, cores as coresOf } from '../../words.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { isReached, THRESHOLDS } from '../../figures/thresholds.ts';
import { defineCause } from './define-cause.ts';
import { HALF_A_CORE, NEVER_RESTS, childrenUnclear, isThrottled, type Facts } from './facts.ts';
import { isBehindOthers } from './host-cpu.ts';
import { allowExec, profile } from './hints.ts';
import { advice, raiseCpuLimit } from './mends.ts';
import { wantsAll } from './wants-all.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** The app would use more than it has, whatever the limit. */
export const appCpu = defineCause({
  id: 'app-cpu',
  title: 'The app’s own use of CPU',
  topic: 'the app’s own use of CPU',
  shownBy: ['cpu-by-thread'],
  symptoms: ['main-thread'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { main, share, cores, coresWithoutLinks, cpuLimit: limit, spawns, throttled, passes } = facts;
  if (main === undefined || cores === undefined) {
    return open('which threads use the CPU could not be seen', [allowExec(facts)]);
  }
  const own = coresWithoutLinks ?? cores;
  const links = share === undefined ? 0 : share.linksCores * 100;
  const thread = Math.max(0, (main.onCpu ?? 0) - links);
  const all = wantsAll(facts);
  const wholeCore = thread >= THRESHOLDS['cpu-by-thread'].problem;
  // On a busy node, or beside others, a thread that never rests gets less than the core that it wants.
  const neverRests = main.runnable - (share?.links ?? 0) * 100 >= NEVER_RESTS;
  const most = (neverRests && thread >= HALF_A_CORE) || thread >= THRESHOLDS['cpu-by-thread'].warning;
  const hindered = !most && isBehindOthers(facts) && thread + (facts.wait?.others ?? 0) >= NEVER_RESTS;
  const together = Math.min(own, threadsCores(facts) ?? 0) * 100;
  const besides = facts.threads?.wanting ?? 0;
  const threadsHindered = !most && !hindered && isBehindOthers(facts) && besides >= NEVER_RESTS;
  const byThreads = !most && together - thread >= THRESHOLDS['cpu-by-thread'].warning;
  const hostCpus = facts.sample?.host.cpus;
  const ofHost = hostCpus === undefined ? undefined : percentOf(own, hostCpus);
  const fillsHost = ofHost !== undefined && ofHost >= FILLS_HOST;
  const isHint = hindered || byThreads || threadsHindered;
  if (!all && !most && !fillsHost && !isHint) {
    return ruledOut(
      `apart from what the environment costs, its main thread used ${number(thread)} % of a core`,
    );
  }
  const busyWith = all
    ? `it uses all of its limit of ${coresOf(limit ?? 0)} (${number(own * 1000)}m) in its own threads and would use more`
    : fillsHost
      ? `it uses ${own.toFixed(1)} of the node’s ${hostCpus} CPUs itself`
      : byThreads
        ? `its threads use ${number(together)} % of a core together; where a runtime lets only one of them compute at a time (Python, Ruby), that is all that they can have`
        : threadsHindered
          ? `its threads never rest: beside the main one they got ${number(facts.threads?.onCpu ?? 0)} % of a core together, and ${number(besides / 100)} of them wanted one at a time, in the mean`
          : hindered
            ? `its main thread never rests: it got ${number(thread)} % of a core, and wanted one all the time`
            : `its main thread uses ${number(thread)} % of a core, and one thread cannot have more than one`;
  const unclear = childrenUnclear(facts);
  const copies = mayCopy(facts) ? undefined : false;
  const none = spawns?.byMain === 0 ? '; no child processes are involved' : '';
  return candidate(
    {
      text: `The app’s own code: ${busyWith}${none}.`,
      share:
        limit !== undefined && limit < 1
          ? own / limit
          : Math.max(thread / 100, fillsHost ? 0.9 : 0, byThreads || threadsHindered ? together / 100 : 0),
      points: [
        {
          holds: true,
          weight: wholeCore || fillsHost ? 4 : isHint ? 2 : 3,
          text: asSentence(busyWith),
          check: 'cpu-by-thread',
        },
        {
          holds: !isHint && spawns?.byMain === 0,
          weight: 1,
          text: 'The app started no child process.',
          check: 'children-created',
        },
        {
          holds: !isHint && throttled !== undefined && isThrottled(facts) === false,
          weight: 1,
          text: 'Its CPU limit does not hold it back: it is the work.',
          check: 'cpu-throttled',
        },
        { holds: unclear, weight: -2 },
        // Its work may be passes over its environment: only a profile tells.
        { holds: !unclear && (passes !== undefined || copies), weight: -1 },
        { holds: passes?.perConnectionMs !== undefined || copies, weight: -1 },
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
    open('it uses much CPU, but what for is not known', [profile(facts)]),
  );
}

/** Cores that all threads of the main process used. */
function threadsCores({ main }: Facts): number | undefined {
  if (main === undefined || main.app.threads.length < 2) return undefined;
  return main.app.threads.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / (main.seconds * 1000);
}

/** The environment is large, and which runtime handles it is not known. */
function mayCopy({ environment }: Facts): boolean {
  const { known, judgement, variables } = environment;
  return judgement.runtime.id === undefined && (!known || isReached('environment-size', variables));
}

const FILLS_HOST = 70;
