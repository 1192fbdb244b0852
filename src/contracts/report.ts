/**
 * Contract 2: what judging yields. Made by `analyze/` from evidence, read by `present/` and by people's scripts.
 * The same shape is published as JSON Schema in docs/report.schema.json; keys are only ever added within a version.
 */
import type { ClusterEvidence, ContainerType, Known, Problem, Timed, WorkloadEvidence } from './evidence.ts';

export const REPORT_API_VERSION = 'envaudit/v1';

/** From harmless to harmful; the thresholds are in analyze/severity.ts. */
export const SEVERITIES = ['ok', 'info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A severity, or `unknown` where too little could be seen for one. */
export const VERDICTS = ['unknown', ...SEVERITIES] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * How sure a finding is. `certain`: what is judged shows it, or the app is known to do so. `likely`: others met it, or
 * the spec points to it. `possible`: only the names say so.
 */
export const CERTAINTIES = ['possible', 'likely', 'certain'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export interface Report {
  apiVersion: typeof REPORT_API_VERSION;
  kind: 'Report';
  /** When the evidence was collected, RFC 3339. */
  collectedAt: string;
  tool: { version: string };
  cluster: ClusterEvidence;
  containers: ContainerReport[];
  summary: Summary;
  /** What could not be seen although it was asked for; decides about exit code 4. */
  incomplete: Problem[];
}

export interface Summary {
  containers: number;
  bySeverity: Record<Verdict, number>;
  worst: Verdict;
}

export interface ContainerReport {
  target: string;
  choice?: string;
  namespace: string;
  pod: string;
  container: string;
  containerType: ContainerType;
  image: string;
  node?: string;
  status: string;
  startedAt?: string;
  workload?: WorkloadEvidence;
  enableServiceLinks: boolean;
  cpuLimit?: number;
  severity: Verdict;
  /** One sentence. */
  reason: string;
  /** `measured`: timed in this container. `estimated`: from its count and the cost model. */
  basis: 'measured' | 'estimated';
  count: CountReport;
  origins: OriginsReport;
  /** Services by what they put into this container, largest first. */
  services: ServiceReport[];
  /** Variables that deserve a line of their own; with `--variables` every one. */
  variables: VariableReport[];
  differences: DifferencesReport;
  cost: CostReport;
  headroom: HeadroomReport;
  /** Most severe first. */
  findings: Finding[];
  /** Distinct mends of all findings, best first. */
  mends: Mend[];
  /** What could not be looked at in this container. */
  incomplete: Problem[];
}

export interface CountReport {
  /** What `env | wc -l` printed in the container. */
  envWcL?: number;
  /** NUL-terminated strings and bytes that exec gets. */
  exec?: { variables: number; bytes: number };
  /** The same of the main process at its start. */
  main?: { variables: number; bytes: number; clobbered: boolean };
  /** Why `main` is missing. */
  mainUnknown?: string;
  /** Names that the main process has and exec has not, and the other way round; at most 50 each. */
  added: string[];
  removed: string[];
  /** Plain words on why the counts differ; empty when they agree. */
  why: string[];
  /** From the Services: variables and bytes that service links put in at the container's start, put in now, and will put in at the next restart. */
  predicted: { atStart: Predicted; now: Predicted; nextRestart: Predicted };
}

export interface Predicted {
  variables: number;
  bytes: number;
  services: number;
}

export type Origin =
  'service-link' | 'kubernetes' | 'ghost' | 'declared' | 'env-from' | 'image-or-runtime' | 'unknown';

/** How many variables and bytes (name + `=` + value + NUL) of the container's environment come from where. */
export type OriginsReport = Record<Origin, { variables: number; bytes: number }>;

export interface ServiceReport {
  name: string;
  namespace: string;
  variables: number;
  bytes: number;
  /** `80/TCP`, `8443/TCP`. */
  ports: string[];
  /** present: in this container. missing: newer than its start. ghost: in the container, but the Service is gone. unseen: predicted; the container was not asked. */
  state: 'present' | 'missing' | 'ghost' | 'unseen';
}

export interface VariableReport {
  name: string;
  /** Length of the value. */
  bytes?: number;
  origin: Origin;
  /** `service/redis port 6379/TCP`, `configmap/app`, `secret/db key PASSWORD`, `spec`. */
  source?: string;
  note?: string;
}

export interface DifferencesReport {
  /** Services whose variables are in the container although they are gone. */
  ghosts: string[];
  /** Services that are newer than the container: their variables appear at the next restart. */
  missing: string[];
  /** Variables that a Service would inject, if the pod spec did not declare the same name. */
  hidden: { variable: string; service: string; by: string }[];
  /** Variables that two or more Services produce with different values; which one wins is random at each start. */
  contested: { variable: string; services: string[] }[];
  /** Predicted variables whose value in the container is another one: the Service was made anew or changed since. */
  stale: { variable: string; service: string }[];
}

export interface CostReport {
  /** The runtime that pays, and how it was recognised. */
  runtime?: string;
  version?: string;
  libc?: 'glibc' | 'musl';
  /** CPU limit in cores that holds in the container. */
  cpuLimit?: number;
  /** Cheap estimate of the loop, CPU milliseconds. */
  estimateCpuMs?: number;
  /** The case's loop over the environment. */
  loop?: Measured;
  loopSkipped?: string;
  /** Starting a child that inherits the environment, and one with a small environment. */
  spawnInherited?: Measured;
  spawnSmall?: Measured;
  spawnError?: string;
  /** From the count and the cost model, where nothing was measured: a range in CPU milliseconds. */
  model?: { cpuMs: [number, number]; what: string };
  /** CPU ms of one child process or environment pass, divided by min(1, CPU limit): how long it takes here. */
  effectiveMs?: number;
  /** What slowed the probe down besides its own work. */
  slowdown?: 'none' | 'throttled' | 'node-busy';
  throttled?: { periods: number; throttledPeriods: number; throttledMs: number };
  /** What each exec (kubectl exec, exec probes) costs this container before its command's first instruction. */
  execStartCpuMs?: number;
  /** What this audit cost the container. */
  audit?: { cpuMs?: number; wallMs?: number; roundTripMs: number };
}

export interface Measured {
  median: Timed;
  /** Smallest and largest. */
  spread: { wallMs: [number, number]; cpuMs: [number, number] };
  runs: number;
}

export interface HeadroomReport {
  /** The kernel's limit for arguments plus environment of one exec: min(max(stack / 4, 128 KiB), 6 MiB). */
  limitBytes: number;
  /** `read`: from the container's own RLIMIT_STACK. `assumed`: the usual 8 MiB stack. */
  limitSource: 'read' | 'assumed';
  now: { bytes: number; percent: number };
  nextRestart: { bytes: number; percent: number };
  /** Services of this namespace's average size that still fit at the next restart. */
  moreServices: number;
  /** The limit for a single argument, for entrypoints that pass all names in one (envsubst templates). */
  argument?: { limitBytes: number; bytes: number; percent: number; moreServices: number; because: string };
}

export interface Finding {
  /** Stable, from analyze/findings.ts. */
  code: string;
  severity: Severity;
  /** Absent where there is no doubt of this kind. */
  certainty?: Certainty;
  title: string;
  /** What was seen here, in one or two sentences. */
  message: string;
  evidence: EvidenceLine[];
  mends: Mend[];
}

export interface EvidenceLine {
  text: string;
  /** The command that shows the same by hand; argv joined for a shell, quoted. */
  command?: string;
}

export interface Mend {
  title: string;
  /** The exact command, when there is one. */
  command?: string;
  /** What it brings, and what it asks (a restart, a change of code). */
  effect: string;
}

export type { Known, Problem };
