import type { CheckRule } from '../check-rule.ts';

/** Stage 2, the container’s own limits, in the order in which they are shown. */
export const appLimits: readonly CheckRule[] = [];
