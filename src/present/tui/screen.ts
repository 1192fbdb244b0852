import type { ComponentType } from 'react';
import type { DiagnosisEvidence } from '../../diagnosis-evidence.ts';
import type { Evidence, Problem } from '../../evidence.ts';
import type { FlowEvent } from '../../flow-events.ts';
import type { ScanReport } from '../../scan-report.ts';
import type { Audited, ContainerName, ContextRow, DiagnoseChoice, PodRow, Place } from './backend.ts';
import type { Action } from './keys.ts';

/** What the screens are called; also the words after `:`. */
export type ScreenId =
  | 'overview'
  | 'workloads'
  | 'pods'
  | 'flow'
  | 'environment'
  | 'probe'
  | 'history'
  | 'contexts'
  | 'namespaces'
  | 'help';

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
  reduce: (state: State, message: Message, around: Around) => Step<State>;
  /** What `c` copies here. */
  command?: (state: State, around: Around) => string | undefined;
  View: ComponentType<{ state: State; around: Around }>;
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
  /** Probes and diagnoses of this session, oldest first. */
  history: readonly HistoryEntry[];
}

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
  /** An earlier result to show instead of asking again. */
  entry?: HistoryEntry;
}

export interface Step<State> {
  state: State;
  effects?: readonly Effect[];
}

export type Message =
  | { type: 'action'; action: Action }
  /** The text of the filter line, while it is typed. */
  | { type: 'filter'; text: string }
  | { type: 'resized' }
  /** Once a second while a job runs. */
  | { type: 'tick' }
  | { type: 'pods'; rows: PodRow[]; done: boolean }
  | { type: 'scanned'; report: ScanReport }
  | { type: 'progress'; text: string }
  | { type: 'flow'; event: FlowEvent }
  | { type: 'audited'; audited: Audited }
  | { type: 'contexts'; rows: ContextRow[] }
  | { type: 'namespaces'; names: string[] }
  /** The screen's job failed, or was cancelled. */
  | { type: 'failed'; problem: Problem }
  | { type: 'cancelled' };

/** Work that a screen starts; its messages go to the screen that started it, until that is closed. */
export type Job =
  | { kind: 'pods'; namespace?: string }
  | { kind: 'scan'; namespace?: string }
  | { kind: 'diagnose'; of: ContainerName; choice: DiagnoseChoice }
  | { kind: 'audit'; of: ContainerName; probe: 'auto' | 'full' | 'off' }
  | { kind: 'contexts' }
  | { kind: 'namespaces' };

export type Effect =
  /** A screen has one job at a time: a new one ends the old one. */
  | { type: 'start'; job: Job }
  | { type: 'cancel' }
  | { type: 'open'; screen: ScreenId; args: ScreenArguments }
  | { type: 'back' }
  | { type: 'go'; context?: string; namespace?: string }
  | { type: 'copy'; text: string }
  | { type: 'save'; evidence: Evidence | DiagnosisEvidence }
  /** A question whose default answer is no. */
  | { type: 'ask'; question: string; details: string[]; yes: readonly Effect[] }
  /** A line at the bottom, until the next key. */
  | { type: 'say'; text: string };
