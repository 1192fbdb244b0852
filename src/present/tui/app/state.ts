import type { ExitCode } from '../../../errors.ts';
import type { Evidence } from '../../../contracts/evidence.ts';
import type { DiagnosisEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { Backend, ContainerName, ObjectName, Place } from '../backend.ts';
import { podObject } from '../components/object-commands.ts';
import type { EditedLine } from './edit-line.ts';
import type {
  AnyScreen,
  Around,
  Effect,
  HistoryEntry,
  Job,
  Message,
  Running,
  ScreenArguments,
  ScreenId,
} from '../screen.ts';

/** All that the terminal UI knows. Only `reduceApp` makes a new one. */
export interface App {
  screens: Readonly<Record<ScreenId, AnyScreen>>;
  place: Place;
  /** Of the whole terminal. */
  columns: number;
  rows: number;
  color: boolean;
  screenReader: boolean;
  /** Milliseconds since the epoch, of the last event that had a time. */
  now: number;
  /** The screens that are open, the one that is seen last; never empty. */
  stack: readonly Opened[];
  /** Number of the next screen that opens. */
  nextId: number;
  input?: InputLine | undefined;
  dialog?: Dialog | undefined;
  /** A line at the bottom, until the next key. */
  notice?: Notice | undefined;
  history: readonly HistoryEntry[];
  /** Whether the user has said that commands may be run in containers of this context. */
  mayExec: boolean;
  /** What the flags of `diagnose` mean, see Backend. */
  choiceOf: Backend['choiceOf'];
  /** What was heard of, for the completion of commands. */
  known: Known;
  /** Set when it is over. */
  exit?: ExitCode | undefined;
}

/** Names; of pods `NAMESPACE/NAME`. */
export interface Known {
  contexts: readonly string[];
  namespaces: readonly string[];
  pods: ReadonlySet<string>;
}

export interface Opened {
  id: number;
  screen: ScreenId;
  state: unknown;
  filter: string;
  running: readonly Running[];
}

export interface InputLine extends EditedLine {
  kind: 'filter' | 'search' | 'command';
  /** Which suggestion is chosen; -1: none. */
  chosen: number;
}

export interface Dialog {
  /** The screen that asks. */
  of: number;
  question: string;
  details: readonly string[];
  yes: readonly Effect[];
  chosen: 'no' | 'yes';
}

export interface Notice {
  kind: 'info' | 'error';
  text: string;
}

/** What happens to the app: keys, what jobs say, what the terminal does. */
export type AppEvent =
  | { type: 'key'; key: string; now: number }
  | { type: 'resized'; columns: number; rows: number }
  | { type: 'tick'; now: number }
  /** From a job of a screen; with `ended` it is the job's last word. */
  | { type: 'job'; of: number; job: Job['kind']; message: Message; ended: boolean; now: number }
  | { type: 'went'; place: Place; contextChanged: boolean; opens: ScreenId | undefined }
  | { type: 'notice'; notice: Notice }
  | { type: 'exit'; code: ExitCode };

/** What the app wants done outside of itself. */
export type Task =
  | { type: 'start'; of: number; job: Job }
  /** Ends the jobs of a screen, all or of one kind. */
  | { type: 'stop'; of: number; job?: Job['kind'] | undefined }
  | {
      type: 'go';
      to: { context?: string | undefined; namespace?: string | undefined };
      opens: ScreenId | undefined;
    }
  | { type: 'copy'; text: string }
  /** Gives the terminal back to the shell until that gives it back. */
  | { type: 'suspend' }
  | { type: 'save'; evidence: Evidence | DiagnosisEvidence };

/** The app after an event, and what is to be done. */
export interface Outcome {
  app: App;
  tasks: readonly Task[];
}

/** What the app opens with. */
export interface First {
  screen: ScreenId;
  args: ScreenArguments;
}

/** Lines of the terminal that screens do not have: two above, two below. */
export const FRAME_ROWS = 4;
export const SMALLEST = { columns: 60, rows: 15 } as const;

export function isTooSmall({ columns, rows }: Pick<App, 'columns' | 'rows'>): boolean {
  return columns < SMALLEST.columns || rows < SMALLEST.rows;
}

/** The screen that is seen. */
export function topOf({ stack }: Pick<App, 'stack'>): Opened {
  return stack.at(-1)!;
}

/** The container that the screen which is seen is about. */
export function containerOf(app: Pick<App, 'stack' | 'screens'>): ContainerName | undefined {
  const { screen, state } = topOf(app);
  return app.screens[screen].container?.(state);
}

/** The object that it is about: its own, or the container's pod. */
export function objectOf(app: Pick<App, 'stack' | 'screens'>): ObjectName | undefined {
  const { screen, state } = topOf(app);
  const of = containerOf(app);
  return app.screens[screen].object?.(state) ?? (of && podObject(of));
}

/** Whether a job has still to say what it was started for. */
export function isAwaited({ link }: Running): boolean {
  return link === undefined || link.state === 'looking';
}

/** Whether a job goes on after it has said what it was started for. */
export function isLive({ kind }: Pick<Job, 'kind'>): boolean {
  return LIVE.has(kind);
}

const LIVE: ReadonlySet<Job['kind']> = new Set(['pods', 'services', 'namespaces', 'scan']);

/** What an open screen may know of the app. */
export function aroundOf(app: App, opened: Pick<Opened, 'filter' | 'running'>): Around {
  const { place, now, color, screenReader, history, mayExec } = app;
  return {
    place,
    columns: app.columns,
    rows: Math.max(1, app.rows - FRAME_ROWS),
    now,
    color,
    screenReader,
    filter: opened.filter,
    running: opened.running,
    history,
    mayExec,
  };
}
