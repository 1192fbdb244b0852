import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import { quietTicks, type QuietWindow } from '../quiet-ticks.ts';
import { percentOf } from '../rates.ts';
import { probeOf, subjectOf } from '../subject.ts';
import { cpuLimit } from './limits.ts';

export const CPU_PARTS = ['sample', 'podState', 'audit', 'throttling', 'metrics'] as const;
export type CpuParts = Pick<DiagnosisParts, (typeof CPU_PARTS)[number]>;

/** How often the container ran into its CPU limit. */
export interface Throttling {
  percent: number;
  periods: number;
  throttledPeriods: number;
  throttledMs?: number;
  /** `window`: while we looked and the audit did not run. `start`: since the container started. */
  over: 'window' | 'start';
  source: string;
}

/** A sampler that used more of what was used than this may be what was throttled. */
const LOOKED_TOO_HARD = 0.3;

/** CPU that the container used, in cores: of the window without what looking cost, else of the metrics API. */
export function usedCores(parts: CpuParts): { cores: number; source: string } | undefined {
  const { cores, how } = quietWindow(parts);
  if (cores !== undefined && Number.isFinite(cores)) {
    const source =
      how === 'quiet' ? 'cgroup, while the audit did not run' : 'cgroup, less what the audit used';
    return { cores, source };
  }
  const { metrics } = parts;
  const told = metrics.known ? metrics.value.container?.cpuCores : undefined;
  return told === undefined || !Number.isFinite(told) ? undefined : { cores: told, source: 'metrics.k8s.io' };
}

/** The window without the audit; see {@link quietTicks}. */
export function quietWindow({ sample, audit }: Pick<CpuParts, 'sample' | 'audit'>): QuietWindow {
  return sample.known ? quietTicks(sample.value, probeOf(audit)) : { how: 'none', seconds: 0, intervals: [] };
}

/**
 * Throttling of the window, where the audit left enough of it; else since the container’s start: as the cgroup counted
 * before we came, or as cAdvisor did. Undefined where nothing tells.
 */
export function throttlingOf(parts: CpuParts): Throttling | undefined {
  const quiet = quietWindow(parts);
  const window =
    quiet.how === 'quiet'
      ? figures({ ...quiet, over: 'window', source: 'cgroup, while the audit did not run' })
      : undefined;
  return window ?? sinceStart(parts);
}

/** Percent of its limit that the container used; undefined without a limit, or where use is not known. */
export function usedOfLimit(parts: CpuParts): number | undefined {
  const limit = cpuLimit(parts);
  return limit === 'none' ? undefined : percentOf(usedCores(parts)?.cores, limit);
}

/** Whether throttling in the window may be that of looking: the sampler used much of what was used. */
export function isDisturbed(parts: CpuParts): boolean {
  return (quietWindow(parts).samplerShare ?? 0) > LOOKED_TOO_HARD;
}

/** Throttling since the container started, whatever happened in the window. */
export function sinceStart({ sample, audit, throttling }: CpuParts): Throttling | undefined {
  const probe = probeOf(audit);
  const first = sample.known ? sample.value.cgroup.ticks[0] : undefined;
  const before = probe.known ? probe.value.cgroup.before : undefined;
  const subject = subjectOf(audit);
  const told = throttling.known
    ? throttling.value.find(
        ({ namespace, pod, container }) =>
          namespace === subject?.pod.namespace &&
          pod === subject.pod.name &&
          container === subject.container.name,
      )
    : undefined;
  return (
    figures({ ...first, over: 'start', source: 'cgroup, since the container started' }) ??
    figures({ ...before, over: 'start', source: 'cgroup, since the container started' }) ??
    figures({ ...told, over: 'start', source: 'cAdvisor, since the container started' })
  );
}

function figures(
  read: Partial<Omit<Throttling, 'percent'>> & Pick<Throttling, 'over' | 'source'>,
): Throttling | undefined {
  const { periods, throttledPeriods, throttledMs, over, source } = read;
  if (periods === undefined || throttledPeriods === undefined) return undefined;
  if (![periods, throttledPeriods].every((value) => Number.isFinite(value) && value >= 0)) return undefined;
  const percent = periods === 0 ? 0 : Math.min(100, (throttledPeriods / periods) * 100);
  return {
    percent,
    periods,
    throttledPeriods,
    ...(throttledMs === undefined ? {} : { throttledMs }),
    over,
    source,
  };
}
