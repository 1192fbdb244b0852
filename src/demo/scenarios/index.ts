import { crashLoop } from './crash-loop.ts';
import { distroless } from './distroless.ts';
import { envsubst } from './envsubst.ts';
import { ghosts } from './ghosts.ts';
import { healthy } from './healthy.ts';
import { limit } from './limit.ts';
import { nolinks } from './nolinks.ts';
import { web } from './web.ts';
import type { Scenario } from './scenario.ts';

export type { Scenario } from './scenario.ts';

/** All scenarios, the main case first. */
export const scenarios: readonly Scenario[] = [
  web,
  nolinks,
  distroless,
  ghosts,
  limit,
  envsubst,
  crashLoop,
  healthy,
];
