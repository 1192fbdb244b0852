import { printable } from '../../../text.ts';
import { cancelling, elsewhere } from '../../components/container-jobs.ts';
import { saveAudit } from '../../components/save-audit.ts';
import type { Action } from '../../keys.ts';
import { scrollBy } from '../../list.ts';
import type { Around, Effect, Message, ScreenArguments, Step } from '../../screen.ts';
import type { ProbeState } from './state.ts';

/** Asks whether to measure, or shows an earlier measurement. */
export function openProbe({ of, entry }: ScreenArguments, around: Around): Step<ProbeState> {
  const state: ProbeState = { of: of ?? entry?.of, at: around.now, scroll: 0 };
  if (entry?.audited === undefined) return asked(state, 'auto');
  return { state: { ...state, audited: entry.audited, at: entry.at } };
}

/** The next state of the probe's screen, and what is to be done. Nothing is measured before it was asked for. */
export function reduceProbe(state: ProbeState, message: Message, around: Around): Step<ProbeState> {
  if (message.type === 'action')
    return (ACTIONS[message.action] ?? scrolledBy)(state, message.action, around);
  if (message.type === 'audited') {
    return { state: { ...state, audited: message.audited, at: around.now, ended: undefined, scroll: 0 } };
  }
  if (message.type === 'failed') return { state: { ...state, ended: { problem: message.problem } } };
  return { state: message.type === 'cancelled' ? { ...state, ended: 'cancelled' } : state };
}

type OnAction = (state: ProbeState, action: Action, around: Around) => Step<ProbeState>;

const scrolledBy: OnAction = (state, action, around) => {
  if (around.pane === undefined) return { state };
  const scroll = scrollBy(state.scroll, action, around.pane);
  return { state: scroll === state.scroll ? state : { ...state, scroll } };
};

const ACTIONS: Partial<Record<Action, OnAction>> = {
  refresh: (state) => asked(state, 'auto'),
  probe: (state) => asked(state, 'full'),
  cancel: cancelling('audit', (_state, running) => running.length > 0),
  save: (state) => ({ state, effects: [saveAudit(state.audited)] }),
  diagnose: elsewhere('flow'),
  environment: elsewhere<ProbeState>('environment', ({ audited, at }, of) =>
    audited === undefined ? undefined : { at, of, kind: 'probe', audited },
  ),
};

/** The question that stands before each measurement; nobody's answer is no. */
function asked(state: ProbeState, probe: 'auto' | 'full'): Step<ProbeState> {
  const { of, audited } = state;
  if (of === undefined) return { state };
  const where = printable(`${of.pod}${of.container === undefined ? '' : ` (container ${of.container})`}`);
  const before = audited?.report.containers[0]?.cost.audit?.cpuMs;
  const effect: Effect = {
    type: 'ask',
    question: probe === 'full' ? `Measure in full in ${where}?` : `Measure in ${where}?`,
    details: [
      'It starts a few child processes with the whole environment in the container, and reads every variable once.',
      probe === 'full'
        ? 'In full: also where an estimate says that reading them takes more than 2 s; with many variables it can take minutes.'
        : 'Reading every variable is left out where an estimate says that it takes more than 2 s.',
      before === undefined
        ? 'That is CPU time of the container: milliseconds with a few variables, seconds with many thousands.'
        : `That is CPU time of the container: the last time ${(before / 1000).toFixed(1)} s.`,
    ],
    yes: [{ type: 'start', job: { kind: 'audit', of, probe } }],
  };
  return { state, effects: [effect] };
}
