import type { FirstLast } from '../../../contracts/sample-evidence.ts';

/** How much a counter rose; undefined where it is not there, is no number, or ran backwards (a reset). */
export function increase(counter: FirstLast | undefined): number | undefined {
  return counter === undefined ? undefined : risen(counter.first, counter.last);
}

/** How much a counter rose from one reading to another, as {@link increase}. */
export function risen(from: number | undefined, to: number | undefined): number | undefined {
  return isCount(from) && isCount(to) && to >= from ? to - from : undefined;
}

/** How much a counter rose in a second; undefined as {@link increase}, or where no time passed. */
export function perSecond(counter: FirstLast | undefined, seconds: number): number | undefined {
  const rise = increase(counter);
  return rise === undefined || !(seconds > 0) ? undefined : rise / seconds;
}

/** `part` of `whole` in percent; undefined where one is not known or there is no whole. */
export function percentOf(part: number | undefined, whole: number | undefined): number | undefined {
  if (part === undefined || whole === undefined || !(whole > 0)) return undefined;
  const percent = (part / whole) * 100;
  return Number.isFinite(percent) ? percent : undefined;
}

/** Percent of the window in which a pressure counter (microseconds) says that tasks waited; at most 100. */
export function pressurePercent(counter: FirstLast | undefined, seconds: number): number | undefined {
  const percent = percentOf(increase(counter), seconds * 1_000_000);
  return percent === undefined ? undefined : Math.min(100, percent);
}

/** The sum of what is known; undefined where nothing is. */
export function sumKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

/** What a counter can show: a saved file may hold anything. */
function isCount(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

/** Minutes from an instant to another one, both RFC 3339; never negative. Undefined where one cannot be read. */
export function minutesAgo(at: string | undefined, now: string): number | undefined {
  if (at === undefined) return undefined;
  const minutes = (Date.parse(now) - Date.parse(at)) / 60_000;
  return Number.isFinite(minutes) ? Math.max(0, minutes) : undefined;
}
