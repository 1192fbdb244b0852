import type { Action } from '../keys.ts';
import { LIST_START, moveList, selectRow, type ListSize, type ListState } from '../list.ts';
import { width } from '../paint.ts';
import { mergeRows, sortRows } from './order.ts';
import type { SortOrder, TableSpec } from './spec.ts';

export type { TableColumn, TableSpec } from './spec.ts';

/** Rows, those of them that are shown, and the one that is selected. */
export interface TableState<Row> {
  /** All of them, in the table's order. */
  rows: readonly Row[];
  /** Those that the filter leaves. */
  shown: readonly Row[];
  filter: string;
  order: SortOrder;
  list: ListState;
  /** Whether the user has moved: until then the first row stays selected, whichever it is. */
  moved: boolean;
  /** Of each column, over all rows. */
  widths: readonly number[];
}

/** A table without rows, sorted by a column. */
export function emptyTable<Row>(spec: TableSpec<Row>, column: number): TableState<Row> {
  return {
    rows: [],
    shown: [],
    filter: '',
    order: { column, reverse: false },
    list: LIST_START,
    moved: false,
    // The heading that it is sorted by has an arrow.
    widths: spec.columns.map(({ header, columns }) => columns ?? header.length + 1),
  };
}

/** The table with more rows. What was selected stays selected. */
export function addRows<Row>(
  table: TableState<Row>,
  more: readonly Row[],
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  const rows = mergeRows(table.rows, more, spec, table.order);
  return withRows({ ...table, widths: widened(table.widths, more, spec) }, rows, spec, height);
}

/** The table with other rows. What was selected stays selected, if it is still there. */
export function setRows<Row>(
  table: TableState<Row>,
  rows: readonly Row[],
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  const widths = widened(emptyTable(spec, 0).widths, rows, spec);
  return withRows({ ...table, widths }, sortRows(rows, spec, table.order), spec, height);
}

/** The table with some rows new or in new states, and without those of some keys. What was selected stays selected. */
export function changeRows<Row>(
  table: TableState<Row>,
  { changed, gone }: { changed: readonly Row[]; gone: readonly string[] },
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  const replaced = new Set([...gone, ...changed.map(spec.key)]);
  const kept = table.rows.filter((row) => !replaced.has(spec.key(row)));
  return addRows({ ...table, rows: kept }, changed, spec, height);
}

/** The table with those rows only that have every word of the filter. */
export function filterRows<Row>(
  table: TableState<Row>,
  filter: string,
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  if (filter === table.filter) return table;
  // Who types on narrows what is there.
  const narrows = table.filter !== '' && filter.startsWith(table.filter);
  const shown = matching(narrows ? table.shown : table.rows, filter, spec);
  return reselected({ ...table, filter, shown }, table, spec, height);
}

/** The table after an action; the same one where it has no meaning for tables. */
export function tableAction<Row>(
  table: TableState<Row>,
  action: Action,
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  if (action === 'sort') {
    const column = (table.order.column + 1) % spec.columns.length;
    return inOrder(table, { column, reverse: false }, spec, height);
  }
  if (action === 'reverse') {
    return inOrder(table, { ...table.order, reverse: !table.order.reverse }, spec, height);
  }
  const list = moveList(table.list, action, sizeOf(table, height));
  return list === table.list ? table : { ...table, list, moved: true };
}

/** The table on a screen of another height. */
export function resizeTable<Row>(table: TableState<Row>, height: number): TableState<Row> {
  return { ...table, list: selectRow(table.list, table.list.selected, sizeOf(table, height)) };
}

/** The row that is selected; undefined when there is none. */
export function selectedRow<Row>({ shown, list }: TableState<Row>): Row | undefined {
  return shown[list.selected];
}

function inOrder<Row>(
  table: TableState<Row>,
  order: SortOrder,
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  return withRows({ ...table, order }, sortRows(table.rows, spec, order), spec, height);
}

function withRows<Row>(
  table: TableState<Row>,
  rows: readonly Row[],
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  return reselected({ ...table, rows, shown: matching(rows, table.filter, spec) }, table, spec, height);
}

function reselected<Row>(
  table: TableState<Row>,
  before: TableState<Row>,
  spec: TableSpec<Row>,
  height: number,
): TableState<Row> {
  const selected = before.moved ? selectedRow(before) : undefined;
  const found = selected === undefined ? -1 : placeOf(selected, table.shown, spec);
  const row = found === -1 ? (before.moved ? before.list.selected : 0) : found;
  return { ...table, list: selectRow(table.list, row, sizeOf(table, height)) };
}

/** Index of the row, or of the one that has come in its place; -1 when it is gone. */
function placeOf<Row>(row: Row, rows: readonly Row[], { key }: TableSpec<Row>): number {
  const place = rows.indexOf(row);
  if (place !== -1) return place;
  const wanted = key(row);
  return rows.findIndex((other) => key(other) === wanted);
}

function matching<Row>(rows: readonly Row[], filter: string, { words }: TableSpec<Row>): readonly Row[] {
  const wanted = filter.toLowerCase().split(' ').filter(Boolean);
  if (wanted.length === 0) return rows;
  return rows.filter((row) => {
    const text = words(row);
    return wanted.every((word) => text.includes(word));
  });
}

function widened<Row>(
  widths: readonly number[],
  rows: readonly Row[],
  { columns }: TableSpec<Row>,
): readonly number[] {
  return columns.map((column, index) => {
    if (column.columns !== undefined) return column.columns;
    return rows.reduce((most, row) => Math.max(most, width(column.text(row, 0))), widths[index] ?? 0);
  });
}

function sizeOf({ shown }: TableState<unknown>, height: number): ListSize {
  return { count: shown.length, height };
}
