import type { Check } from '../../../contracts/diagnosis.ts';
import { counted, duration } from '../../../units.ts';
import { execCommand } from '../../command.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { environmentCost } from './environment-cost.ts';
import { mainRule } from './rule.ts';
import { spawnsOf } from './spawns.ts';

/** Whether a Node.js event loop stood still: inferred from looks, so nothing is put into the process. */
export const eventLoopBlocked = mainRule(
  { id: 'event-loop-blocked', title: 'Event loop blocked', scope: 'container', method: 'saturation' },
  ({ figures, sample, audit, base }) => {
    const { main } = figures;
    const id = environmentCost(audit)?.judgement.runtime.id;
    if (id !== 'node' && !main.name.startsWith('node')) {
      return plainCheck(base, {
        verdict: 'ok',
        reason: 'It is no Node.js, so it has no event loop of that kind.',
      });
    }
    if (main.longestBusyMs === undefined) return unknownCheck(base, 'It was not looked at often enough.');
    if (spawnsOf(sample)?.lasting === true) {
      return unknownCheck(
        base,
        'The app has a child that lives all the time, so waiting for it cannot be told.',
      );
    }
    const said = `Each look of ${duration(main.longestBusyMs)} on end found the main thread running or waiting for a child`;
    return measuredCheck(base, {
      threshold: 'event-loop-blocked',
      value: main.longestBusyMs,
      measured: `up to ${duration(main.longestBusyMs)}`,
      reasons: {
        ok: 'The main thread was found free again and again: the event loop turns.',
        notice: `${said}: short blocks, or several tasks in a row.`,
        warning: `${said}: requests that come meanwhile wait.`,
      },
    });
  },
);

/** Connections that the kernel opened and the app did not take: the proof that requests wait outside the process. */
export const acceptQueueWaiting = checkRule({
  stage: 'app-hotspots',
  needs: ['audit', 'sample'],
  judge: ({ audit, sample }): Check[] => {
    const [subject] = audit.containers;
    const base: CheckBase = {
      id: 'accept-queue-waiting',
      title: 'Connections waiting to be accepted',
      scope: 'pod',
      method: 'saturation',
      ...(subject && { command: execCommand(subject, ['ss', '-ltn']) }),
    };
    if (!sample.known) return [unknownCheck(base, sample.problem)];
    const { listeners, looks } = sample.value.network;
    if (looks === 0) return [unknownCheck(base, 'The tables of sockets could not be read.')];
    if (listeners.length === 0) {
      return [
        plainCheck(base, { verdict: 'ok', reason: 'It listens on no port, so nothing can wait for it.' }),
      ];
    }
    const [worst] = listeners.toSorted(
      (a, b) => b.looksQueued - a.looksQueued || b.mostQueued - a.mostQueued,
    );
    const { looksQueued = 0, mostQueued = 0, port = 0 } = worst ?? {};
    const said = `Connections to port ${port} waited to be accepted in ${looksQueued} of ${counted(looks, 'look')}, up to ${mostQueued} at once`;
    return [
      measuredCheck(base, {
        threshold: 'accept-queue-waiting',
        value: (looksQueued / looks) * 100,
        measured:
          looksQueued === 0 ? 'none' : `up to ${mostQueued}, in ${looksQueued} of ${counted(looks, 'look')}`,
        reasons: {
          ok: 'Each connection was accepted at once.',
          notice: `${said}.`,
          warning: `${said}: requests wait outside the process, because it does not take them.`,
        },
        details: table(
          ['listens on', 'looks with waiting', 'most at once', 'room for'],
          listeners.map(({ address, port: at, looksQueued: some, mostQueued: most, backlog }) => [
            `${address.includes(':') ? `[${address}]` : address}:${at}`,
            `${some} of ${looks}`,
            String(most),
            backlog === undefined ? '' : String(backlog),
          ]),
        ),
      }),
    ];
  },
});
