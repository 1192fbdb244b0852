import { crashLoop } from './crash-loop.ts';
import { distroless } from './distroless.ts';
import { envsubst } from './envsubst.ts';
import { ghosts } from './ghosts.ts';
import { burnsCpu } from './burns-cpu.ts';
import { cpuLimitSmall } from './cpu-limit-small.ts';
import { healthy } from './healthy.ts';
import { hostSaturated } from './host-saturated.ts';
import { limit } from './limit.ts';
import { nolinks } from './nolinks.ts';
import { slowDependency } from './slow-dependency.ts';
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
  hostSaturated,
  cpuLimitSmall,
  slowDependency,
  burnsCpu,
];
