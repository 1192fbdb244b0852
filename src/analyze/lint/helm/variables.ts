import { few } from './parts.ts';
import type { Scope } from './rendering.ts';

/**
 * What variables are after a block, at the ends of whose branches they were these. Those that a branch declares are its own.
 */
export function mergeVariables(variables: Scope['variables'], ends: readonly Scope['variables'][]): void {
  for (const [name, before] of variables) {
    const after = ends.map((end) => end.get(name)!).filter(({ depth }) => depth === before.depth);
    if (after.length === 0) continue;
    const values = few(after.flatMap((each) => each.values));
    variables.set(name, { ...before, values, asked: new Set(after.flatMap((each) => [...each.asked])) });
  }
}
