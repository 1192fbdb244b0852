import { listed } from '../../words.ts';
import type { Dependency } from '../../figures/peers/dependencies.ts';
import { isBad } from '../../figures/threshold.ts';
import type { Facts } from './facts.ts';
import { askUrl } from './hints.ts';
import { advice } from './mends.ts';
import { candidate, type Candidate } from './weigh.ts';

/**
 * Without a URL: the app is idle, connections to it live long, and as many are open to a peer. That is how it looks when
 * requests wait for an answer of that peer, but long polling looks the same, so it is never more than possible.
 */
export function waitingConnections(facts: Facts, used: readonly Dependency[]): Candidate | undefined {
  const life = facts.checks('connection-life').find(({ verdict }) => isBad(verdict));
  if (life === undefined || isBad(facts.verdict('accept-queue-waiting'))) return undefined;
  return candidate({
    text: `The app is idle, yet connections to it live ${life.measured ?? 'long'}. ${life.reason} Clients that keep connections for other reasons look the same.`,
    points: [
      {
        holds: true,
        weight: 1.5,
        text: `Connections to it live ${life.measured ?? 'long'}, and as many are open to a dependency.`,
        check: 'connection-life',
      },
      { holds: true, weight: 0.5, ...FREE },
    ],
    ...timeThem(facts, used),
  });
}

/** The app has nothing to do itself. */
export const FREE = {
  text: 'The app’s main thread is mostly free.',
  check: 'main-thread',
} as const;

/** Which of the peers it is, a request to each tells. */
export function timeThem(facts: Facts, used: readonly Dependency[]): Pick<Candidate, 'surer' | 'mends'> {
  const surer = askUrl(facts, used);
  const names = listed(used.map(({ label }) => label));
  return {
    surer,
    mends: [
      advice(
        `Time requests to ${names === '' ? 'each dependency' : names} from inside the container`,
        'That says which of them is slow, if one is.',
        surer[0]?.command,
      ),
    ],
  };
}
