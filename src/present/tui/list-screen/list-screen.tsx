import type { ReactNode } from 'react';
import { TextLines } from '../components/text-lines.tsx';
import { isMove, scrollBy, type Pane } from '../list.ts';
import type { Action } from '../keys.ts';
import type { Around, Message, Screen, Step } from '../screen.ts';
import { filterRows, fitTable, selectedRow, tableAction } from '../table/table.ts';
import { listFrame } from './frame.ts';
import { detailOf, layoutOf, type Handlers, type ListParts } from './parts.ts';
import type { ListScreenState } from './state.ts';

/**
 * A screen that is a table with more about its selected row: beside it, or below it where the terminal is narrow. The
 * keys go to the rows, or after `tab` to the detail, which scrolls.
 */
export function listScreen<Row, State extends ListScreenState<Row>>(
  own: ListParts<Row, State>,
): Screen<State> {
  const { id, title, container, object, command, upToDate = (state: State) => state } = own;
  return {
    id,
    title,
    container,
    object,
    command,
    open: (args, around) => fitted(own, own.open(args, around), around),
    reduce(old, message, around) {
      const before = upToDate(old, around);
      const step = handled(own.on, before, message, around) ?? reduceList(own, before, message, around);
      return step.state === old && message.type !== 'resized'
        ? step
        : fitted(own, { ...step, state: unscrolled(own, before, step.state) }, around);
    },
    pane: (state, around) => paneOf(own, upToDate(state, around), around),
    View: ({ state, around }): ReactNode => (
      <TextLines lines={listFrame(own, upToDate(state, around), around)} around={around} />
    ),
  };
}

function handled<State>(
  on: Handlers<State>,
  state: State,
  message: Message,
  around: Around,
): Step<State> | undefined {
  const handler = on[message.type] as ((...args: unknown[]) => Step<State> | undefined) | undefined;
  return handler?.(state, message, around);
}

function paneOf<Row, State extends ListScreenState<Row>>(
  own: ListParts<Row, State>,
  state: State,
  around: Around,
): Pane {
  const { list, detail } = layoutOf(own, state, around);
  return state.pane === 'rows'
    ? { lines: state.table.shown.length, rows: list.rows }
    : { lines: detailOf(own, state, around)?.lines.length ?? 0, rows: detail.rows };
}

/** What all lists do with a message. */
function reduceList<Row, State extends ListScreenState<Row>>(
  own: ListParts<Row, State>,
  state: State,
  message: Message,
  around: Around,
): Step<State> {
  const spec = own.spec(state);
  if (message.type === 'filter')
    return { state: { ...state, table: filterRows(state.table, message.text, spec), pane: 'rows' } };
  if (message.type !== 'action') return { state };
  const { action } = message;
  if (own.detail !== undefined && state.table.shown.length > 0) {
    if (action === 'next-pane' || action === 'evidence')
      return { state: { ...state, pane: state.pane === 'rows' ? 'detail' : 'rows', scroll: 0 } };
    if (state.pane === 'detail') {
      if (OUT.has(action)) return { state: { ...state, pane: 'rows', scroll: 0 } };
      if (isMove(action) && around.pane !== undefined)
        return { state: { ...state, scroll: scrollBy(state.scroll, action, around.pane) } };
    }
  }
  const { rows } = layoutOf(own, state, around).list;
  const table = tableAction(state.table, action, spec, rows);
  return { state: table === state.table ? state : { ...state, table } };
}

const OUT: ReadonlySet<Action> = new Set(['back', 'left']);

/** Another row begins at its beginning. */
function unscrolled<Row, State extends ListScreenState<Row>>(
  { spec }: ListParts<Row, State>,
  before: State,
  after: State,
): State {
  const [was, is] = [selectedRow(before.table), selectedRow(after.table)];
  const isSame = was === is || (was && is && spec(before).key(was) === spec(after).key(is));
  return isSame || after.scroll === 0 ? after : { ...after, scroll: 0 };
}

function fitted<Row, State extends ListScreenState<Row>>(
  own: ListParts<Row, State>,
  step: Step<State>,
  around: Around,
): Step<State> {
  const table = fitTable(step.state.table, layoutOf(own, step.state, around).list.rows);
  return table === step.state.table ? step : { ...step, state: { ...step.state, table } };
}
