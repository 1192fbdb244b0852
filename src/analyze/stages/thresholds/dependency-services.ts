import type { Threshold } from './threshold.ts';

/** Thresholds of stage 3. */
export const DEPENDENCY_SERVICES = {} as const satisfies Record<string, Threshold>;
