import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import { subjectOf } from '../../figures/subject.ts';

export const LIMIT_PARTS = ['sample', 'podState', 'audit'] as const;
export type LimitParts = Pick<DiagnosisParts, (typeof LIMIT_PARTS)[number]>;

/**
 * The CPU limit in cores. What the cgroup enforces comes before what the pod says; a cgroup without a limit does not
 * overrule the pod, because the files that a container sees may be another cgroup’s.
 */
export function cpuLimit({ sample, podState, audit }: LimitParts): number | 'none' {
  const enforced = sample.known ? sample.value.cgroup.cpuLimit : undefined;
  if (isLimit(enforced)) return enforced;
  const declared =
    (podState.known ? podState.value.container.limits.cpu : undefined) ??
    subjectOf(audit)?.container.cpuLimit;
  return isLimit(declared) ? declared : 'none';
}

/** The memory limit in bytes, as {@link cpuLimit}. */
export function memoryLimit({ sample, podState, audit }: LimitParts): number | 'none' {
  const enforced = sample.known ? sample.value.cgroup.memory.limit : undefined;
  if (isLimit(enforced)) return enforced;
  const declared =
    (podState.known ? podState.value.container.limits.memory : undefined) ??
    subjectOf(audit)?.container.memoryLimit;
  return isLimit(declared) ? declared : 'none';
}

/** What the container requests, in cores and bytes. */
export function requests({ podState }: LimitParts): { cpu?: number; memory?: number } {
  return podState.known ? podState.value.container.requests : {};
}

function isLimit(value: number | 'none' | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
