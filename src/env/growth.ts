import { counted, number } from '../units.ts';

/** How many Services a day come, as far as those that are still there tell. */
export interface Growth {
  perDay: number;
  /** What the rate was in the slow and in the fast thirds of the history, and lately: about 80 % of it lies between. */
  range: [number, number];
  /** Days of history that the rate rests on. */
  days: number;
  /** How well a line fits them, 0 to 1. */
  r2: number;
}

const DAY_MS = 86_400_000;
/** Fewer than these say nothing about a trend. */
const FEWEST_SERVICES = 10;
const FEWEST_DAYS = 14;
/** Points of the history that the line is laid through. */
const POINTS = 24;
/** This share of all Services in one short window is an import or a restored backup, not growth. */
const BURST_SHARE = 0.8;
/** So many days in which next to nothing came after an import are a history, too. */
const QUIET_DAYS = 90;
/** This part of the history is "lately". */
const LATELY = 1 / 8;
/** Counts further apart than so many standard deviations are no chance. */
const SURPRISE = 2;
/** 80 % of a normal distribution lie within so many standard deviations. */
const DEVIATIONS = 1.28;

interface Point {
  /** Days since the begin. */
  at: number;
  count: number;
}

/**
 * The rate at which Services come, from the creation times of those that are there, or why there is none.
 *
 * Deleted Services are not seen. Where many come and go the curve of the survivors bends upward, because of the old
 * ones most are gone, so a line through it says too much. Two things are done about that: the rate is the median slope
 * between all pairs of 24 points (Theil and Sen), which neither a burst nor a bent end pulls along as it does with least
 * squares; and the range goes from the slow windows of the history to the fast ones, so that a bent curve shows as a
 * wide range. It is widened by what chance does to small counts (a Poisson distribution), and by the rate of the last
 * eighth of the history where that is another one: growth that has just begun, or ended. A steady coming and going
 * with equal lifetimes looks like growth all the same: the rate is an upper estimate, and callers have to say so.
 *
 * https://en.wikipedia.org/wiki/Theil%E2%80%93Sen_estimator
 *
 * @param times creation times in ms, in any order
 * @param now in ms
 */
export function growth(times: readonly number[], now: number): Growth | { unknown: string } {
  const sorted = times.filter((time) => Number.isFinite(time) && time <= now).toSorted((a, b) => a - b);
  return fitFrom(sorted, sorted[0] ?? now, now);
}

/** How many of the times, ascending, are not later than one. */
export function countUntil(sorted: readonly number[], time: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fitFrom(sorted: readonly number[], from: number, now: number): Growth | { unknown: string } {
  const days = (now - from) / DAY_MS;
  if (sorted.length < FEWEST_SERVICES || days < FEWEST_DAYS) {
    return {
      unknown: `too little history: ${plural(sorted.length, 'Service')} in ${days < 1 ? 'less than a day' : plural(days, 'day')}`,
    };
  }
  const burst = burstOf(sorted, days);
  if (burst !== undefined) {
    const later = sorted.slice(burst.end);
    const after = fitFrom(later, sorted[burst.end - 1] ?? now, now);
    if (!('unknown' in after)) return after;
    const end = sorted[burst.end - 1] ?? now;
    const quiet = (now - end) / DAY_MS;
    if (later.length < FEWEST_SERVICES && quiet >= QUIET_DAYS) return fit(later, end, quiet);
    const day = new Date(sorted[burst.begin] ?? now).toISOString().slice(0, 10);
    return {
      unknown: `too little history: ${number(burst.end - burst.begin)} of ${plural(sorted.length, 'Service')} came within ${burst.days <= 1 ? 'a day' : plural(burst.days, 'day')} from ${day} on, as an import does`,
    };
  }
  return fit(sorted, from, days);
}

function fit(sorted: readonly number[], from: number, days: number): Growth {
  const points = pointsOf(sorted, from, days);
  const slopes = pairs(points).map(slopeOf);
  const perDay = quantile(slopes, 0.5);
  const windows = pairs(points)
    .filter(([a, b]) => b.at - a.at >= days / 3)
    .map(slopeOf);
  const rates = [
    quantile(windows, 0.1),
    quantile(windows, 0.9),
    ...byChance(perDay, sorted.length, days),
    ...lately(sorted, from, days, perDay),
  ];
  return {
    perDay,
    range: [Math.max(0, Math.min(...rates)), Math.max(...rates)],
    days,
    r2: fitOf(points, perDay),
  };
}

function pointsOf(sorted: readonly number[], from: number, days: number): Point[] {
  return Array.from({ length: POINTS }, (_, index): Point => {
    const at = (days * index) / (POINTS - 1);
    return { at, count: countUntil(sorted, from + at * DAY_MS) };
  });
}

/** The range of the rate at the end of the history, where chance alone does not explain it. */
function lately(sorted: readonly number[], from: number, days: number, perDay: number): number[] {
  const length = days * LATELY;
  const count = sorted.length - countUntil(sorted, from + (days - length) * DAY_MS);
  const expected = perDay * length;
  if (Math.abs(count - expected) <= SURPRISE * Math.sqrt(Math.max(count, expected))) return [];
  return byChance(count / length, count, length);
}

/** About 80 % of a Poisson distribution, around the rate at which so many Services came in so many days. */
function byChance(rate: number, count: number, days: number): [number, number] {
  return [
    rate - (DEVIATIONS * Math.sqrt(count)) / days,
    rate + (DEVIATIONS * Math.sqrt(count + 1) + 1) / days,
  ];
}

/** The fullest short window, if nearly all Services came in it. */
function burstOf(
  sorted: readonly number[],
  days: number,
): { begin: number; end: number; days: number } | undefined {
  const window = Math.max(1, days / POINTS) * DAY_MS;
  let best = { begin: 0, end: 0 };
  let end = 0;
  for (const [begin, time] of sorted.entries()) {
    while (end < sorted.length && (sorted[end] ?? 0) <= time + window) end += 1;
    if (end - begin > best.end - best.begin) best = { begin, end };
  }
  if (best.end - best.begin < BURST_SHARE * sorted.length) return undefined;
  return { ...best, days: ((sorted[best.end - 1] ?? 0) - (sorted[best.begin] ?? 0)) / DAY_MS };
}

/** Share of the counts' variance that the line explains; its height is the median of what remains. */
function fitOf(points: readonly Point[], slope: number): number {
  const intercept = quantile(
    points.map(({ at, count }) => count - slope * at),
    0.5,
  );
  const mean = points.reduce((sum, { count }) => sum + count, 0) / points.length;
  const squares = (expected: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + (point.count - expected(point)) ** 2, 0);
  const spread = squares(() => mean);
  const left = squares(({ at }) => intercept + slope * at);
  return spread === 0 ? 1 : Math.max(0, 1 - left / spread);
}

function pairs(points: readonly Point[]): [Point, Point][] {
  return points.flatMap((a, index) => points.slice(index + 1).map((b): [Point, Point] => [a, b]));
}

function slopeOf([a, b]: [Point, Point]): number {
  return (b.count - a.count) / (b.at - a.at);
}

/** Between the two nearest values where it falls between them. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** What is begun counts as one. */
function plural(value: number, one: string): string {
  return counted(Math.max(Math.round(value), value > 0 ? 1 : 0), one);
}
