import type { Problem } from '../../../contracts/evidence.ts';
import { labelOf, type ListCheck } from './check.ts';

/** Objects that a message names. */
const MOST_NAMED = 5;

/** Takes the items of a list that cannot be judged out of it, and remembers them. */
export interface Sieve {
  /** The items that are sound. */
  sound<T>(items: readonly unknown[]): T[];
  /** What was left out, with the reason of each; undefined when nothing was. */
  problem(): Problem | undefined;
}

export function createSieve({ item: oddity, resource }: ListCheck): Sieve {
  const named: string[] = [];
  let seen = 0;
  let odd = 0;
  const leaveOut = (item: unknown, why: string, index: number): void => {
    odd += 1;
    if (named.length < MOST_NAMED) named.push(`${labelOf(item, index)} (${why.trim().replace(/^\./, '')})`);
  };
  return {
    sound<T>(items: readonly unknown[]): T[] {
      const before = odd;
      const sound = items.filter((item, index) => {
        const why = oddity(item);
        if (why !== undefined) leaveOut(item, why, seen + index);
        return why === undefined;
      });
      seen += items.length;
      return (odd === before ? items : sound) as T[];
    },
    problem() {
      if (odd === 0) return undefined;
      const more = odd > named.length ? `, and ${odd - named.length} more` : '';
      return {
        code: 'malformed',
        message: `${odd} of ${seen} ${resource} cannot be understood and ${odd === 1 ? 'is' : 'are'} left out: ${named.join(', ')}${more}`,
        hint: `See what the API server has: kubectl get ${resource} -o yaml`,
      };
    },
  };
}
