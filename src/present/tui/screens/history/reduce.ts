import type { Action } from '../../keys.ts';
import type { Handlers } from '../../list-screen/parts.ts';
import { ON_ROWS, type ListScreenState } from '../../list-screen/state.ts';
import type { Around, Step } from '../../screen.ts';
import { emptyTable, selectedRow, setRows } from '../../table/table.ts';
import { HISTORY_TABLE, historyRows, type HistoryRow } from './table.ts';

export interface HistoryState extends ListScreenState<HistoryRow> {
  /** Key of the row that was marked as the one before. */
  marked?: string;
}

/** All that was probed and diagnosed in this session. */
export function openHistory(_args: unknown, around: Around): Step<HistoryState> {
  return { state: upToDate({ table: emptyTable(HISTORY_TABLE, 0), ...ON_ROWS }, around) };
}

/** What only the history does with messages. */
export const ON_HISTORY: Handlers<HistoryState> = { action: (state, { action }) => ACTIONS[action]?.(state) };

/** The state with entries that came while it was not looked at. */
export function upToDate(state: HistoryState, around: Around): HistoryState {
  const { table } = state;
  const last = table.rows.at(-1)?.entry;
  if (table.rows.length === around.history.length && last === around.history.at(-1)) return state;
  return { ...state, table: setRows(table, historyRows(around.history), HISTORY_TABLE) };
}

/**
 * The two entries to compare: the selected one, and before it the marked one; without a mark the last one before it of the
 * same container, of its own kind if there is one.
 */
export function chosen({ table, marked }: HistoryState): { before?: HistoryRow; after?: HistoryRow } {
  const after = selectedRow(table);
  if (after === undefined) return {};
  const byMark = table.rows.find((row) => HISTORY_TABLE.key(row) === marked);
  const { subject } = after.figures;
  const earlier = table.rows.filter(
    ({ number, figures }) => number < after.number && subject !== undefined && figures.subject === subject,
  );
  const before = byMark ?? earlier.findLast(({ entry }) => entry.kind === after.entry.kind) ?? earlier.at(-1);
  return before === after ? { after } : { before, after };
}

type Act = (state: HistoryState) => Step<HistoryState>;

const again =
  (screen: 'flow' | 'environment' | 'probe'): Act =>
  (state) => {
    const of = selectedRow(state.table)?.entry.of;
    return of === undefined ? { state } : { state, effects: [{ type: 'open', screen, args: { of } }] };
  };

const ACTIONS: Partial<Record<Action, Act>> = {
  mark: (state) => {
    const row = selectedRow(state.table);
    const key = row === undefined ? undefined : HISTORY_TABLE.key(row);
    return { state: { ...state, marked: key === state.marked ? undefined : key } };
  },
  enter: (state) => {
    const entry = selectedRow(state.table)?.entry;
    if (entry === undefined) return { state };
    const screen = entry.kind === 'probe' ? 'probe' : 'flow';
    return { state, effects: [{ type: 'open', screen, args: { of: entry.of, entry } }] };
  },
  save: (state) => {
    const entry = selectedRow(state.table)?.entry;
    const evidence = entry?.finished?.evidence ?? entry?.audited?.evidence;
    return evidence === undefined ? { state } : { state, effects: [{ type: 'save', evidence }] };
  },
  diagnose: again('flow'),
  probe: again('probe'),
  environment: again('environment'),
};
