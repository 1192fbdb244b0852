import { appHotspots } from './app-hotspots/index.ts';
import { appLimits } from './app-limits/index.ts';
import type { CheckRule } from './define-check.ts';
import { dependencyServices } from './dependency-services/index.ts';
import { hostResources } from './host-resources/index.ts';

/** Every check of the documented flow, in the order of the stages. */
export const CHECKS = [
  ...hostResources,
  ...appLimits,
  ...dependencyServices,
  ...appHotspots,
] as const satisfies readonly CheckRule[];

/** The id of a check: a wrong one does not compile. */
export type CheckId = (typeof CHECKS)[number]['id'];
