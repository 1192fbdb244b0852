import type { Problem } from '../../../../contracts/evidence.ts';
import type { LogContainer, LogEvent } from '../../../../contracts/log-events.ts';
import type { ContainerName } from '../../backend.ts';
import { wordsOf } from '../../components/viewer/marks.ts';
import { textPart } from '../../components/viewer/text-frame.ts';
import {
  settled,
  VIEWER_START,
  viewerMessage,
  type Viewed,
  type ViewerState,
} from '../../components/viewer/viewer.ts';
import type { Action } from '../../keys.ts';
import type { Around, Message, ScreenArguments, Step } from '../../screen.ts';
import {
  EMPTY_LOG,
  countShown,
  logLines,
  withEntries,
  type Entry,
  type LogBuffer,
  type Shown,
} from './buffer.ts';

export interface LogsState {
  /** Absent when the screen was opened without one. */
  of?: ContainerName | undefined;
  /** Of the run before the present one. */
  previous: boolean;
  timestamps: boolean;
  log: LogBuffer;
  /** As its pod tells it; absent until that was heard. */
  container?: LogContainer | undefined;
  /** Why nothing more will come. */
  over?: string | undefined;
  problem?: Problem | undefined;
  viewer: ViewerState;
}

/** At the end of the log, and following it. */
export function openLogs({ of }: ScreenArguments): Step<LogsState> {
  return asked({
    of,
    previous: false,
    timestamps: false,
    log: EMPTY_LOG,
    viewer: { ...VIEWER_START, atEnd: true },
  });
}

/** The next state of the screen of logs. */
export function reduceLogs(state: LogsState, message: Message, around: Around): Step<LogsState> {
  if (message.type === 'log') return { state: hear(state, message.event, around) };
  if (message.type === 'failed') return { state: { ...state, problem: message.problem } };
  if (message.type === 'filter')
    return { state: { ...state, viewer: settled(state.viewer, viewedLog(state, around)) } };
  const own = message.type === 'action' ? ACTIONS[message.action]?.(state, around) : undefined;
  return own ?? { state: moved(state, message, around) };
}

/** The log as it is looked at. */
export function viewedLog(state: LogsState, around: Around): Viewed {
  const shown = shownOf(state, around);
  return { lines: logLines(state.log.entries, shown), ...textPart(around), marks: shown.words };
}

type OnAction = (state: LogsState, around: Around) => Step<LogsState>;

const ACTIONS: Partial<Record<Action, OnAction>> = {
  refresh: (state) => asked(state),
  previous: (state) => asked({ ...state, previous: !state.previous }),
  'next-pane': nextContainer,
  timestamps: (state) => ({ state: { ...state, timestamps: !state.timestamps } }),
  follow: (state, around) => ({
    state: state.viewer.atEnd
      ? { ...state, viewer: { ...state.viewer, atEnd: false } }
      : moved(state, { type: 'action', action: 'bottom' }, around),
  }),
};

function asked(state: LogsState): Step<LogsState> {
  const { of, previous, viewer } = state;
  const fresh: LogsState = {
    ...state,
    log: EMPTY_LOG,
    over: undefined,
    problem: undefined,
    viewer: { ...viewer, top: 0, above: 0, atEnd: true },
  };
  if (of === undefined) return { state: fresh };
  return { state: fresh, effects: [{ type: 'start', job: { kind: 'logs', of: { ...of, previous } } }] };
}

/** The next one of the pod, round the end. */
function nextContainer(state: LogsState): Step<LogsState> {
  const { of, container } = state;
  if (of === undefined || container === undefined) return { state };
  const next = container.all[(container.all.indexOf(container.name) + 1) % container.all.length];
  if (next === undefined || next === container.name)
    return { state, effects: [{ type: 'say', text: 'The pod has no other container.' }] };
  return asked({ ...state, of: { ...of, container: next }, container: undefined });
}

function hear(state: LogsState, event: Exclude<LogEvent, { type: 'heard' }>, around: Around): LogsState {
  switch (event.type) {
    case 'container':
      return { ...state, container: event.container, problem: undefined };
    case 'lines':
      return grown(state, event.lines, event.skipped, around);
    case 'next-run':
      return grown(state, [{ text: nextRun(event.container), own: true }], 0, around);
    case 'over':
      return { ...state, over: event.why };
  }
}

function nextRun({ name, restarts }: LogContainer): string {
  return `--- ${name} was started again: restart ${restarts} ---`;
}

function grown(state: LogsState, more: readonly Entry[], skipped: number, around: Around): LogsState {
  const log = withEntries(state.log, more, skipped);
  const left = state.log.entries.length + more.length - log.entries.length;
  const gone = countShown(state.log.entries.slice(0, left), shownOf(state, around));
  const after = { ...state, log };
  return { ...after, viewer: settled(state.viewer, viewedLog(after, around), gone) };
}

function moved(state: LogsState, message: Message, around: Around): LogsState {
  const viewer = viewerMessage(state.viewer, message, viewedLog(state, around));
  return viewer === state.viewer ? state : { ...state, viewer };
}

function shownOf({ timestamps }: LogsState, { filter }: Around): Shown {
  return { timestamps, words: wordsOf(filter) };
}
