import type { RowsEvent } from '../backend.ts';
import { addRows, changeRows, emptyTable, setRows, type TableSpec, type TableState } from './table.ts';

/** A table whose rows come and change. */
export interface LiveTable<Row> {
  table: TableState<Row>;
  /** Whether all rows were given once. */
  done: boolean;
  /** The rows so far of a new look; what was there stays until all of them have come. */
  coming: readonly Row[];
}

/** A table before anything has come, sorted by a column. */
export function emptyLiveTable<Row>(spec: TableSpec<Row>, column: number): LiveTable<Row> {
  return { table: emptyTable(spec, column), done: false, coming: [] };
}

/** The table after what was heard of its rows. What was selected stays selected, if it is still there. */
export function hear<Row>(
  live: LiveTable<Row>,
  event: RowsEvent<Row>,
  spec: TableSpec<Row>,
  height: number,
): LiveTable<Row> {
  const { table, done, coming } = live;
  if (event.type === 'changes') return { ...live, table: changeRows(table, event, spec, height) };
  if (!done) return { ...live, table: addRows(table, event.rows, spec, height), done: event.done };
  const rows = [...coming, ...event.rows];
  return event.done
    ? { table: setRows(table, rows, spec, height), done, coming: [] }
    : { ...live, coming: rows };
}
