import type { SortOrder, TableSpec } from './spec.ts';

type Value = number | string;

/** The rows in an order; those that are equal there are ordered by their keys, so that none jump. */
export function sortRows<Row>(rows: readonly Row[], spec: TableSpec<Row>, order: SortOrder): readonly Row[] {
  const compare = comparing(spec, order);
  return valued(rows, spec, order)
    .toSorted(compare)
    .map(({ row }) => row);
}

/** Rows that are in an order, with others in their places among them. */
export function mergeRows<Row>(
  sorted: readonly Row[],
  more: readonly Row[],
  spec: TableSpec<Row>,
  order: SortOrder,
): readonly Row[] {
  const compare = comparing(spec, order);
  const pieces: (readonly Row[])[] = [];
  let from = 0;
  for (const other of valued(more, spec, order).toSorted(compare)) {
    const to = firstAfter(sorted, from, (row) => compare(valued([row], spec, order)[0]!, other) <= 0);
    pieces.push(sorted.slice(from, to), [other.row]);
    from = to;
  }
  return [...pieces, sorted.slice(from)].flat();
}

/** Index of the first row from `from` on that is not before; those that are before come first. */
function firstAfter<Row>(rows: readonly Row[], from: number, isBefore: (row: Row) => boolean): number {
  let [low, high] = [from, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(rows[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Made once, and not for each comparison. */
interface Valued<Row> {
  row: Row;
  value: Value;
  key: string;
}

function valued<Row>(
  rows: readonly Row[],
  { columns, key }: TableSpec<Row>,
  { column }: SortOrder,
): Valued<Row>[] {
  const by = columns[column];
  const value = by === undefined ? () => 0 : (by.value ?? ((row: Row) => by.text(row, 0)));
  return rows.map((row) => ({ row, value: value(row), key: key(row) }));
}

function comparing<Row>(
  { columns }: TableSpec<Row>,
  { column, reverse }: SortOrder,
): (left: Valued<Row>, right: Valued<Row>) => number {
  const sign = (columns[column]?.largestFirst === true) === reverse ? 1 : -1;
  return (left, right) => sign * ordered(left.value, right.value) || ordered(left.key, right.key);
}

function ordered(left: Value, right: Value): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
