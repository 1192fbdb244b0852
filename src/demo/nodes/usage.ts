/** What a pod uses, as its kubelet would tell. Literal figures. */
export interface PodUsage {
  cpuCores: number;
  memoryBytes: number;
  /** CFS periods since the container's start and a second, where it has a CPU limit. */
  throttling?: { periods: number; throttledPeriods: number; throttledSeconds: number };
}

/** What a container uses that idles: as the real pods of the captures did. */
export const IDLE: PodUsage = { cpuCores: 0.002, memoryBytes: 29_020_160 };

/** By `NAMESPACE/POD`. */
export type UsageOf = (namespace: string, pod: string) => PodUsage;
