import { cancelling, elsewhere } from '../../components/container-jobs.ts';
import { execQuestion } from '../../components/exec-question.ts';
import { saveAudit } from '../../components/save-audit.ts';
import type { Action } from '../../keys.ts';
import type { Handlers } from '../../list-screen/parts.ts';
import type { Around, ScreenArguments, Step } from '../../screen.ts';
import { selectedRow } from '../../table/table.ts';
import { nextOrder } from './columns.ts';
import { arranged, emptyEnvironment, withAudit, type EnvironmentState } from './state.ts';

/** Asks the container for its names and sizes, or shows an earlier audit. */
export function openEnvironment({ of, entry }: ScreenArguments, around: Around): Step<EnvironmentState> {
  const state = emptyEnvironment(of ?? entry?.of);
  return entry?.audited === undefined ? asked(state, around) : { state: withAudit(state, entry.audited) };
}

/** What only the browser does with messages. */
export const ON_ENVIRONMENT: Handlers<EnvironmentState> = {
  action: (state, { action }, around) => ACTIONS[action]?.(state, action, around),
  audited: (state, { audited }) => ({ state: withAudit(state, audited) }),
  filter: (state, { text }) => ({ state: arranged({ ...state, filter: text, pane: 'rows' }) }),
  failed: (state, { problem }) =>
    state.status === 'asking' ? { state: { ...state, status: { problem } } } : { state },
  cancelled: (state) =>
    state.status === 'asking' ? { state: { ...state, status: 'cancelled' } } : { state },
};

type OnAction = (
  state: EnvironmentState,
  action: Action,
  around: Around,
) => Step<EnvironmentState> | undefined;

const open: OnAction = (state) => {
  const row = selectedRow(state.table);
  if (row === undefined || row.variable !== undefined || state.open.has(row.group.key)) return { state };
  return { state: arranged({ ...state, open: new Set([...state.open, row.group.key]) }) };
};

/** From a variable to its group; a group that is open is closed. From the detail it leads back to the rows. */
const close: OnAction = (state) => {
  if (state.pane === 'detail') return undefined;
  const { table } = state;
  const row = selectedRow(table);
  if (row === undefined) return { state };
  const head = table.rows.findIndex(({ group, variable }) => group === row.group && variable === undefined);
  const at = { ...table, list: { ...table.list, selected: Math.max(0, head) } };
  const rest = new Set([...state.open].filter((key) => key !== row.group.key));
  return { state: arranged({ ...state, table: at, open: rest }) };
};

const toggle: OnAction = (state, action, around) => {
  const row = selectedRow(state.table);
  const isOpen = row !== undefined && state.open.has(row.group.key) && row.variable === undefined;
  return (isOpen ? close : open)(state, action, around);
};

const ACTIONS: Partial<Record<Action, OnAction>> = {
  enter: toggle,
  right: open,
  left: close,
  sort: (state) => ({ state: arranged(inOrder(state, nextOrder(state.table.order))) }),
  reverse: (state) => {
    const { order } = state.table;
    return { state: arranged(inOrder(state, { ...order, reverse: !order.reverse })) };
  },
  refresh: (state, _action, around) => asked(state, around),
  cancel: cancelling('audit', ({ status }) => status === 'asking'),
  save: (state) => ({ state, effects: [saveAudit(state.audited)] }),
  diagnose: elsewhere('flow'),
  probe: elsewhere('probe'),
};

function inOrder(state: EnvironmentState, order: EnvironmentState['table']['order']): EnvironmentState {
  return { ...state, table: { ...state.table, order } };
}

/** Starts it, where it was said before that commands may be run in containers; otherwise that is asked. */
function asked(state: EnvironmentState, { mayExec }: Around): Step<EnvironmentState> {
  const { of } = state;
  if (of === undefined) return { state };
  if (!mayExec) {
    const what = ['One command reads the names and sizes of the variables, and no values.'];
    return { state: { ...state, status: 'cancelled' }, effects: [execQuestion(of, what)] };
  }
  return {
    state: { ...state, status: 'asking' },
    effects: [{ type: 'start', job: { kind: 'audit', of, probe: 'off' } }],
  };
}
