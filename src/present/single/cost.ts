import type { CostReport, Measured } from '../../report.ts';
import { count, counted, duration, durationRange, percent, share } from '../numbers.ts';
import type { Line } from '../layout/lines.ts';
import { gridHead, gridRow } from '../layout/grid.ts';
import type { GridRow } from '../layout/grid.ts';
import type { Page } from '../layout/page.ts';
import { prose } from '../layout/prose.ts';
import type { Section } from './section.ts';

/** What the environment costs here: the loop, a child process with it and without, and what slowed the measuring. */
export const costSection: Section = ({ cost, basis }, page) => {
  const figures = rows(cost);
  const words = sentences(cost, basis);
  if (figures.length === 0 && words.length === 0) return [];
  return [
    gridHead(page, { label: 'COST', first: 'CPU', second: 'WALL', rest: 'CPU, RANGE OF RUNS' }),
    ...figures.map((row) => gridRow(page, row)),
    ...paragraph(words, page),
  ];
};

function rows(cost: CostReport): GridRow[] {
  const { loop, loopSkipped, spawnInherited, spawnSmall, spawnError, estimateCpuMs, execStartCpuMs, model } =
    cost;
  return [
    measured('read every variable', loop) ??
      (loopSkipped === undefined ? undefined : { label: 'read every variable', first: 'skipped' }),
    estimateCpuMs === undefined
      ? undefined
      : { label: 'the same, estimated', first: duration(estimateCpuMs), rest: 'from a sample' },
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
          label: 'cost model',
          first: duration(model.cpuMs[1]),
          rest: `${durationRange(model.cpuMs)}, not measured`,
        },
  ].filter((row) => row !== undefined);
}

function measured(label: string, values: Measured | undefined): GridRow | undefined {
  if (values === undefined) return undefined;
  const { median, spread, runs } = values;
  const rest = runs === 1 ? '1 run' : `${durationRange(spread.cpuMs)}, ${count(runs)} runs`;
  return { label, first: duration(median.cpuMs), second: duration(median.wallMs), rest };
}

function sentences(cost: CostReport, basis: 'measured' | 'estimated'): string[] {
  const {
    runtime,
    version,
    libc,
    loopSkipped,
    spawnInherited,
    spawnSmall,
    spawnError,
    model,
    effectiveMs,
    cpuLimit,
  } = cost;
  const times = ratio(spawnInherited, spawnSmall);
  const program = [runtime, version].filter((part) => part !== undefined).join(' ');
  return [
    program === ''
      ? undefined
      : `${basis === 'measured' ? 'Timed in' : 'Runtime:'} ${program}${libc === undefined ? '' : ` (${libc})`}.`,
    times === undefined
      ? undefined
      : `A child with the whole environment costs ${times} times one with a small environment.`,
    effectiveMs === undefined
      ? undefined
      : `${cpuLimit === undefined ? 'Without a CPU limit' : `At the limit of ${cpuLimit} CPU`} that is about ${duration(effectiveMs)} each time.`,
    slowness(cost),
    model === undefined ? undefined : `The model stands for ${model.what}.`,
    loopSkipped === undefined ? undefined : `Not every variable was read: ${loopSkipped}.`,
    spawnError === undefined ? undefined : `A child could not be started: ${spawnError}.`,
  ].filter((sentence) => sentence !== undefined);
}

function slowness({ slowdown, throttled }: CostReport): string | undefined {
  if (slowdown === 'throttled' && throttled !== undefined) {
    const { periods, throttledPeriods, throttledMs } = throttled;
    const part = percent(share(throttledPeriods, periods));
    return `Throttled in ${count(throttledPeriods)} of ${counted(periods, 'period')} (${part}, ${duration(throttledMs)}): the CPU limit stretches the wall time, the CPU time is the work itself.`;
  }
  if (slowdown === 'node-busy') {
    return 'Hardly throttled, and yet wall time is far above CPU time: the node is busy.';
  }
  return slowdown === 'none' ? 'Neither throttling nor a busy node: this is the work itself.' : undefined;
}

function ratio(large: Measured | undefined, small: Measured | undefined): string | undefined {
  if (large === undefined || small === undefined || small.median.cpuMs === 0) return undefined;
  const times = large.median.cpuMs / small.median.cpuMs;
  return times < 2 ? undefined : count(times);
}

function paragraph(sentencesOf: readonly string[], page: Page): Line[] {
  return prose(page, { text: sentencesOf.map(ended).join(' '), indent: 2 });
}

function ended(sentence: string): string {
  return sentence.replace(/\.+$/, '.');
}
