import type { Threshold } from './threshold.ts';

/** Thresholds of stage 4. */
export const APP_HOTSPOTS = {} as const satisfies Record<string, Threshold>;
