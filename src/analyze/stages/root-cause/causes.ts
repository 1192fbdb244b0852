import { appCpu } from './app-cpu.ts';
import { appBlocked, appChildren } from './app-waits.ts';
import { cpuLimit } from './cpu-limit.ts';
import { crash } from './crash.ts';
import type { CauseDefinition } from './define-cause.ts';
import { dns } from './dns.ts';
import { execLimit } from './exec-limit.ts';
import { hostCpu } from './host-cpu.ts';
import { hostDisk, hostMemory, hostNetwork } from './host-felt.ts';
import { memoryLimit } from './memory-limit.ts';
import { nodeUnhealthy } from './node-unhealthy.ts';
import { notStarted } from './not-started.ts';
import { processLimit } from './process-limit.ts';
import { serviceLinks } from './service-links.ts';
import { slowDependency } from './slow-dependency.ts';
import { unreachableDependency } from './unreachable-dependency.ts';

/** Every cause that the flow can name. Of two that explain as much, the earlier one is named. */
export const CAUSES: readonly CauseDefinition[] = [
  {
    id: 'service-links',
    title: 'The environment: service links',
    topic: 'service links',
    shownBy: ['environment-per-child'],
    weigh: serviceLinks,
  },
  {
    id: 'exec-limit',
    title: 'The environment is larger than the kernel takes',
    topic: 'the size of the environment',
    shownBy: ['exec-limit'],
    weigh: execLimit,
  },
  {
    id: 'cpu-limit',
    title: 'The CPU limit is too small',
    topic: 'the CPU limit',
    shownBy: ['cpu-throttled'],
    weigh: cpuLimit,
  },
  {
    id: 'memory-limit',
    title: 'The memory limit is too small, or memory leaks',
    topic: 'the memory limit',
    shownBy: ['oom-kills', 'memory-limit-hits', 'memory-usage'],
    weigh: memoryLimit,
  },
  {
    id: 'process-limit',
    title: 'The limit of processes and threads',
    topic: 'the limit of processes',
    shownBy: ['process-count'],
    weigh: processLimit,
  },
  {
    id: 'host-cpu',
    title: 'Others keep the node’s CPUs busy',
    topic: 'the node’s CPUs',
    shownBy: ['cpu-saturation', 'cpu-utilisation', 'cpu-steal'],
    weigh: hostCpu,
  },
  {
    id: 'host-memory',
    title: 'The node is short of memory',
    topic: 'the node’s memory',
    shownBy: ['memory-saturation', 'memory-utilisation', 'host-oom-kills'],
    weigh: hostMemory,
  },
  {
    id: 'host-disk',
    title: 'The node’s disk is slow',
    topic: 'the node’s disks',
    shownBy: ['disk-saturation', 'disk-latency', 'disk-utilisation'],
    weigh: hostDisk,
  },
  {
    id: 'host-network',
    title: 'The node’s network loses packets',
    topic: 'the node’s network',
    shownBy: ['network-errors', 'network-drops', 'conntrack', 'socket-memory', 'syn-queue-overflows'],
    weigh: hostNetwork,
  },
  {
    id: 'node-unhealthy',
    title: 'The node is not healthy',
    topic: 'the node’s health',
    shownBy: ['node-conditions'],
    weigh: nodeUnhealthy,
  },
  {
    id: 'slow-dependency',
    title: 'A dependency answers slowly',
    topic: 'slow dependencies',
    shownBy: ['url-timing'],
    weigh: slowDependency,
  },
  {
    id: 'unreachable-dependency',
    title: 'A dependency cannot be reached',
    topic: 'unreachable dependencies',
    shownBy: ['peer-endpoints', 'peer-connecting', 'url-errors'],
    weigh: unreachableDependency,
  },
  {
    id: 'dns',
    title: 'DNS does not answer, or slowly',
    topic: 'DNS',
    shownBy: ['dns-lookup'],
    weigh: dns,
  },
  {
    id: 'app-cpu',
    title: 'The app’s own use of CPU',
    topic: 'the app’s own use of CPU',
    shownBy: ['cpu-by-thread'],
    weigh: appCpu,
  },
  {
    id: 'app-children',
    title: 'The app waits for child processes',
    topic: 'child processes',
    shownBy: ['children-wait'],
    weigh: appChildren,
  },
  {
    id: 'app-blocked',
    title: 'The app is blocked',
    topic: 'whether the app is blocked',
    shownBy: ['event-loop-blocked', 'accept-queue-waiting'],
    weigh: appBlocked,
  },
  {
    id: 'crash',
    title: 'The app crashes or does not start',
    topic: 'crashes',
    shownBy: ['restarts', 'last-exit', 'pod-events'],
    weigh: crash,
  },
  {
    id: 'not-started',
    title: 'The container cannot be started',
    topic: 'whether the container can be started',
    shownBy: [],
    weigh: notStarted,
  },
];
