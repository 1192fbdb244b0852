import type { Problem } from '../../../contracts/evidence.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { pageOf } from '../components/panes.ts';
import type { Around, Message, Screen, Step } from '../screen.ts';
import type { TableSpec } from '../table/spec.ts';
import { selectedRow } from '../table/table.ts';
import { listLayout, type Detail, type ListLayout } from './layout.ts';
import type { ListScreenState } from './state.ts';

/** What is done with messages of each kind. */
export type Handlers<State> = {
  [Type in Message['type']]?: (
    state: State,
    message: Extract<Message, { type: Type }>,
    around: Around,
  ) => Step<State> | undefined;
};

/** What one list screen has of its own. */
export interface ListParts<Row, State extends ListScreenState<Row>> extends Pick<
  Screen<State>,
  'id' | 'title' | 'open' | 'container' | 'object' | 'command'
> {
  spec: (state: State) => TableSpec<Row>;
  /** What only this screen does with messages; for what gives undefined it does what all lists do. */
  on: Handlers<State>;
  /** The line above the table. */
  summary: (state: State, around: Around) => string;
  /** Why there is nothing, or not all. */
  problem?: (state: State) => Problem | undefined;
  /** Shown where there are no rows. */
  empty: (state: State, around: Around) => string;
  /** More about the selected row; screens without it have rows only. */
  detail?: (row: Row, state: State, around: Around, page: Page) => ListDetail;
  /** Below the rows the detail has half of the screen, and not only where the keys go there. */
  half?: boolean;
  /** The state with what has come of which no message told. */
  upToDate?: (state: State, around: Around) => State;
}

export interface ListDetail {
  title: string;
  /** The most important first: a small screen shows two or three of them. */
  lines: readonly Line[];
}

/** Where the parts of a list screen are. */
export function layoutOf<Row, State extends ListScreenState<Row>>(
  { detail, half }: ListParts<Row, State>,
  { pane, table }: State,
  around: Around,
): ListLayout {
  const none = detail === undefined || table.rows.length === 0;
  const has: Detail = none ? 'none' : pane === 'detail' || half ? 'large' : 'small';
  return listLayout(around, { detail: has, count: table.shown.length });
}

/** All that is to be said about the selected row; undefined where there is nothing. */
export function detailOf<Row, State extends ListScreenState<Row>>(
  own: ListParts<Row, State>,
  state: State,
  around: Around,
): ListDetail | undefined {
  const row = selectedRow(state.table);
  if (row === undefined) return undefined;
  const { columns } = layoutOf(own, state, around).detail;
  return own.detail?.(row, state, around, pageOf(columns, around.screenReader));
}
