import { lockWait } from '../../figures/container/lock-wait.ts';
import type { MainFigures } from '../../figures/container/main-thread.ts';
import { inContainer } from '../../figures/subject.ts';
import { asSentence } from '../../words.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import { linksMatter, type Facts } from './facts.ts';
import { allowExec, profile, traceOf } from './hints.ts';
import { advice } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, contributes, open, ruledOut, type Candidate } from './weigh.ts';

/** Requests wait outside while the app is not computing: a lock, a disk, a call without a timeout, or short hard work. */
export const appBlocked = defineCause({
  id: 'app-blocked',
  title: 'The app is blocked',
  topic: 'whether the app is blocked',
  shownBy: ['event-loop-blocked', 'accept-queue-waiting', 'accept-queue-overflows'],
  symptoms: ['main-thread-disk'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { main, wait, passes } = facts;
  const loop = facts.verdict('event-loop-blocked');
  const queue = facts.verdict('accept-queue-waiting');
  const queues = QUEUES.filter((id) => isBad(facts.verdict(id)));
  if (queues.length === 0 && !isBad(loop)) {
    const locked = main && inLock(facts, main);
    if (locked !== undefined) return locked;
    if (loop === 'notice') return contributes(saidBy(facts, 'event-loop-blocked'));
    return queue === 'unknown' || loop === 'unknown'
      ? open('whether requests wait outside the process could not be seen', [allowExec(facts)])
      : ruledOut('each connection was accepted at once, and its main thread was found free again and again');
  }
  const asleep = main === undefined ? undefined : main.runnable < 20 && main.withChild < 20 && !isBad(loop);
  const [shown = 'event-loop-blocked'] = queues;
  const effect = ruledOut('that requests wait is the effect of what keeps the main thread busy');
  const isBusy = main !== undefined && main.busy >= BUSY && asleep !== true;
  if (isBusy || (wait?.percent ?? 0) >= WAITS || linksMatter(facts) || passes?.perConnectionMs !== undefined)
    return effect;
  return candidate(
    {
      text: `The app does not take its requests${asleep === true ? ', though it is not computing' : ''}. ${saidBy(facts, shown)}${asleep === true ? waitsAt(main) : ''}`,
      ...(main === undefined ? {} : { share: sharesOf(main, asleep === true) }),
      points: [
        ...queues.map((check, index) => ({
          holds: true,
          weight: index === 0 ? 3 : 1,
          text: saidBy(facts, check),
          check,
        })),
        { holds: queue === 'problem', weight: 1 },
        {
          holds: isBad(loop),
          weight: 4,
          text: saidBy(facts, 'event-loop-blocked'),
          check: 'event-loop-blocked',
        },
        { holds: asleep, weight: 2, text: 'The main thread was not computing.', check: 'main-thread' },
        // It may be busy with what is a cause of its own.
        { holds: main === undefined ? undefined : false, weight: -3 },
      ],
      ...(main === undefined
        ? { surer: [allowExec(facts)] }
        : asleep === true
          ? traced(facts, main)
          : profiled(facts)),
    },
    effect,
  );
}

/** Connections that the app did not take: seen waiting, or turned away by the kernel since there was no room for more. */
const QUEUES = ['accept-queue-waiting', 'accept-queue-overflows'] as const;
/** Percent of looks in which it does something. */
const BUSY = 70;
/** Percent of the time in which it waits for a CPU. */
const WAITS = 30;

function sharesOf({ runnable, busy, inBursts = 0 }: MainFigures, asleep: boolean): number {
  if (asleep) return (100 - runnable) / 100;
  return (inBursts > 0 ? inBursts : busy) / 100;
}

/**
 * No connection was seen to wait, and the main thread does nothing but to wait for a lock: of a file, or of a thread where
 * the app's own answers are slow.
 */
function inLock(facts: Facts, main: MainFigures): Candidate | undefined {
  const lock = lockWait(main);
  const slow = facts.urls.find(({ target, slow: isSlow, failed }) => target.own && (isSlow || failed > 0));
  if (lock === undefined || (lock.of === 'thread' && slow === undefined)) return undefined;
  const waits = `the main thread waited for ${lock.said}`;
  const unseen =
    slow === undefined
      ? ' While it waits it serves nobody; that requests wait for it was not seen, and who stands by for another waits like that, too.'
      : ` Meanwhile ${slow.url} is slow: ${slow.shape}.`;
  return candidate({
    text: `The app is blocked: ${asSentence(waits)}${unseen}`,
    points: [
      { holds: true, weight: lock.of === 'file' ? 2 : 0.5, text: asSentence(waits), check: 'main-thread' },
      {
        holds: slow !== undefined,
        weight: 2,
        text: `${slow?.url}: ${slow?.shape}.`,
        check: 'url-timing',
      },
    ],
    ...(lock.of === 'file' ? { mends: [holder(facts)] } : traced(facts, main)),
  });
}

/** https://man7.org/linux/man-pages/man5/proc_locks.5.html */
function holder({ evidence }: Facts): Candidate['mends'][number] {
  return advice(
    'See who holds the lock, and why it does not let it go',
    '/proc/locks has the PIDs of those that hold a lock, and, behind an arrow, of those that wait for it. One that is held over a call to something slow keeps all others waiting.',
    inContainer(evidence.audit, ['cat', '/proc/locks']).command,
  );
}

function waitsAt(main: MainFigures | undefined): string {
  const lock = main && lockWait(main);
  if (lock !== undefined) return ` It waited for ${lock.said}.`;
  const [most] = Object.entries(main?.app.waits ?? {}).toSorted(([, a], [, b]) => b - a);
  return most === undefined ? '' : ` It waits in the kernel at ${most[0]}.`;
}

/** It sleeps: which call it is, a trace tells. */
function traced(facts: Facts, { app }: MainFigures): Pick<Candidate, 'surer' | 'mends'> {
  const trace = traceOf(facts, app.pid);
  return {
    surer: [{ text: 'A trace shows what it waits for.', ...trace }],
    mends: [
      advice(
        'Find the call that blocks, and give it a timeout',
        'Locks, files on slow storage and calls without a timeout are the usual ones.',
        trace.command,
      ),
    ],
  };
}

/** It computes: which function it is, a profile tells. */
function profiled(facts: Facts): Pick<Candidate, 'surer' | 'mends'> {
  const look = profile(facts);
  return {
    surer: [look],
    mends: [
      advice(
        'Find what computes for so long on end, and split it up or move it to a worker thread',
        'A profile names the function: large JSON, regular expressions, synchronous compression and passes over process.env are the usual ones.',
        look.command,
      ),
    ],
  };
}
