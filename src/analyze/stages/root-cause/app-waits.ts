import { duration, number } from '../../../units.ts';
import { percentOf } from '../rates.ts';
import { verdictOn } from '../thresholds.ts';
import { tracer } from '../app-hotspots/tools.ts';
import { smallEnvironment, asynchronousExec } from '../../judgement/mends.ts';
import { isBad } from '../threshold.ts';
import { linksMatter, type Facts } from './facts.ts';
import { allowExec } from './hints.ts';
import { advice } from './mends.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** The app waits for children, or they use its CPU, and it is not the links that make them dear. */
export function appChildren(facts: Facts): Candidate {
  const { main, spawns, share, cpuLimit, environment } = facts;
  if (main === undefined || spawns === undefined) {
    return open('app-children', 'its child processes could not be seen', [allowExec(facts)]);
  }
  if (spawns.byMain === 0) return ruledOut('app-children', 'it started no child process');
  const available = spawns.seconds * 1000 * Math.min(1, cpuLimit ?? 1);
  const used = percentOf(main.main.childrenCpuMs, available) ?? 0;
  const busy = Math.min(100, Math.max(main.withChild, used));
  if (!isBad(verdictOn('children-wait', busy))) {
    return ruledOut(
      'app-children',
      `a child was alive in ${number(main.withChild)} % of the looks, and children used ${number(used)} % of its CPU`,
    );
  }
  if (linksMatter(facts) && share !== undefined && share.links * 100 * 2 >= busy) {
    return ruledOut(
      'app-children',
      'it is what service links make them cost, and not the children themselves',
    );
  }
  const count =
    spawns.byMain === undefined ? 'child processes' : `about ${number(spawns.byMain)} child processes`;
  const pid = main.main.pid;
  return (
    candidate(
      {
        cause: 'app-children',
        text: `The app starts ${count} in ${duration(spawns.seconds * 1000)}; a child was alive in ${number(main.withChild)} % of the looks, and they used ${number(used)} % of the CPU that it may use.`,
        share: busy / 100,
        points: [
          {
            holds: isBad(verdictOn('children-wait', main.withChild)),
            weight: 2,
            text: `A child of the app was alive in ${number(main.withChild)} % of the looks.`,
            stage: 'app-hotspots',
            check: 'children-seen',
          },
          {
            holds: used >= 20,
            weight: 3,
            text: `Its children used ${number(used)} % of the CPU that it may use.`,
            stage: 'app-hotspots',
            check: 'cpu-by-thread',
          },
          {
            holds: isBad(facts.verdict('event-loop-blocked')) || isBad(facts.verdict('accept-queue-waiting')),
            weight: 2,
            text: 'Meanwhile the app takes no requests.',
            stage: 'app-hotspots',
            check: isBad(facts.verdict('accept-queue-waiting'))
              ? 'accept-queue-waiting'
              : 'event-loop-blocked',
          },
          // What the environment makes them cost must be known to be ruled out.
          { holds: share === undefined && environment.links > 0 ? undefined : false, weight: -2 },
        ],
        surer: [
          { text: 'A trace shows which children they are, and how long each takes.', ...traceOf(facts, pid) },
        ],
        mends: [
          advice(
            'Do without the children, or keep the result',
            'A library call instead of a command, or a command once a minute instead of once a request.',
          ),
          smallEnvironment(environment.judgement.runtime),
          ...(environment.judgement.runtime.id === 'node' ? [asynchronousExec()] : []),
        ],
      },
      undefined,
    ) ??
    open('app-children', 'it starts children, but whether it waits for them was not seen', [allowExec(facts)])
  );
}

/** Requests wait outside while the app is not computing: a lock, a disk, a call without a timeout, or short hard work. */
export function appBlocked(facts: Facts): Candidate {
  const { main } = facts;
  const queue = facts.verdict('accept-queue-waiting');
  const loop = facts.verdict('event-loop-blocked');
  if (queue === 'unknown' && loop === 'unknown') {
    return open('app-blocked', 'whether requests wait outside the process could not be seen', [
      allowExec(facts),
    ]);
  }
  if (!isBad(queue) && !isBad(loop)) {
    return ruledOut(
      'app-blocked',
      'each connection was accepted at once, and its main thread was found free again and again',
    );
  }
  const asleep = main === undefined ? undefined : main.runnable < 20 && main.withChild < 20;
  if (!isBad(queue) && asleep !== true) {
    return ruledOut('app-blocked', 'each connection was accepted at once; the main thread was busy at times');
  }
  const waits =
    main === undefined
      ? undefined
      : Object.entries(main.main.waits).toSorted(([, a], [, b]) => b - a)[0]?.[0];
  const [check] = facts.checks(isBad(queue) ? 'accept-queue-waiting' : 'event-loop-blocked');
  const where = waits === undefined || asleep !== true ? '' : ` It waits in the kernel at ${waits}.`;
  return (
    candidate(
      {
        cause: 'app-blocked',
        text: `The app does not take its requests${asleep === true ? ', though it is not computing' : ''}. ${check?.reason ?? ''}${where}`,
        ...(main === undefined
          ? {}
          : { share: asleep === true ? (100 - main.runnable) / 100 : main.busy / 100 }),
        points: [
          {
            holds: isBad(queue),
            weight: 3,
            text: facts.checks('accept-queue-waiting')[0]?.reason ?? '',
            stage: 'app-hotspots',
            check: 'accept-queue-waiting',
          },
          { holds: queue === 'problem', weight: 1 },
          {
            holds: isBad(loop),
            weight: 2,
            text: facts.checks('event-loop-blocked')[0]?.reason ?? '',
            stage: 'app-hotspots',
            check: 'event-loop-blocked',
          },
          {
            holds: asleep,
            weight: 2,
            text: 'The main thread was not computing.',
            stage: 'app-hotspots',
            check: 'main-thread',
          },
          // Busy, or paying for its children: then that is the cause, and this its effect.
          { holds: main === undefined ? undefined : main.busy >= 70, weight: -3 },
          { holds: linksMatter(facts), weight: -3 },
        ],
        surer:
          main === undefined
            ? [allowExec(facts)]
            : [{ text: 'A trace shows what it waits for.', ...traceOf(facts, main.main.pid) }],
        mends: [
          advice(
            'Find the call that blocks, and give it a timeout',
            'Locks, files on slow storage and calls without a timeout are the usual ones.',
            main === undefined ? undefined : traceOf(facts, main.main.pid).command,
          ),
        ],
      },
      undefined,
    ) ?? ruledOut('app-blocked', 'that requests wait is the effect of what keeps the main thread busy')
  );
}

function traceOf({ subject }: Facts, pid: number): { command?: string } {
  const [command] = tracer(subject, pid).commands;
  return command === undefined ? {} : { command };
}
