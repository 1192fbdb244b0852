import type { FirstLast } from '../../sample-evidence.ts';

/** How much a counter rose; undefined where it is not there, is no number, or ran backwards (a reset). */
export function increase(counter: FirstLast | undefined): number | undefined {
  if (counter === undefined) return undefined;
  const rise = counter.last - counter.first;
  return Number.isFinite(rise) && rise >= 0 ? rise : undefined;
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
