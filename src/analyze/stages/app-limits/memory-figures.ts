import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import { percentOf, pressurePercent } from '../../figures/window/rates.ts';
import { memoryLimit } from './limits.ts';

export const MEMORY_PARTS = ['sample', 'podState', 'audit', 'metrics'] as const;
export type MemoryParts = Pick<DiagnosisParts, (typeof MEMORY_PARTS)[number]>;

/** Bytes that the kubelet evicts by: of the cgroup, else of the metrics API. */
export function workingSet({ sample, metrics }: MemoryParts): number | undefined {
  const own = sample.known ? sample.value.cgroup.memory.workingSet?.last : undefined;
  return own ?? (metrics.known ? metrics.value.container?.memory : undefined);
}

/** Memory that must stay, anonymous and in files of a tmpfs, in percent of the limit; undefined where that is not known. */
export function stayingPercent(parts: MemoryParts): number | undefined {
  const limit = memoryLimit(parts);
  const { sample } = parts;
  if (limit === 'none' || !sample.known) return undefined;
  const { anon, shmem } = sample.value.cgroup.memory;
  return anon === undefined ? undefined : percentOf(anon.last + (shmem?.last ?? 0), limit);
}

/** Percent of the window in which some task of the container waited for memory; cgroup v2 only. */
export function stalledPercent({ sample }: Pick<MemoryParts, 'sample'>): number | undefined {
  if (!sample.known) return undefined;
  const { cgroup, from, to } = sample.value;
  return pressurePercent(cgroup.pressure.memory, to - from);
}
