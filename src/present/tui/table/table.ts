import type { Action } from '../keys.ts';
import { LIST_START, moveList, selectRow, type ListState } from '../list.ts';
import { width } from '../paint.ts';
import type { Marks } from './marks.ts';
import { mergeRows, sortRows } from './order.ts';
import type { SortOrder, TableSpec } from './spec.ts';

/** Rows, those of them that are shown, and the one that is selected. */
export interface TableState<Row> {
  /** All of them, in the table's order. */
  rows: readonly Row[];
  /** Those that the filter leaves. */
  shown: readonly Row[];
  filter: string;
  order: SortOrder;
  list: ListState;
  /** Whether the user has moved: until then the first row stays selected, whichever it is, unless they are `settled`. */
  moved: boolean;
  /** Whether all rows have come: from then on the selection stays where it is. */
  settled: boolean;
  /** Of each column, over all rows. */
  widths: readonly number[];
  /** Rows that have come or changed a moment ago. */
  marks: Marks;
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
    settled: false,
    // The heading that it is sorted by has an arrow.
    widths: spec.columns.map(({ header, columns }) => columns ?? header.length + 1),
    marks: new Map(),
  };
}

/** The table with more rows. What was selected stays selected. */
export function addRows<Row>(
  table: TableState<Row>,
  more: readonly Row[],
  spec: TableSpec<Row>,
): TableState<Row> {
  const rows = mergeRows(table.rows, more, spec, table.order);
  return withRows({ ...table, widths: widened(table.widths, more, spec) }, rows, spec, table);
}

/** The table with other rows. What was selected stays selected, if it is still there. */
export function setRows<Row>(
  table: TableState<Row>,
  rows: readonly Row[],
  spec: TableSpec<Row>,
): TableState<Row> {
  return arrangeRows(table, sortRows(rows, spec, table.order), spec);
}

/** The same with rows that are in an order of their own already. */
export function arrangeRows<Row>(
  table: TableState<Row>,
  rows: readonly Row[],
  spec: TableSpec<Row>,
): TableState<Row> {
  const widths = widened(emptyTable(spec, 0).widths, rows, spec);
  return withRows({ ...table, widths }, rows, spec, table);
}

/** The table with some rows new or in new states, and without those of some keys. What was selected stays selected. */
export function changeRows<Row>(
  table: TableState<Row>,
  { changed, gone }: { changed: readonly Row[]; gone: readonly string[] },
  spec: TableSpec<Row>,
): TableState<Row> {
  const replaced = new Set([...gone, ...changed.map(spec.key)]);
  const kept = table.rows.filter((row) => !replaced.has(spec.key(row)));
  const rows = mergeRows(kept, changed, spec, table.order);
  return withRows({ ...table, widths: widened(table.widths, changed, spec) }, rows, spec, table);
}

/** The table with those rows only that have every word of the filter. */
export function filterRows<Row>(
  table: TableState<Row>,
  filter: string,
  spec: TableSpec<Row>,
): TableState<Row> {
  if (filter === table.filter) return table;
  // Who types on narrows what is there.
  const narrows = table.filter !== '' && filter.startsWith(table.filter);
  const shown = matching(narrows ? table.shown : table.rows, filter, spec);
  return reselected({ ...table, filter, shown }, table.moved ? selectedRow(table) : undefined, spec);
}

/** The table after an action; the same one where it has no meaning for tables. `rows` are seen at once. */
export function tableAction<Row>(
  table: TableState<Row>,
  action: Action,
  spec: TableSpec<Row>,
  rows: number,
): TableState<Row> {
  if (action === 'sort') {
    const column = (table.order.column + 1) % spec.columns.length;
    return inOrder(table, { column, reverse: false }, spec);
  }
  if (action === 'reverse') return inOrder(table, { ...table.order, reverse: !table.order.reverse }, spec);
  const list = moveList(table.list, action, { count: table.shown.length, height: rows });
  return list === table.list ? table : { ...table, list, moved: true };
}

/** The table with what is selected among the rows that are seen at once. */
export function fitTable<Row>(table: TableState<Row>, rows: number): TableState<Row> {
  const list = selectRow(table.list, table.list.selected, { count: table.shown.length, height: rows });
  return list === table.list ? table : { ...table, list };
}

/** The row that is selected; undefined when there is none. */
export function selectedRow<Row>({ shown, list }: TableState<Row>): Row | undefined {
  return shown[list.selected];
}

/** Who has not moved looks at the first row of the new order. */
function inOrder<Row>(table: TableState<Row>, order: SortOrder, spec: TableSpec<Row>): TableState<Row> {
  const rows = sortRows(table.rows, spec, order);
  return withRows({ ...table, order }, rows, spec, { ...table, settled: false });
}

function withRows<Row>(
  table: TableState<Row>,
  rows: readonly Row[],
  spec: TableSpec<Row>,
  before: TableState<Row>,
): TableState<Row> {
  const kept = before.moved || before.settled ? selectedRow(before) : undefined;
  return reselected({ ...table, rows, shown: matching(rows, table.filter, spec) }, kept, spec);
}

/** The table with that row selected; where it is gone its neighbour, and without one the first row. */
function reselected<Row>(
  table: TableState<Row>,
  kept: Row | undefined,
  spec: TableSpec<Row>,
): TableState<Row> {
  if (kept === undefined) return { ...table, list: { ...table.list, selected: 0 } };
  const found = placeOf(kept, table.shown, spec);
  const selected = found === -1 ? Math.min(table.list.selected, table.shown.length - 1) : found;
  return { ...table, list: { ...table.list, selected: Math.max(0, selected) } };
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
