import { isBad } from '../threshold.ts';
import { defineCause } from './define-cause.ts';
import { linksMatter, type Facts } from './facts.ts';
import { allowExec, traceOf } from './hints.ts';
import { advice } from './mends.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** Requests wait outside while the app is not computing: a lock, a disk, a call without a timeout, or short hard work. */
export const appBlocked = defineCause({
  id: 'app-blocked',
  title: 'The app is blocked',
  topic: 'whether the app is blocked',
  shownBy: ['event-loop-blocked', 'accept-queue-waiting'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { main } = facts;
  const queue = facts.verdict('accept-queue-waiting');
  const loop = facts.verdict('event-loop-blocked');
  if (queue === 'unknown' && loop === 'unknown') {
    return open('whether requests wait outside the process could not be seen', [allowExec(facts)]);
  }
  if (!isBad(queue) && !isBad(loop)) {
    return ruledOut(
      'each connection was accepted at once, and its main thread was found free again and again',
    );
  }
  const asleep = main === undefined ? undefined : main.runnable < 20 && main.withChild < 20;
  if (!isBad(queue) && asleep !== true) {
    return ruledOut('each connection was accepted at once; the main thread was busy at times');
  }
  const waits =
    main === undefined ? undefined : Object.entries(main.app.waits).toSorted(([, a], [, b]) => b - a)[0]?.[0];
  const [check] = facts.checks(isBad(queue) ? 'accept-queue-waiting' : 'event-loop-blocked');
  const where = waits === undefined || asleep !== true ? '' : ` It waits in the kernel at ${waits}.`;
  return candidate(
    {
      text: `The app does not take its requests${asleep === true ? ', though it is not computing' : ''}. ${check?.reason ?? ''}${where}`,
      ...(main === undefined
        ? {}
        : { share: asleep === true ? (100 - main.runnable) / 100 : main.busy / 100 }),
      points: [
        {
          holds: isBad(queue),
          weight: 3,
          text: facts.checks('accept-queue-waiting')[0]?.reason ?? '',
          check: 'accept-queue-waiting',
        },
        { holds: queue === 'problem', weight: 1 },
        {
          holds: isBad(loop),
          weight: 2,
          text: facts.checks('event-loop-blocked')[0]?.reason ?? '',
          check: 'event-loop-blocked',
        },
        {
          holds: asleep,
          weight: 2,
          text: 'The main thread was not computing.',
          check: 'main-thread',
        },
        // Busy, or paying for its children: then that is the cause, and this its effect.
        { holds: main === undefined ? undefined : main.busy >= 70, weight: -3 },
        { holds: linksMatter(facts), weight: -3 },
      ],
      surer:
        main === undefined
          ? [allowExec(facts)]
          : [{ text: 'A trace shows what it waits for.', ...traceOf(facts, main.app.pid) }],
      mends: [
        advice(
          'Find the call that blocks, and give it a timeout',
          'Locks, files on slow storage and calls without a timeout are the usual ones.',
          main === undefined ? undefined : traceOf(facts, main.app.pid).command,
        ),
      ],
    },
    ruledOut('that requests wait is the effect of what keeps the main thread busy'),
  );
}
