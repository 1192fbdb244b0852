/** How a handful or a hundred durations lie, in milliseconds. */
export interface Distribution {
  count: number;
  min: number;
  median: number;
  p90: number;
  p99: number;
  max: number;
}

/** Two heaps of durations with nothing between them. */
export interface TwoGroups {
  fast: number[];
  slow: number[];
}

/** The slow ones take at least this many times as long as the slowest of the fast ones. */
const GAP = 5;
/** A gap below this is no slowness, whatever the ratio. */
const SLOW_FROM_MS = 200;
/** 1, 2, 5, 10, … ms up to 10 minutes. */
const BOUNDS = [0, 1, 2, 3, 4, 5].flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power));

/** Quantiles by the nearest rank, so each is a value that was measured; undefined of none. */
export function distribution(values: readonly number[]): Distribution | undefined {
  if (values.length === 0) return undefined;
  const sorted = ascending(values);
  const rank = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0;
  return {
    count: sorted.length,
    min: sorted[0] ?? 0,
    median: rank(0.5),
    p90: rank(0.9),
    p99: rank(0.99),
    max: sorted.at(-1) ?? 0,
  };
}

/** The values in two groups where the widest gap is a chasm: a bimodal distribution, which a mean would hide. */
export function twoGroups(values: readonly number[]): TwoGroups | undefined {
  const sorted = ascending(values);
  let cut = 0;
  let widest = 0;
  for (let index = 1; index < sorted.length; index += 1) {
    const ratio = (sorted[index] ?? 0) / Math.max(1, sorted[index - 1] ?? 0);
    if ((sorted[index] ?? 0) < SLOW_FROM_MS || ratio <= widest) continue;
    widest = ratio;
    cut = index;
  }
  return widest >= GAP ? { fast: sorted.slice(0, cut), slow: sorted.slice(cut) } : undefined;
}

/** Buckets that grow as 1, 2, 5, 10, from the first to the last that holds something; empty ones between them, too. */
export function histogram(values: readonly number[]): { upTo: number; count: number }[] {
  const buckets = BOUNDS.map((upTo, index) => ({
    upTo,
    count: values.filter(
      (value) =>
        (index === 0 || value > (BOUNDS[index - 1] ?? 0)) && (value <= upTo || index === BOUNDS.length - 1),
    ).length,
  }));
  const first = buckets.findIndex(({ count }) => count > 0);
  const last = buckets.findLastIndex(({ count }) => count > 0);
  return first === -1 ? [] : buckets.slice(first, last + 1);
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}
