import type { Check, CheckVerdict } from '../../contracts/diagnosis.ts';
import { APP_HOTSPOTS } from './thresholds/app-hotspots.ts';
import { APP_LIMITS } from './thresholds/app-limits.ts';
import { DEPENDENCY_SERVICES } from './thresholds/dependency-services.ts';
import { HOST_RESOURCES } from './thresholds/host-resources.ts';
import type { Threshold } from './thresholds/threshold.ts';

/**
 * All thresholds of the documented flow, by id. What a check compares with stands here and nowhere else, with its source;
 * docs/thresholds.md shows the same table, and a test compares the two.
 */
export const THRESHOLDS = {
  ...HOST_RESOURCES,
  ...APP_LIMITS,
  ...DEPENDENCY_SERVICES,
  ...APP_HOTSPOTS,
} as const;

export type ThresholdId = keyof typeof THRESHOLDS;

type Rung = 'notice' | 'warning' | 'problem';
const RUNGS = ['problem', 'warning', 'notice'] as const satisfies readonly Rung[];

/** The verdict of a value: the harshest rung that it reaches, else `ok`; `unknown` for what is no number. */
export function verdictOn(id: ThresholdId, value: number): CheckVerdict {
  if (Number.isNaN(value)) return 'unknown';
  const row: Threshold = THRESHOLDS[id];
  return RUNGS.find((rung) => reaches(row, row[rung], value)) ?? 'ok';
}

/** Whether a value reaches the mildest rung of a row that is used as a condition. */
export function isReached(id: ThresholdId, value: number | undefined): boolean {
  return value !== undefined && !['ok', 'unknown'].includes(verdictOn(id, value));
}

/** The row as a check shows it; `value` is that of the warning, or of the rung that there is. */
export function thresholdOf(id: ThresholdId): NonNullable<Check['threshold']> {
  const row: Threshold = THRESHOLDS[id];
  return {
    text: rungsOf(row)
      .map(({ rung, value }) => `${rung} ${row.comparison} ${value}${row.unit}`)
      .join(', '),
    value: row.warning ?? row.problem ?? row.notice ?? 0,
    source: row.source,
  };
}

function rungsOf(row: Threshold): { rung: Rung; value: number }[] {
  return RUNGS.toReversed().flatMap((rung) => {
    const value = row[rung];
    return value === undefined ? [] : [{ rung, value }];
  });
}

function reaches(row: Threshold, limit: number | undefined, value: number): boolean {
  if (limit === undefined) return false;
  if (row.comparison === 'below') return value < limit;
  return row.comparison === 'from' ? value >= limit : value > limit;
}
