import type { Measured } from './measure.ts';
import { median } from './measure.ts';

/** A ratio that a section promises: the median of `of` is at most `atMost` times that of `to`. */
export interface Bound {
  of: string;
  to: string;
  atMost: number;
}

/** Prints medians, spreads and memory, then each ratio with what was promised. */
export function printTable(title: string, results: Measured[], bounds: Bound[]): void {
  console.log(`\n${title} (${results[0]?.wallMs.length ?? 0} interleaved runs, wall time in ms)\n`);
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log(`${''.padEnd(width)}   median      min      max      CPU   peak MiB`);
  for (const { name, wallMs, cpuMs, peakMiB } of results) {
    const times = [median(wallMs), wallMs[0] ?? NaN, wallMs.at(-1) ?? NaN, median(cpuMs)];
    const columns = times.map((time) => (Number.isNaN(time) ? '-' : time.toFixed(1)).padStart(9)).join('');
    console.log(`${name.padEnd(width)}${columns}   ${(peakMiB?.toFixed(0) ?? '-').padStart(8)}`);
  }
  if (bounds.length > 0) console.log('');
  for (const { of, to, atMost } of bounds) {
    const ratio = median(named(results, of)) / median(named(results, to));
    const verdict = ratio <= atMost ? 'ok' : 'MISSED';
    console.log(`${of} / ${to}: ${ratio.toFixed(2)} (at most ${atMost}: ${verdict})`);
  }
}

function named(results: Measured[], name: string): number[] {
  return results.find((result) => result.name === name)?.wallMs ?? [];
}
