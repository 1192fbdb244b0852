import type { Problem } from '../../../contracts/evidence.ts';
import { counted } from '../../../units.ts';
import type { ObjectName, RowsEvent } from '../backend.ts';
import type { Around, Effect, Job, Message, Screen, ScreenId, Step } from '../screen.ts';
import { emptyLiveTable, hear, type LiveTable } from '../table/live-table.ts';
import type { TableSpec } from '../table/spec.ts';
import { selectedRow } from '../table/table.ts';
import { listScreen } from './list-screen.tsx';
import { ON_ROWS, type ListScreenState } from './state.ts';

export interface PlaceListState<Row> extends LiveTable<Row>, ListScreenState<Row> {
  table: LiveTable<Row>['table'];
  /** Why nothing is heard of them any more. */
  problem?: Problem | undefined;
}

interface PlaceList<Row> {
  /** What one is called; the screen and its job have the name of many. */
  one: string;
  id: ScreenId & ('contexts' | 'namespaces');
  spec: TableSpec<Row>;
  /** A place as an object. */
  object?: (row: Row) => ObjectName | undefined;
  /** The command that lists the same. */
  command: string;
  /** What a message tells of the rows; undefined for a message of another kind. */
  listed: (message: Message, around: Around) => RowsEvent<Row> | undefined;
  go: (row: Row) => Effect;
  /** What stands there before the rows have come, and where there are none. */
  waiting: string;
  none: string;
}

/** A screen that lists places to go to, the current one marked; enter goes there. */
export function placeList<Row>(list: PlaceList<Row>): Screen<PlaceListState<Row>> {
  const { id, one, spec, object, command, listed, go, waiting, none } = list;
  const ask: readonly Effect[] = [{ type: 'start', job: { kind: id } satisfies Job }];
  return listScreen<Row, PlaceListState<Row>>({
    id,
    title: () => id,
    // The column of the names is behind the one that marks the current place.
    open: () => ({ state: { ...emptyLiveTable(spec, 1), ...ON_ROWS }, effects: ask }),
    on: {
      contexts: heard,
      namespaces: heard,
      failed: (state, { problem }) => ({ state: { ...state, done: true, problem } }),
      action(state, { action }) {
        if (action === 'refresh') return { state, effects: ask };
        if (action !== 'enter') return undefined;
        const row = selectedRow(state.table);
        return { state, effects: row === undefined ? [] : [go(row)] };
      },
    },
    object({ table }) {
      const row = selectedRow(table);
      return row && object?.(row);
    },
    command: () => command,
    spec: () => spec,
    summary: ({ table }) => counted(table.rows.length, one),
    problem: ({ problem }) => problem,
    empty: ({ done }) => (done ? none : waiting),
  });

  function heard(
    state: PlaceListState<Row>,
    message: Message,
    around: Around,
  ): Step<PlaceListState<Row>> | undefined {
    const came = listed(message, around);
    if (came === undefined) return undefined;
    return { state: { ...state, ...hear(state, came, spec, around.now), problem: undefined } };
  }
}
