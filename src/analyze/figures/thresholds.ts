import type { Check, CheckVerdict } from '../../contracts/diagnosis.ts';
import { isReached as reaches, rungsInWords, verdictOn as verdict, type Threshold } from './threshold.ts';
import { APP_HOTSPOTS } from './thresholds/app-hotspots.ts';
import { APP_LIMITS } from './thresholds/app-limits.ts';
import { DEPENDENCY_SERVICES } from './thresholds/dependency-services.ts';
import { HOST_RESOURCES } from './thresholds/host-resources.ts';

/**
 * Thresholds that more than one file uses: conditions, and rows of checks that others ask, too. A row that is one check's
 * alone stands in its definition; docs/thresholds.md shows both, and a test compares.
 */
export const THRESHOLDS = {
  ...HOST_RESOURCES,
  ...APP_LIMITS,
  ...DEPENDENCY_SERVICES,
  ...APP_HOTSPOTS,
} as const;

export type ThresholdId = keyof typeof THRESHOLDS;

/** As {@link verdict}, of a row of this table or of a check. */
export function verdictOn(row: ThresholdId | Threshold, value: number): CheckVerdict {
  return verdict(rowOf(row), value);
}

/** As {@link reaches}, of a row of this table or of a check. */
export function isReached(row: ThresholdId | Threshold, value: number | undefined): boolean {
  return reaches(rowOf(row), value);
}

/** As {@link rungsInWords}, of a row of this table or of a check. */
export function thresholdOf(row: ThresholdId | Threshold): NonNullable<Check['threshold']> {
  return rungsInWords(rowOf(row));
}

function rowOf(row: ThresholdId | Threshold): Threshold {
  return typeof row === 'string' ? THRESHOLDS[row] : row;
}
