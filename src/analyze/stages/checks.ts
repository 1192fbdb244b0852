import { appHotspots } from './app-hotspots/index.ts';
import { appLimits } from './app-limits/index.ts';
import type { CheckRule } from './check-rule.ts';
import { dependencyServices } from './dependency-services/index.ts';
import { hostResources } from './host-resources/index.ts';

/** Every check of the documented flow, in the order of the stages. */
export const CHECKS: readonly CheckRule[] = [
  ...hostResources,
  ...appLimits,
  ...dependencyServices,
  ...appHotspots,
];

/** The id of a check. */
export type CheckId = string;
