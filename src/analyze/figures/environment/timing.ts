import type { ProbeEvidence, TimingEvidence, Timed } from '../../../contracts/evidence.ts';
import type { CostReport, Measured } from '../../../contracts/report.ts';
import { FEWEST_PERIODS, THROTTLED_SHARE } from '../container/throttling.ts';

/** Wall time of this many times the CPU time means waiting. */
const WAITING_RATIO = 1.5;
/** Shorter work is lost in the noise of the clock and the scheduler. */
const MEASURABLE_MS = 20;

/**
 * What slowed the probe down besides its own work. Periods decide, not throttled time: that is a sum over CPUs and
 * may exceed the wall time. /proc/self/schedstat cannot separate throttling from a busy node; cpu.stat can.
 *
 * Source of the counters: https://docs.kernel.org/scheduler/sched-bwc.html#statistics
 */
export function slowdownOf(
  { cgroup }: ProbeEvidence,
  { cpuLimit, timing }: { cpuLimit: number | undefined; timing: TimingEvidence | undefined },
): Pick<CostReport, 'slowdown' | 'throttled'> {
  const { before, after } = cgroup;
  const throttled =
    before === undefined || after === undefined
      ? undefined
      : {
          periods: Math.max(0, after.periods - before.periods),
          throttledPeriods: Math.max(0, after.throttledPeriods - before.throttledPeriods),
          throttledMs: Math.max(0, after.throttledMs - before.throttledMs),
        };
  const slowdown = decide(throttled, cpuLimit, timing);
  return {
    slowdown,
    throttled,
  };
}

function decide(
  throttled: CostReport['throttled'],
  cpuLimit: number | undefined,
  timing: TimingEvidence | undefined,
): CostReport['slowdown'] {
  const { periods = 0, throttledPeriods = 0 } = throttled ?? {};
  if (periods >= FEWEST_PERIODS && throttledPeriods / periods >= THROTTLED_SHARE) return 'throttled';
  const run = (measured(timing?.loop ?? []) ?? measured(timing?.spawnInherited ?? []))?.median;
  if (run === undefined || run.cpuMs < MEASURABLE_MS) return throttled === undefined ? undefined : 'none';
  if (run.wallMs <= WAITING_RATIO * run.cpuMs) return 'none';
  // It waited: for the node where no limit can have held it back, else for either.
  return throttled === undefined && cpuLimit !== undefined ? undefined : 'node-busy';
}

/** Median, extremes and number of runs; undefined of none. */
export function measured(runs: readonly Timed[]): Measured | undefined {
  if (runs.length === 0) return undefined;
  const sorted = (key: keyof Timed): number[] => runs.map((run) => run[key]).toSorted((a, b) => a - b);
  const wall = sorted('wallMs');
  const cpu = sorted('cpuMs');
  return {
    median: { wallMs: median(wall), cpuMs: median(cpu) },
    spread: { wallMs: extremes(wall), cpuMs: extremes(cpu) },
    runs: runs.length,
  };
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function extremes(sorted: readonly number[]): [number, number] {
  return [sorted[0] ?? 0, sorted.at(-1) ?? 0];
}
