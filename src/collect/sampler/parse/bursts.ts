import type { MainProcessSample } from '../../../contracts/sample-evidence.ts';
import type { Look } from './looks.ts';

/** Of the time between two looks: less may be a pause, more is measured in steps of 10 ms. */
const FULL = 0.8;

/**
 * Stretches in which the main thread used nearly all of a CPU from one look to the next; what it used between the looks
 * before and after is in it, as a burst seldom begins at a look. Undefined where its CPU time was not read.
 */
export function burstsOf(looks: readonly Pick<Look, 'at' | 'cpuMs'>[]): MainProcessSample['bursts'] {
  const intervals = looks.flatMap(({ at, cpuMs }, index) => {
    const before = looks[index - 1];
    if (cpuMs === undefined || before?.cpuMs === undefined || at <= before.at) return [];
    const usedMs = Math.max(0, cpuMs - before.cpuMs);
    return [{ usedMs, isFull: usedMs >= (at - before.at) * 1000 * FULL }];
  });
  if (intervals.length === 0) return undefined;
  const bursts: number[] = [];
  let [burst, before] = [0, 0];
  for (const { usedMs, isFull } of intervals) {
    if (isFull) burst += before + usedMs;
    else if (burst > 0) bursts.push(burst + usedMs);
    // What ends one burst is not in the next one, too.
    before = isFull || burst > 0 ? 0 : usedMs;
    if (!isFull) burst = 0;
  }
  if (burst > 0) bursts.push(burst);
  return {
    count: bursts.length,
    longestMs: Math.round(Math.max(0, ...bursts)),
    totalMs: Math.round(bursts.reduce((sum, each) => sum + each, 0)),
  };
}
