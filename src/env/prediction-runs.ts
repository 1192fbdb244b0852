import type { PredictionOutcome, PredictionRun } from '../contracts/evidence.ts';

/**
 * The outcomes of a prediction, one for each predicted variable, from the runs that the pod answered. `undefined`
 * when the runs do not cover exactly `length` variables: then they answer another question (saved evidence whose
 * Services were edited) and tell nothing.
 */
export function expandRuns(runs: readonly PredictionRun[], length: number): PredictionOutcome[] | undefined {
  const total = runs.reduce((sum, { count }) => sum + count, 0);
  if (total !== length || runs.some(({ count }) => count < 0)) return undefined;
  return runs.flatMap(({ outcome, count }) => Array.from({ length: count }, () => outcome));
}
