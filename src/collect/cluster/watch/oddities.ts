import type { Problem } from '../../../contracts/evidence.ts';
import type { WatchEvent } from '../cluster.ts';

/** The objects of a list that is followed which cannot be understood now, and are left out. */
export interface Oddities {
  /** Of a new look there are none yet. */
  clear: () => void;
  /** What the look left out. */
  listed: (problem: Problem) => void;
  /** Whether an event changed them. */
  hear: (event: WatchEvent<unknown>) => boolean;
  problem: () => Problem | undefined;
}

/** Objects that are kept in mind, and those that a message names. */
const MOST = 1000;
const MOST_NAMED = 5;

export function createOddities(): Oddities {
  const odd = new Map<string, string>();
  let fromLook: Problem | undefined;
  return {
    clear() {
      odd.clear();
      fromLook = undefined;
    },
    listed: (problem) => void (fromLook = problem),
    hear(event) {
      if (event.type === 'changed' || event.type === 'gone') return odd.delete(event.key);
      if (event.type !== 'odd' || odd.size >= MOST) return false;
      odd.set(event.key, `${event.label} (${event.why})`);
      return true;
    },
    problem() {
      if (odd.size === 0) return fromLook;
      const named = [...odd.values()].slice(0, MOST_NAMED).join(', ');
      const more = odd.size > MOST_NAMED ? `, and ${odd.size - MOST_NAMED} more` : '';
      const message = `${odd.size} of the objects that changed cannot be understood and ${odd.size === 1 ? 'is' : 'are'} left out: ${named}${more}`;
      return { code: 'malformed', message };
    },
  };
}
