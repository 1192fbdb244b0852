import type { TableColumn, TableSpec } from './table.ts';

export interface SortOrder {
  /** Index into the columns. */
  column: number;
  /** Against the column's own direction. */
  reverse: boolean;
}

type Compare<Row> = (left: Row, right: Row) => number;

/** How rows are ordered; rows that are equal there are ordered by their keys, so that none jump. */
export function compareBy<Row>(spec: TableSpec<Row>, { column, reverse }: SortOrder): Compare<Row> {
  const by = spec.columns[column];
  if (by === undefined) return () => 0;
  const value = valueOf(by);
  const sign = (by.largestFirst === true) === reverse ? 1 : -1;
  return (left, right) =>
    sign * ordered(value(left), value(right)) || ordered(spec.key(left), spec.key(right));
}

/** Two sorted lists as one. */
export function mergeSorted<Row>(
  left: readonly Row[],
  right: readonly Row[],
  compare: Compare<Row>,
): readonly Row[] {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const merged: Row[] = [];
  let from = 0;
  for (const row of right) {
    while (from < left.length && compare(left[from]!, row) <= 0) merged.push(left[from++]!);
    merged.push(row);
  }
  while (from < left.length) merged.push(left[from++]!);
  return merged;
}

function valueOf<Row>({ value, text }: TableColumn<Row>): (row: Row) => number | string {
  return value ?? ((row) => text(row, 0));
}

function ordered(left: number | string, right: number | string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
