import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import { quietWindow, throttlingBefore } from '../../figures/container/throttling.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { isBad } from '../../figures/threshold.ts';
import { verdictOn } from '../../figures/thresholds.ts';
import { cpuLimit } from './limits.ts';

export const CPU_PARTS = ['sample', 'podState', 'audit', 'throttling', 'metrics'] as const;
export type CpuParts = Pick<DiagnosisParts, (typeof CPU_PARTS)[number]>;

/** A sampler that used more of what was used than this may be what was throttled. */
const LOOKED_TOO_HARD = 0.3;
/** CPU periods, a minute of them: what a program does when it starts is not all of it. */
const BEYOND_ITS_START = 600;

/** CPU that the container used, in cores: of the window without what looking cost, else of the metrics API. */
export function usedCores(parts: CpuParts): { cores: number; source: string } | undefined {
  const { cores, how } = quietWindow(parts);
  if (cores !== undefined && Number.isFinite(cores)) {
    const source =
      how === 'quiet'
        ? 'cgroup, while the audit did not run'
        : 'cgroup, less what the audit used; no less than the main process did';
    return { cores, source };
  }
  const { metrics } = parts;
  const told = metrics.known ? metrics.value.container?.cpuCores : undefined;
  return told === undefined || !Number.isFinite(told) ? undefined : { cores: told, source: 'metrics.k8s.io' };
}

/** Percent of its limit that the container used; undefined without a limit, or where use is not known. */
export function usedOfLimit(parts: CpuParts): number | undefined {
  const limit = cpuLimit(parts);
  return limit === 'none' ? undefined : percentOf(usedCores(parts)?.cores, limit);
}

/**
 * Whether throttling in the window may be that of looking: the sampler used much of what was used, and nothing shows that
 * the limit held the container back before, beyond its start.
 */
export function isDisturbed(parts: CpuParts): boolean {
  const before = throttlingBefore(parts);
  const asBefore =
    before !== undefined &&
    before.periods >= BEYOND_ITS_START &&
    isBad(verdictOn('cpu-throttled', before.percent));
  return (quietWindow(parts).samplerShare ?? 0) > LOOKED_TOO_HARD && !asBefore;
}
