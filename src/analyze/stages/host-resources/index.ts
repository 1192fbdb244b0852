import { cpuSaturation, cpuSteal } from './cpu-saturation.ts';
import { cpuUtilisationOfNode } from './cpu-utilisation.ts';
import { diskLatency, diskSaturation, diskUtilisation } from './disks.ts';
import { filesystemInodes, filesystemSpace } from './filesystems.ts';
import { hostFigures } from './host-figures.ts';
import { openFilesHost, processesHost } from './host-limits.ts';
import { kernelCfsQuota, kernelMemoryCgroups } from './kernel.ts';
import { memorySaturation } from './memory-saturation.ts';
import { memoryUtilisation } from './memory-utilisation.ts';
import { neighboursHealth, neighboursThrottled } from './neighbours.ts';
import { networkDrops, networkErrors } from './network.ts';
import { nodeEvents } from './node-events.ts';
import { nodeConditions } from './node-status.ts';
import { hostOomKills } from './oom-kills.ts';
import { conntrack, socketMemory } from './socket-limits.ts';
import { acceptQueueOverflows, synQueueOverflows } from './tcp-queues.ts';

/** Stage 1, utilisation, saturation and errors of the node’s resources, in the order in which they are shown. */
export const hostResources = [
  cpuUtilisationOfNode,
  cpuSaturation,
  cpuSteal,
  memoryUtilisation,
  memorySaturation,
  hostOomKills,
  diskUtilisation,
  diskSaturation,
  diskLatency,
  filesystemSpace,
  filesystemInodes,
  networkErrors,
  networkDrops,
  openFilesHost,
  processesHost,
  conntrack,
  acceptQueueOverflows,
  synQueueOverflows,
  socketMemory,
  nodeConditions,
  nodeEvents,
  neighboursHealth,
  neighboursThrottled,
  kernelCfsQuota,
  kernelMemoryCgroups,
  hostFigures,
] as const;
