import type { FirstLast } from '../../../contracts/sample-evidence.ts';

/** A whole number of the kernel's, up to 64 bits; undefined for anything else. */
export function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,20}$/.test(text) ? Number(text) : undefined;
}

/** A decimal number below 10^12; undefined for anything else. */
export function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

/** Both ends of the window, or nothing. */
export function pair(first: number | undefined, last: number | undefined): FirstLast | undefined {
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** How much a counter grew; never below zero, as counters that start over grow by an unknown amount. */
export function growth(first: number | undefined, last: number | undefined): number {
  return Math.max(0, (last ?? 0) - (first ?? 0));
}

/** Words of a line. */
export function words(line: string | undefined): string[] {
  return line === undefined ? [] : line.trim().split(/\s+/);
}
