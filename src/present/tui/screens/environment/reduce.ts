import { cancelling, elsewhere } from '../../components/container-jobs.ts';
import { execQuestion } from '../../components/exec-question.ts';
import { saveAudit } from '../../components/save-audit.ts';
import { moveList } from '../../list.ts';
import type { Action } from '../../keys.ts';
import type { Around, Message, ScreenArguments, Step } from '../../screen.ts';
import { SORTS } from './rows.ts';
import { emptyEnvironment, listRows, withAudit, withChoice, type EnvironmentState } from './state.ts';

/** Asks the container for its names and sizes, or shows an earlier audit. */
export function openEnvironment({ of, entry }: ScreenArguments, around: Around): Step<EnvironmentState> {
  const state = emptyEnvironment(of ?? entry?.of);
  return entry?.audited === undefined
    ? asked(state, around)
    : { state: withAudit(state, entry.audited, around) };
}

/** The next state of the browser, and what is to be done. */
export function reduceEnvironment(
  state: EnvironmentState,
  message: Message,
  around: Around,
): Step<EnvironmentState> {
  if (message.type === 'action') return (ACTIONS[message.action] ?? move)(state, message.action, around);
  if (message.type === 'audited') return { state: withAudit(state, message.audited, around) };
  if (message.type === 'filter') return { state: withChoice(state, { filter: message.text }, around) };
  if (message.type === 'resized') return { state: withChoice(state, {}, around) };
  if (state.status !== 'asking') return { state };
  if (message.type === 'failed') return { state: { ...state, status: { problem: message.problem } } };
  return message.type === 'cancelled' ? { state: { ...state, status: 'cancelled' } } : { state };
}

type OnAction = (state: EnvironmentState, action: Action, around: Around) => Step<EnvironmentState>;

const move: OnAction = (state, action, around) => {
  const size = { count: state.rows.length, height: listRows(around) };
  const list = moveList(state.list, action, size);
  return { state: list === state.list ? state : { ...state, list } };
};

const open: OnAction = (state, _action, around) => {
  const row = state.rows[state.list.selected];
  if (row === undefined || row.variable !== undefined || state.choice.open.has(row.group.key))
    return { state };
  return { state: withChoice(state, { open: new Set([...state.choice.open, row.group.key]) }, around) };
};

/** From a variable to its group; a group that is open is closed. */
const close: OnAction = (state, _action, around) => {
  const row = state.rows[state.list.selected];
  if (row === undefined) return { state };
  const head = state.rows.findIndex(({ group, variable }) => group === row.group && variable === undefined);
  const at = { ...state, list: { ...state.list, selected: Math.max(0, head) } };
  const rest = new Set([...state.choice.open].filter((key) => key !== row.group.key));
  return { state: withChoice(at, { open: rest }, around) };
};

const toggle: OnAction = (state, action, around) => {
  const row = state.rows[state.list.selected];
  return row !== undefined && state.choice.open.has(row.group.key) && row.variable === undefined
    ? close(state, action, around)
    : open(state, action, around);
};

const ACTIONS: Partial<Record<Action, OnAction>> = {
  enter: toggle,
  right: open,
  left: close,
  sort: (state, _action, around) => {
    const next = SORTS[(SORTS.indexOf(state.choice.sort) + 1) % SORTS.length] ?? 'size';
    return { state: withChoice(state, { sort: next }, around) };
  },
  reverse: (state, _action, around) => ({
    state: withChoice(state, { reversed: !state.choice.reversed }, around),
  }),
  refresh: (state, _action, around) => asked(state, around),
  cancel: cancelling('audit', ({ status }) => status === 'asking'),
  save: (state) => ({ state, effects: [saveAudit(state.audited)] }),
  diagnose: elsewhere('flow'),
  probe: elsewhere('probe'),
};

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
