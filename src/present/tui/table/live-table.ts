import { isDeepStrictEqual } from 'node:util';
import type { RowsEvent } from '../backend.ts';
import { marksWith, type Mark } from './marks.ts';
import type { TableSpec } from './spec.ts';
import { addRows, changeRows, emptyTable, setRows, type TableState } from './table.ts';

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

/**
 * The table after what was heard of its rows. What was selected stays selected, if it is still there; what is new or other
 * than before is marked.
 */
export function hear<Row>(
  live: LiveTable<Row>,
  event: RowsEvent<Row>,
  spec: TableSpec<Row>,
  now: number,
): LiveTable<Row> {
  if (!live.done && event.type === 'page') {
    const add = event.first === true ? setRows : addRows;
    const table = add(live.table, event.rows, spec);
    return { ...live, table: { ...table, settled: event.done }, done: event.done };
  }
  if (event.type === 'changes') return { ...live, table: changed(live.table, event, spec, now) };
  const coming = [...(event.first === true ? [] : live.coming), ...event.rows];
  if (!event.done) return { ...live, coming };
  const keys = new Set(coming.map(spec.key));
  const gone = live.table.rows.map(spec.key).filter((key) => !keys.has(key));
  return { ...live, table: changed(live.table, { changed: coming, gone }, spec, now), coming: [] };
}

function changed<Row>(
  table: TableState<Row>,
  event: { changed: readonly Row[]; gone: readonly string[] },
  spec: TableSpec<Row>,
  now: number,
): TableState<Row> {
  const keys = new Set(event.changed.map(spec.key));
  const before = new Map(
    table.rows.map((row) => [spec.key(row), row] as const).filter(([key]) => keys.has(key)),
  );
  const others = event.changed.filter((row) => !isDeepStrictEqual(row, before.get(spec.key(row))));
  if (others.length === 0 && event.gone.length === 0) return table;
  const more = others
    .map(spec.key)
    .map((key): [string, Mark['kind']] => [key, before.has(key) ? 'changed' : 'new']);
  return {
    ...changeRows(table, { ...event, changed: others }, spec),
    marks: marksWith(table.marks, more, now),
  };
}
