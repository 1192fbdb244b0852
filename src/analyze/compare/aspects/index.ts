import { command } from './command.ts';
import type { ClosedAspect } from '../aspect.ts';
import { childCost } from './cost.ts';
import { enableServiceLinks, ownVariables, variables } from './environment.ts';
import { execLimit, ghosts, nextStart, restarts, started, state, timeToReady } from './history.ts';
import { cpuLimit, execStart, memoryLimit, nodeBusy, throttling } from './limits.ts';
import { namespaceContext, namespaceCost } from './namespace-figures.ts';
import { injected, namespaceLinks, namespaceServices, namespaceStale } from './namespace.ts';
import { architecture, kernel, node, nodeContext, serverVersion } from './node.ts';
import { entrypoint, image, libc, runtime, runtimeVersion } from './program.ts';
import { services, staleServices } from './services.ts';
import { template } from './template.ts';

/**
 * What two containers can differ in. What explains a slowness by what was seen stands before what could explain it
 * only when nothing else does.
 */
export const CONTAINER_ASPECTS: readonly ClosedAspect[] = [
  state,
  childCost,
  timeToReady,
  variables,
  enableServiceLinks,
  services,
  staleServices,
  started,
  ghosts,
  ownVariables,
  cpuLimit,
  libc,
  runtime,
  throttling,
  nodeBusy,
  kernel,
  entrypoint,
  execStart,
  execLimit,
  image,
  command,
  runtimeVersion,
  architecture,
  template,
  nextStart,
  restarts,
  memoryLimit,
  node,
  ...nodeContext,
  serverVersion,
];

/** What two namespaces can differ in. */
export const NAMESPACE_ASPECTS: readonly ClosedAspect[] = [
  namespaceCost,
  injected,
  namespaceServices,
  namespaceStale,
  namespaceLinks,
  ...namespaceContext,
  serverVersion,
];
