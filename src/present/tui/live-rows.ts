import type { RowsEvent } from './backend.ts';

/** Rows that come and change, for who shows no table of them. */
export interface LiveRows<Row> {
  rows: ReadonlyMap<string, Row>;
  /** Whether all rows were given once. */
  done: boolean;
  /** The rows so far of a new look; what was there stays until all of them have come. */
  coming: readonly Row[];
}

/** Before anything has come. */
export function noRows<Row>(): LiveRows<Row> {
  return { rows: new Map(), done: false, coming: [] };
}

/** The rows after what was heard of them. */
export function hearRows<Row>(
  live: LiveRows<Row>,
  event: RowsEvent<Row>,
  key: (row: Row) => string,
): LiveRows<Row> {
  const entries = (rows: readonly Row[]): [string, Row][] => rows.map((row) => [key(row), row]);
  if (event.type === 'changes') {
    const rows = new Map([...live.rows, ...entries(event.changed)]);
    for (const gone of event.gone) rows.delete(gone);
    return { ...live, rows };
  }
  const coming = [...(event.first === true ? [] : live.coming), ...event.rows];
  if (live.done && !event.done) return { ...live, coming };
  const before = live.done || event.first === true ? [] : live.rows;
  return { rows: new Map([...before, ...entries(coming)]), done: live.done || event.done, coming: [] };
}
