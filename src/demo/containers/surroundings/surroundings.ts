import type { NodeFigures } from '../../nodes/node-figures.ts';

/**
 * What is around a container: the figures that its kernel tells of its cgroup and of its host, and who is at the other
 * end of its network. All of it is simulated, with literal figures: user namespaces have no cgroups and no hosts of their
 * own. Only the processes of the container are real. See world.cjs.
 */
export interface Surroundings {
  host: NodeFigures;
  cgroup: CgroupFigures;
  network: NetworkPlan;
  /**
   * Load that /proc/loadavg tells, and that no process was made, whose count is its last field. By default it is this
   * machine's: an application that starts children needs the real count.
   */
  load?: number;
}

/** What a container's cgroup (v2) tells, and how it grows. */
export interface CgroupFigures {
  /** Cores; no limit when absent. */
  cpuLimit?: number;
  /** Bytes; no limit when absent. */
  memoryLimit?: number;
  usedCores: number;
  memoryBytes: number;
  /** CFS periods a second, with a CPU limit. */
  throttling?: { periods: number; throttledPeriods: number; throttledMs: number };
  /** Share of time that the main thread is runnable and has no CPU; hardly any by default. */
  runQueueWait?: number;
  /** Counts what the main thread waited for a CPU of this machine as if it had run: for what wants a CPU for itself. */
  alone?: boolean;
  /** Percent of time in which a task of the container waited for a CPU. */
  cpuPressure?: number;
}

/** Who is at the other end of the pod's network. */
export interface NetworkPlan {
  podAddress: string;
  namespace: string;
  /** Services that the container can reach, by cluster IP. They answer every request after a while. */
  services: { address: string; port: number; delayMs: number }[];
  /** Requests that come to the container while somebody looks at it: one every so often, whether or not answered. */
  clients?: { port: number; everyMs: number };
}

/** The surroundings of a pod on a quiet node that nobody sends requests to. */
export function quietSurroundings(
  host: NodeFigures,
  pod: { namespace: string; podAddress: string },
): Surroundings {
  return {
    host,
    cgroup: { usedCores: 0.002, memoryBytes: 29_020_160 },
    network: { ...pod, services: [] },
  };
}
