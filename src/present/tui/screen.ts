import type { ComponentType } from 'react';
import type { DiagnosisEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Evidence, Problem } from '../../contracts/evidence.ts';
import type { FlowEvent } from '../../contracts/flow-events.ts';
import type { ScanReport } from '../../contracts/scan-report.ts';
import type {
  Audited,
  ContainerName,
  ContextRow,
  DiagnoseChoice,
  EventRow,
  Link,
  LogHeard,
  NamespaceRow,
  ObjectName,
  PodRow,
  Place,
  RowsEvent,
  ServiceRow,
} from './backend.ts';
import type { ContainerScreen } from './components/container-screens.ts';
import type { Action } from './keys.ts';
import type { Pane } from './list.ts';
import type { ScreenId } from './screen-id.ts';

export type { ScreenId } from './screen-id.ts';

/**
 * A screen: pure state and a view of it. Keys come translated to actions, so that `keys.ts` is the only table of
 * keys; what a screen wants done comes back as effects, so that its reducer can be tested with nothing around it.
 */
export interface Screen<State> {
  id: ScreenId;
  /** For the path in the header. */
  title: (state: State) => string;
  /** The state when it is opened, and what is to be done then. */
  open: (args: ScreenArguments, around: Around) => Step<State>;
  /**
   * The state after a message. `back` comes here, too; a screen that gives the same state and no effects for it has no
   * use for it, and is closed.
   */
  reduce: (state: State, message: Message, around: Around) => Step<State>;
  /** The container that it is about, for commands that need one. */
  container?: (state: State) => ContainerName | undefined;
  /** The object that it is about, for its YAML and events, where that is not the container's pod. */
  object?: (state: State) => ObjectName | undefined;
  /** What `c` copies here. */
  command?: (state: State, around: Around) => string | undefined;
  /** The pane that the keys go to, where it scrolls: `around.pane` for the reducer. */
  pane?: (state: State, around: Around) => Pane;
  /** Draws `around.rows` lines at most, each at most `around.columns` wide. */
  View: ComponentType<{ state: State; around: Around }>;
}

/** A screen of any state, as the table of screens has it. */
export type AnyScreen = Screen<unknown>;

/** A screen for the table of screens. A state only ever goes to the screen that made it. */
export function anyScreen<State>(screen: Screen<State>): AnyScreen {
  return screen as unknown as AnyScreen;
}

/** What all screens may know. */
export interface Around {
  place: Place;
  /** Of the part of the terminal that the screen has. */
  columns: number;
  rows: number;
  /** Milliseconds since the epoch, of the message that is being reduced; views take it for ages. */
  now: number;
  color: boolean;
  screenReader: boolean;
  /** Of an action: the pane that the keys go to, as the screen's `pane` has it. */
  pane?: Pane | undefined;
  /** The text of the filter of this screen; empty without one. It stays after its line was closed. */
  filter: string;
  /** What runs for this screen, oldest first. */
  running: readonly Running[];
  /** Probes and diagnoses of this session, oldest first. */
  history: readonly HistoryEntry[];
  /** Whether the user has said that commands may be run in containers. */
  mayExec: boolean;
}

export interface Running {
  job: Job;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** How long it will take, about, where that is known. */
  expectedMs?: number;
  /** What it last said about its progress. */
  text?: string;
  /** Of a list that lives: how fresh it is. The header says that of the screen that is seen. */
  link?: Link;
}

/** Finished probes and diagnoses are put there by the runner; screens do nothing for it. */
export interface HistoryEntry {
  at: number;
  of: ContainerName;
  kind: 'probe' | 'diagnosis';
  audited?: Audited;
  finished?: Extract<FlowEvent, { type: 'finished' }>;
}

