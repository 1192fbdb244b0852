import { appBlocked } from './app-blocked.ts';
import { appChildren } from './app-children.ts';
import { appCpu } from './app-cpu.ts';
import { cpuLimit } from './cpu-limit.ts';
import { crash } from './crash.ts';
import type { CauseDefinition } from './define-cause.ts';
import { dns } from './dns.ts';
import { ephemeralStorage } from './ephemeral-storage.ts';
import { execLimit } from './exec-limit.ts';
import { execProbes } from './exec-probes.ts';
import { hostCpu } from './host-cpu.ts';
import { hostDisk, hostLimits, hostMemory, hostNetwork } from './host-felt.ts';
import { localPorts } from './local-ports.ts';
import { memoryLimit } from './memory-limit.ts';
import { nodeUnhealthy } from './node-unhealthy.ts';
import { notReady } from './not-ready.ts';
import { notStarted } from './not-started.ts';
import { openFiles } from './open-files.ts';
import { processLimit } from './process-limit.ts';
import { serviceLinks } from './service-links.ts';
import { slowDependency } from './slow-dependency.ts';
import { unreachableDependency } from './unreachable-dependency.ts';
import { variableCollision } from './variable-collision.ts';

/** Every cause that the flow can name. Of two that explain as much, the earlier one is named. */
export const CAUSES: readonly CauseDefinition[] = [
  serviceLinks,
  execLimit,
  cpuLimit,
  memoryLimit,
  processLimit,
  openFiles,
  ephemeralStorage,
  execProbes,
  variableCollision,
  hostCpu,
  hostMemory,
  hostDisk,
  hostNetwork,
  hostLimits,
  nodeUnhealthy,
  slowDependency,
  unreachableDependency,
  dns,
  localPorts,
  appCpu,
  appChildren,
  appBlocked,
  crash,
  notStarted,
  notReady,
];
