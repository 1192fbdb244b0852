import type { Timed } from '../../contracts/evidence.ts';
import type { Measured } from '../../contracts/report.ts';

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