/** What opens a screen: which container, workload or namespace it is about. */
export interface ScreenArguments {
  namespace?: string;
  workload?: string;
  of?: ContainerName;
  /** Whose YAML or events are shown. */
  object?: ObjectName;
  /** A scan of which it is a part: it need not be asked for again. */
  scanned?: ScanReport;
  /** On which screen help was asked for. */
  about?: ScreenId;
  /** An earlier result to show instead of asking again. */
  entry?: HistoryEntry;
  /** How to diagnose. */
  choice?: DiagnoseChoice;
  /** Of a pod: which there are to choose from, and what opens for the one that is chosen. */
  containers?: readonly string[];
  opens?: ContainerScreen;
}

export interface Step<State> {
  state: State;
  effects?: readonly Effect[];
}

export type Message =
  | { type: 'action'; action: Action }
  /** The text of the filter line, while it is typed; empty when the filter was dropped. */
  | { type: 'filter'; text: string }
  | { type: 'resized' }
  /** Once a second while a job runs. */
  | { type: 'tick' }
  | { type: 'pods'; event: RowsEvent<PodRow> }
  | { type: 'services'; event: RowsEvent<ServiceRow> }
  | { type: 'namespaces'; event: RowsEvent<NamespaceRow> }
  /** How fresh a list that lives is now; also in `around.running`. */
  | { type: 'link'; job: Job['kind']; link: Link }
  | { type: 'scanned'; report: ScanReport }
  | { type: 'progress'; text: string }
  | { type: 'flow'; event: FlowEvent }
  | { type: 'audited'; audited: Audited }
  | { type: 'contexts'; rows: ContextRow[] }
  | { type: 'log'; event: Extract<LogHeard, { type: 'log' }>['event'] }
  | { type: 'object'; object: object }
  | { type: 'events'; event: RowsEvent<EventRow> }
  /** A job of the screen failed, or the user cancelled it. */
  | { type: 'failed'; problem: Problem; job?: Job['kind'] }
  | { type: 'cancelled'; job?: Job['kind'] }
  /** A question of the screen was not answered with yes. */
  | { type: 'declined' }
  /** Context or namespace are now others: see `around.place`. What was asked for before belongs to the old place. */
  | { type: 'moved' };

/**
 * Work that a screen starts; its messages go to the screen that started it, until that is closed. The first four are
 * lists that live: they go on, and rest while another screen covers theirs.
 */
export type Job =
  | { kind: 'pods'; namespace?: string }
  | { kind: 'services'; namespace?: string }
  | { kind: 'namespaces' }
  | { kind: 'scan'; namespace?: string }
  | { kind: 'diagnose'; of: ContainerName; choice: DiagnoseChoice }
  | { kind: 'audit'; of: ContainerName; probe: 'auto' | 'full' | 'off' }
  | { kind: 'contexts' }
  | { kind: 'logs'; of: ContainerName & { previous: boolean } }
  | { kind: 'object'; of: ObjectName }
  | { kind: 'events'; of: ObjectName };

export type Effect =
  /** A screen has one job of a kind at a time: a new one ends the old one. */
  | { type: 'start'; job: Job }
  /** Ends the jobs of the screen that are waited for, or those of one kind; no message comes from them any more, but `cancelled` does. */
  | { type: 'cancel'; job?: Job['kind'] }
  | { type: 'open'; screen: ScreenId; args: ScreenArguments }
  | { type: 'back' }
  /** Connects elsewhere. When it worked, the screens that are open close and `opens` opens (by default `overview`). */
  | { type: 'go'; opens?: ScreenId; context?: string; namespace?: string }
  | { type: 'copy'; text: string }
  /** Opens the line for commands with a text in it. */
  | { type: 'type'; text: string }
  /** From now on commands may be run in containers. */
  | { type: 'allow-exec' }
  /** An action for the screen itself, as if its key were pressed. */
  | { type: 'act'; action: Action }
  | { type: 'save'; evidence: Evidence | DiagnosisEvidence }
  /** A question whose default answer is no. */
  | { type: 'ask'; question: string; details: string[]; yes: readonly Effect[] }
  /** A line at the bottom, until the next key. */
  | { type: 'say'; text: string }
  | { type: 'quit' };
