import type { FlowEvent } from '../../contracts/flow-events.ts';
import type { DiagnosisEvidence, EventEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Evidence } from '../../contracts/evidence.ts';
import type { Link, LiveEvent } from '../../contracts/live-events.ts';
import type { LogEvent } from '../../contracts/log-events.ts';
import type { Report } from '../../contracts/report.ts';
import type { ScanReport } from '../../contracts/scan-report.ts';

export type { Link, LiveEvent, RowsEvent } from '../../contracts/live-events.ts';

/**
 * All that the terminal UI can ask for. `commands/tui/` implements it with a cluster; tests hand in their own. What
 * takes long takes a signal; aborting it ends the connections. Rejections are EnvauditErrors.
 */
export interface Backend {
  /** Where it is now. */
  place: () => Place;
  contexts: () => Promise<ContextRow[]>;
  /** The namespaces of the cluster, as they are and as they change. */
  namespaces: (signal: AbortSignal) => AsyncIterable<LiveEvent<NamespaceRow>>;
  /** Connects anew. After a failure the old place still holds. */
  go: (to: { context?: string; namespace?: string }, signal: AbortSignal) => Promise<Place>;
  /** The pods of a namespace, or of all, as they are and as they change. */
  pods: (namespace: string | undefined, signal: AbortSignal) => AsyncIterable<LiveEvent<PodRow>>;
  /** The Services of a namespace, or of all, with what each adds to the environment of pods. */
  services: (namespace: string | undefined, signal: AbortSignal) => AsyncIterable<LiveEvent<ServiceRow>>;
  /** Namespaces and workloads with what service links do there, from the API alone; again when that may have changed. */
  scan: (namespace: string | undefined, signal: AbortSignal) => AsyncIterable<ScanEvent>;
  /**
   * What flags of `diagnose` ask for: `--window`, `--url`, `--requests`, as the verb takes them. Pure.
   * @throws EnvauditError `usage` as the verb does.
   */
  choiceOf: (flags: readonly string[]) => DiagnoseChoice;
  /** The documented flow for a container. */
  diagnose: (of: ContainerName, options: DiagnoseChoice, signal: AbortSignal) => AsyncIterable<FlowEvent>;
  /** The audit of one container, with every variable; `probe` as the flag of the same name. */
  audit: (of: ContainerName, probe: 'auto' | 'full' | 'off', signal: AbortSignal) => Promise<Audited>;
  /** What a container writes, or wrote in the run before. */
  logs: (of: ContainerName & { previous: boolean }, signal: AbortSignal) => AsyncIterable<LogHeard>;
  /** An object without managed fields, and without all that is a secret or may be one. */
  object: (of: ObjectName, signal: AbortSignal) => Promise<object>;
  /** The events about an object; of a namespace all that are in it. */
  events: (of: ObjectName, signal: AbortSignal) => AsyncIterable<LiveEvent<EventRow>>;
  /** Writes what was seen to a file that is not there yet, and gives its name. */
  save: (evidence: Evidence | DiagnosisEvidence) => Promise<string>;
}

export interface Place {
  context?: string;
  server: string;
  namespace: string;
}

export type ScanEvent =
  { type: 'progress'; text: string } | { type: 'scanned'; report: ScanReport } | { type: 'link'; link: Link };

export interface NamespaceRow {
  name: string;
  /** As kubectl get namespaces shows it. */
  status: string;
  createdAt: string;
}

export interface ServiceRow {
  namespace: string;
  name: string;
  createdAt: string;
  /** How many variables it adds to the environment of each pod of its namespace that takes service links. */
  variables: number;
}

export interface ContextRow {
  name: string;
  namespace?: string;
  current: boolean;
}

export interface PodRow {
  namespace: string;
  name: string;
  /** As kubectl get pods shows it. */
  status: string;
  ready: string;
  restarts: number;
  /** When the last run of a container that was restarted ended. */
  restartedAt?: string;
  /** How it ended: `app: exit code 3 (Error)`. */
  lastEnd?: string;
  /** Why it is not well, in words of the cluster: `app: back-off 40s restarting failed container`. */
  why?: string;
  createdAt: string;
  node?: string;
  /** `deployment/web`. */
  workload?: string;
  containers: string[];
}

export interface ContainerName {
  namespace: string;
  pod: string;
  /** As kubectl exec chooses, when absent. */
  container?: string;
}

/** An object that can be shown. */
export interface ObjectName {
  /** As kubectl calls it: `pod`, `deployment`, `namespace`. */
  kind: string;
  apiVersion: string;
  /** Undefined for a namespace. */
  namespace?: string | undefined;
  name: string;
}

export type LogHeard =
  { type: 'log'; event: Exclude<LogEvent, { type: 'heard' }> } | { type: 'link'; link: Link };

/** An event as kubectl describe shows it. */
export interface EventRow extends EventEvidence {
  namespace: string;
  name: string;
  /** Who tells it: `kubelet`. */
  from: string;
  /** What it is about: `pod/web-1`. */
  object: string;
}

export interface DiagnoseChoice {
  windowMs: number;
  /** Requested from inside the pod. */
  urls: string[];
  /** Of each URL; absent: as many as usual. */
  requests?: number;
  /** Whether commands may be run in the container; false: it is looked at from outside only. */
  exec?: boolean;
}

export interface Audited {
  /** How the cost of the runtime grows with the number of variables, by the cost model. */
  growth: 'linear' | 'quadratic';
  report: Report;
  evidence: Evidence;
}
