import type { Cause } from '../../../contracts/diagnosis.ts';

/** What each cause is called. */
export const TITLES: Readonly<Record<Cause, string>> = {
  'service-links': 'The environment: service links',
  'exec-limit': 'The environment is larger than the kernel takes',
  'cpu-limit': 'The CPU limit is too small',
  'memory-limit': 'The memory limit is too small, or memory leaks',
  'process-limit': 'The limit of processes and threads',
  'host-cpu': 'Others keep the node’s CPUs busy',
  'host-memory': 'The node is short of memory',
  'host-disk': 'The node’s disk is slow',
  'host-network': 'The node’s network loses packets',
  'node-unhealthy': 'The node is not healthy',
  'slow-dependency': 'A dependency answers slowly',
  'unreachable-dependency': 'A dependency cannot be reached',
  dns: 'DNS does not answer, or slowly',
  'app-cpu': 'The app’s own use of CPU',
  'app-children': 'The app waits for child processes',
  'app-blocked': 'The app is blocked',
  crash: 'The app crashes or does not start',
  'not-started': 'The container cannot be started',
};

/** What was to be judged, in the middle of a sentence: a title says what is wrong, which is not known then. */
export const TOPICS: Readonly<Record<Cause, string>> = {
  'service-links': 'service links',
  'exec-limit': 'the size of the environment',
  'cpu-limit': 'the CPU limit',
  'memory-limit': 'the memory limit',
  'process-limit': 'the limit of processes',
  'host-cpu': 'the node’s CPUs',
  'host-memory': 'the node’s memory',
  'host-disk': 'the node’s disks',
  'host-network': 'the node’s network',
  'node-unhealthy': 'the node’s health',
  'slow-dependency': 'slow dependencies',
  'unreachable-dependency': 'unreachable dependencies',
  dns: 'DNS',
  'app-cpu': 'the app’s own use of CPU',
  'app-children': 'child processes',
  'app-blocked': 'whether the app is blocked',
  crash: 'crashes',
  'not-started': 'whether the container can be started',
};
