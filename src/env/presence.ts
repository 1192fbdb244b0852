import type { EnvironmentEvidence, PredictionOutcome } from '../contracts/evidence.ts';
import { expandRuns } from './prediction-runs.ts';
import type { LinkVariable } from './service-links.ts';

/** What the container says about one predicted variable. `unseen`: it was not asked, or did not answer this. */
export type Presence = PredictionOutcome | 'unseen';

/**
 * For each predicted variable whether it is in the container, in the prediction's order. Without a comparison in the
 * pod, names and lengths decide: a value of another length differs, one of the same length is taken as the same.
 */
export function presences(
  prediction: readonly LinkVariable[],
  environment: EnvironmentEvidence | undefined,
): Presence[] {
  if (environment === undefined) return prediction.map(() => 'unseen');
  if (environment.predicted !== undefined) {
    return expandRuns(environment.predicted, prediction.length) ?? prediction.map(() => 'unseen');
  }
  const lengths = new Map(environment.others.map(({ name, bytes }) => [name, bytes]));
  return prediction.map(({ name, value }) => {
    if (!lengths.has(name)) return environment.truncated ? 'unseen' : 'absent';
    const length = lengths.get(name);
    return length === undefined || length === Buffer.byteLength(value) ? 'same' : 'differs';
  });
}
