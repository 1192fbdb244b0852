/**
 * Contract 2: what judging yields. Made by `analyze/` from evidence, read by `present/` and by people's scripts.
 * The same shape is published as JSON Schema in docs/report.schema.json; keys are only ever added within a version.
 */
import type { ClusterEvidence, ContainerType, Known, Problem, Timed, WorkloadEvidence } from './evidence.ts';
import type { Amount, Count, Timestamp } from './values.ts';

export const REPORT_API_VERSION = 'envaudit/v1';

export const SEVERITIES = ['ok', 'info', 'low', 'medium', 'high', 'critical'] as const;
/** From harmless to harmful; the thresholds are in analyze/severity.ts. */
export type Severity = (typeof SEVERITIES)[number];

export const VERDICTS = ['unknown', ...SEVERITIES] as const;
/** A severity, or `unknown` where too little could be seen for one. */
export type Verdict = (typeof VERDICTS)[number];

export const CERTAINTIES = ['possible', 'likely', 'certain'] as const;
/**
 * How sure a finding is. `certain`: what is judged shows it, or the app is known to do so. `likely`: others met it, or
 * the spec points to it. `possible`: only the names say so.
 */
export type Certainty = (typeof CERTAINTIES)[number];

/** The verdict of `kubectl envaudit`, as `-o json` and `-o yaml` print it. Keys are only added within a version. */
export interface Report {
  apiVersion: typeof REPORT_API_VERSION;
  kind: 'Report';
  /** When the evidence was collected. */
  collectedAt: Timestamp;
  tool: { version: string };
  cluster: ClusterEvidence;
  containers: ContainerReport[];
  summary: Summary;
  /** What could not be seen although it was asked for; decides about exit code 4. */
  incomplete: Problem[];
}

export interface Summary {
  containers: Count;
  bySeverity: Record<Verdict, Count>;
  worst: Verdict;
}

export interface ContainerReport {
  /** What the user asked for, as typed. */
  target: string;
  /** How the pod was chosen, when there was a choice. */
  choice?: string;
  namespace: string;
  pod: string;
  container: string;
  containerType: ContainerType;
  image: string;
  node?: string;
  /** As `kubectl get pods` shows it. */
  status: string;
  startedAt?: Timestamp;
  workload?: WorkloadEvidence;
  enableServiceLinks: boolean;
  /** In cores. */
  cpuLimit?: Amount;
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
  envWcL?: Count;
  /** NUL-terminated strings and bytes that exec gets. */
  exec?: { variables: Count; bytes: Count };
  /** The same of the main process at its start; a floor where it `clobbered` its block. */
  main?: { variables: Count; bytes: Count; clobbered: boolean };
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
  variables: Count;
  bytes: Count;
  services: Count;
}

export type Origin =
  'service-link' | 'kubernetes' | 'ghost' | 'declared' | 'env-from' | 'image-or-runtime' | 'unknown';

/** How many variables and bytes (name + `=` + value + NUL) of the container's environment come from where. */
export type OriginsReport = Record<Origin, { variables: Count; bytes: Count }>;

export interface ServiceReport {
  name: string;
  namespace: string;
  variables: Count;
  bytes: Count;
  /** `80/TCP`, `8443/TCP`. */
  ports: string[];
  /** present: in this container. missing: newer than its start. ghost: in the container, but the Service is gone. unseen: predicted; the container was not asked. */
  state: 'present' | 'missing' | 'ghost' | 'unseen';
}

export interface VariableReport {
  name: string;
  /** Length of the value. */
  bytes?: Count;
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

/** What the environment costs; times in milliseconds. */
export interface CostReport {
  /** The runtime that pays, and how it was recognised. */
  runtime?: string;
  version?: string;
  libc?: 'glibc' | 'musl';
  /** CPU limit in cores that holds in the container. */
  cpuLimit?: Amount;
  /** Cheap estimate of the loop, CPU milliseconds. */
  estimateCpuMs?: Amount;
  /** The case's loop over the environment. */
  loop?: Measured;
  loopSkipped?: string;
  /** Starting a child that inherits the environment, and one with a small environment. */
  spawnInherited?: Measured;
  spawnSmall?: Measured;
  spawnError?: string;
  /** From the count and the cost model, where nothing was measured: a range in CPU milliseconds. */
  model?: { cpuMs: [Amount, Amount]; what: string };
  /** CPU ms of one child process or environment pass, divided by min(1, CPU limit): how long it takes here. */
  effectiveMs?: Amount;
  /** What slowed the probe down besides its own work. */
  slowdown?: 'none' | 'throttled' | 'node-busy';
  throttled?: { periods: Count; throttledPeriods: Count; throttledMs: Amount };
  /** What each exec (kubectl exec, exec probes) costs this container before its command's first instruction. */
  execStartCpuMs?: Amount;
  /** What this audit cost the container. */
  audit?: { cpuMs?: Amount; wallMs?: Amount; roundTripMs: Amount };
}

export interface Measured {
  median: Timed;
  /** Smallest and largest. */
  spread: { wallMs: [Amount, Amount]; cpuMs: [Amount, Amount] };
  runs: Count;
}

export interface HeadroomReport {
  /** The kernel's limit for arguments plus environment of one exec: min(max(stack / 4, 128 KiB), 6 MiB). */
  limitBytes: Count;
  /** `read`: from the container's own RLIMIT_STACK. `assumed`: the usual 8 MiB stack. */
  limitSource: 'read' | 'assumed';
  now: { bytes: Count; percent: Amount };
  nextRestart: { bytes: Count; percent: Amount };
  /** Services of this namespace's average size that still fit at the next restart. */
  moreServices: Count;
  /** The limit for a single argument, for entrypoints that pass all names in one (envsubst templates). */
  argument?: { limitBytes: Count; bytes: Count; percent: Amount; moreServices: Count; because: string };
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
