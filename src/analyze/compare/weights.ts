import type { Difference } from '../../contracts/comparison.ts';

/** How much a difference explains. */
export type Weight = Difference['weight'];

/**
 * From where on a difference counts, all in one place; docs/compare.md shows the same with its reasons.
 * A ratio is that of the worse side to the better one.
 */
export const LIMITS = {
  /** A blocked event loop is felt from 10 ms on, and a factor of two cannot be noise: CPU time is stable to a tenth. */
  cost: { ratio: 2, ms: 10 },
  /** Below this two measurements are called the same. */
  costNoise: { ratio: 1.5, ms: 5 },
  /** The time until ready is known to the second. */
  ready: { ratio: 2, ms: 3000, noiseMs: 2000 },
  /** getenv's cost grows with the square of the count: twice as many cost four times as much. */
  variables: { ratio: 2, count: 1000 },
  someVariables: { ratio: 1.25, count: 100 },
  /** Where nothing was timed: from 5,000 on most runtimes are slow (severity medium of docs/severities.md). */
  variablesAlone: 5000,
  /** A cause must bring at least this share of the variables that one side has more. */
  shareOfDifference: 0.5,
  someShareOfDifference: 0.1,
  /** Wall time is CPU time divided by min(1, limit). */
  cpuLimit: { ratio: 2, some: 1.25 },
  /** Of the CPU periods; from when on a limit is to blame says figures/container/throttling.ts. */
  throttled: { some: 0.1, noise: 0.05 },
  /** Each exec, an exec probe's too, costs this before its command begins. */
  execStart: { ratio: 2, ms: 50 },
  /** Use of the kernel's exec limit in percent. */
  execLimit: { noise: 1 },
} as const;

/** Whether `more` is clearly more than `less`: by a factor and by an amount. */
export function clearly(more: number, less: number, { ratio, by }: { ratio: number; by: number }): boolean {
  return more - less >= by && more >= ratio * less;
}
