import type { CostReport, Measured } from '../../contracts/report.ts';
import { number, counted, duration, durationRange, percent, share } from '../../units.ts';
import { gridHead, gridRow, type GridRow } from '../layout/grid.ts';
import { points } from '../layout/prose.ts';
import type { Section } from './section.ts';

/** What the environment costs here: the loop, a child process with it and without, and what slowed the measuring. */
export const costSection: Section = ({ cost }, page) => {
  const figures = rows(cost);
  const words = sentences(cost);
  if (figures.length === 0 && words.length === 0) return [];
  return [
    gridHead(page, { label: 'COST', first: 'CPU', second: 'WALL', rest: 'CPU RANGE, RUNS' }),
    ...figures.map((row) => gridRow(page, row)),
    ...points(words, page),
  ];
};

function rows(cost: CostReport): GridRow[] {
  const { spawnInherited, spawnSmall, spawnError, execStartCpuMs, model } = cost;
  return [
    loopRow(cost),
    measured('child, whole environment', spawnInherited) ??
      (spawnError === undefined ? undefined : { label: 'child, whole environment', first: 'failed' }),
    measured('child, small environment', spawnSmall),
    execStartCpuMs === undefined
      ? undefined
      : {
          label: 'each exec, before it runs',
          first: duration(execStartCpuMs),
          rest: 'exec probes pay it too',
        },
    model === undefined
      ? undefined
      : {
          label: model.what,
          first: `~${duration(model.cpuMs[1])}`,
          rest: `${durationRange(model.cpuMs)}, by the model`,
        },
  ].filter((row) => row !== undefined);
}

function loopRow({ loop, loopSkipped, estimateCpuMs }: CostReport): GridRow | undefined {
  const label = 'read every variable';
  if (loop !== undefined) return measured(label, loop);
  if (estimateCpuMs !== undefined) {
    return { label, first: `~${duration(estimateCpuMs)}`, rest: 'estimated from a sample' };
  }
  return loopSkipped === undefined ? undefined : { label, first: 'skipped' };
}

function measured(label: string, values: Measured | undefined): GridRow | undefined {
  if (values === undefined) return undefined;
  const { median, spread, runs } = values;
  const rest = runs === 1 ? '1 run' : `${durationRange(spread.cpuMs)}, ${number(runs)} runs`;
  return { label, first: duration(median.cpuMs), second: duration(median.wallMs), rest };
}

function sentences(cost: CostReport): string[] {
  const { loopSkipped, spawnInherited, spawnSmall, spawnError, effectiveMs, cpuLimit } = cost;
  const times = ratio(spawnInherited, spawnSmall);
  const limited = cpuLimit !== undefined && cpuLimit < 1;
  return [
    times && `A child with the whole environment costs ${times} times one with a small environment.`,
    effectiveMs !== undefined &&
      limited &&
      `At the limit of ${cpuLimit} CPU, ${operation(cost)} takes ${duration(effectiveMs)}.`,
    slowness(cost),
    loopSkipped && `Not every variable was read: ${loopSkipped}.`,
    spawnError && `A child could not be started: ${spawnError}.`,
  ].filter((text) => typeof text === 'string' && text !== '') as string[];
}

function operation({ spawnInherited, loop, estimateCpuMs, model }: CostReport): string {
  if (spawnInherited !== undefined) return 'a child with the whole environment';
  if (loop !== undefined || estimateCpuMs !== undefined) return 'reading every variable';
  return model?.what ?? 'it';
}

function slowness({ slowdown, throttled }: CostReport): string | undefined {
  if (slowdown === 'throttled' && throttled !== undefined) {
    const { periods, throttledPeriods, throttledMs } = throttled;
    const part = percent(share(throttledPeriods, periods));
    return `Throttled in ${number(throttledPeriods)} of ${counted(periods, 'period')} (${part}, ${duration(throttledMs)}): the CPU limit stretches the wall time, the CPU time is the work itself.`;
  }
  if (slowdown === 'node-busy') {
    return 'Hardly throttled, and yet wall time is far above CPU time: the node is busy.';
  }
  return slowdown === 'none' ? 'Neither throttling nor a busy node: this is the work itself.' : undefined;
}

function ratio(large: Measured | undefined, small: Measured | undefined): string | undefined {
  if (large === undefined || small === undefined || small.median.cpuMs === 0) return undefined;
  const times = large.median.cpuMs / small.median.cpuMs;
  return times < 2 ? undefined : number(times);
}
