import type { CheckDetail } from '../../contracts/diagnosis.ts';
import { counted, duration, number } from '../../units.ts';
import { bar } from '../layout/bar.ts';

export type Histogram = Extract<CheckDetail, { kind: 'histogram' }>;

export interface HistogramRow {
  /** `≤ 250 ms`. */
  range: string;
  count: number;
  /** The longest bar is that of the highest count. */
  bar: string;
}

/** Longest run of empty ranges that is drawn as it is. */
const MOST_EMPTY = 3;

/** The ranges from the first to the last that has any, each with a bar of at most `columns`; long gaps become one row. */
export function histogramRows({ unit, buckets }: Histogram, columns: number): HistogramRow[] {
  const most = buckets.reduce((highest, { count }) => Math.max(highest, count), 0);
  const first = buckets.findIndex(({ count }) => count > 0);
  const last = buckets.findLastIndex(({ count }) => count > 0);
  const shown = first < 0 ? [] : buckets.slice(first, last + 1);
  const rows = shown.map(({ upTo, count }) => ({
    range: `≤ ${unit === 'ms' ? duration(upTo) : `${number(upTo)} ${unit}`}`,
    count,
    bar: bar((count / most) * 100, columns),
  }));
  return rows.flatMap((row, index) => {
    const [start, end] = gapAround(rows, index);
    if (end - start <= MOST_EMPTY) return [row];
    return index === start ? [{ range: `… ${counted(end - start, 'empty range')}`, count: 0, bar: '' }] : [];
  });
}

/** Where the run of empty rows that holds this one begins and ends; nothing for a row that is not empty. */
function gapAround(rows: readonly HistogramRow[], index: number): [number, number] {
  if (rows[index]?.count !== 0) return [index, index];
  const before = rows.findLastIndex(({ count }, at) => at < index && count > 0) + 1;
  const after = rows.findIndex(({ count }, at) => at > index && count > 0);
  return [before, after < 0 ? rows.length : after];
}
