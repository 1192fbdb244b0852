import type { SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { number } from '../../../units.ts';
import type { QuietWindow } from '../window/quiet-ticks.ts';
import { percentOf } from '../window/rates.ts';

/** Percent of the window in which the main thread could run and got no CPU. */
export interface CpuWait {
  percent: number;
  /** Because the CPU limit was used up. */
  limit: number;
  /** Because other tasks had the CPUs. */
  others: number;
}

/**
 * What the scheduler counts as waiting holds both; the cgroup’s throttled time tells them apart. That is a sum over CPUs,
 * so of an app that computes in many threads at once the limit’s part may be less than what is told here. Undefined where
 * either is not known. https://docs.kernel.org/scheduler/sched-stats.html https://docs.kernel.org/scheduler/sched-bwc.html
 */
export function cpuWait(sample: SampleEvidence, quiet: QuietWindow): CpuWait | undefined {
  const main = sample.processes.known ? sample.processes.value.main : undefined;
  const percent = percentOf(main?.runQueueWaitMs, (sample.to - sample.from) * 1000);
  const throttled = throttledShare(sample, quiet);
  if (percent === undefined || throttled === undefined) return undefined;
  const total = Math.min(100, percent);
  const limit = Math.min(total, throttled);
  return { percent: total, limit, others: total - limit };
}

/** `45 % of the time: 39 % behind other tasks, 6 % for its CPU limit`. */
export function waitWords(wait: CpuWait): string {
  const [percent, limit] = [Math.round(wait.percent), Math.round(wait.limit)];
  // So that the parts add up as they are shown.
  const others = percent - limit;
  const all = `${number(percent)} % of the time`;
  if (limit === 0) return `${all}, behind other tasks`;
  if (others === 0) return `${all}, for its CPU limit`;
  const parts = [`${number(others)} % behind other tasks`, `${number(limit)} % for its CPU limit`];
  return `${all}: ${(others >= limit ? parts : parts.toReversed()).join(', ')}`;
}

function throttledShare(
  sample: SampleEvidence,
  { whole, periods = whole?.periods, seconds, ...quiet }: QuietWindow,
): number | undefined {
  // Whoever used the limit up, the main thread waited for it.
  const throttledMs = quiet.throttledMs ?? whole?.throttledMs;
  if (periods === 0 || (throttledMs === undefined && sample.cgroup.cpuLimit === 'none')) return 0;
  return percentOf(throttledMs, seconds * 1000);
}
