import type { ReactNode } from 'react';
import type { Problem } from '../../../contracts/evidence.ts';
import { counted } from '../../../units.ts';
import type { RowsEvent } from '../backend.ts';
import type { Around, Effect, Job, Message, Screen, ScreenId, Step } from '../screen.ts';
import { tableMessage } from '../table/table-message.ts';
import { emptyLiveTable, hear, type LiveTable } from '../table/live-table.ts';
import { selectedRow, type TableSpec } from '../table/table.ts';
import { TableScreen, tableRows } from './table-screen.tsx';

export interface PlaceListState<Row> extends LiveTable<Row> {
  problem?: Problem | undefined;
}

interface PlaceList<Row> {
  /** What one is called; the screen and its job have the name of many. */
  one: string;
  id: ScreenId & ('contexts' | 'namespaces');
  spec: TableSpec<Row>;
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
  const { id, one, spec, command, listed, go, waiting, none } = list;
  const ask: readonly Effect[] = [{ type: 'start', job: { kind: id } satisfies Job }];
  return {
    id,
    title: () => id,
    // The column of the names is behind the one that marks the current place.
    open: () => ({ state: emptyLiveTable(spec, 1), effects: ask }),
    reduce,
    command: () => command,
    View: ({ state, around }): ReactNode => (
      <TableScreen
        summary={counted(state.table.rows.length, one)}
        table={state.table}
        spec={spec}
        around={around}
        problem={state.problem}
        empty={state.done ? none : waiting}
      />
    ),
  };

  function reduce(state: PlaceListState<Row>, message: Message, around: Around): Step<PlaceListState<Row>> {
    const height = tableRows(around);
    const came = listed(message, around);
    if (came !== undefined) return { state: { ...state, ...hear(state, came, spec, height) } };
    if (message.type === 'link') return { state: { ...state, problem: message.link.problem } };
    if (message.type === 'failed') return { state: { ...state, done: true, problem: message.problem } };
    if (message.type === 'action' && message.action === 'refresh') return { state, effects: ask };
    if (message.type === 'action' && message.action === 'enter') {
      const row = selectedRow(state.table);
      return { state, effects: row === undefined ? [] : [go(row)] };
    }
    const table = tableMessage(state.table, message, spec, height);
    return table === state.table ? { state } : { state: { ...state, table } };
  }
}
