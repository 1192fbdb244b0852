/**
 * Contract 2 for many: what judging an inventory yields. Made by `analyze/scan/`, read by `present/scan/` and by
 * people's scripts. Published as docs/scan-report.schema.json; keys are only ever added within a version.
 */
import type { ClusterEvidence, ContainerType, Problem } from './evidence.ts';
import type { ScopeInventory } from './inventory.ts';
import type { Finding, Predicted, Report, Severity, Verdict } from './report.ts';
import type { Amount, Count, Day, Integer, Share, Timestamp } from './values.ts';

export const SCAN_REPORT_API_VERSION = 'envaudit/v1';

/**
 * What `kubectl envaudit scan` says about the workloads and Services of a cluster, as `-o json` and `-o yaml` print it. Keys are
 * only added within a version.
 */
export interface ScanReport {
  apiVersion: typeof SCAN_REPORT_API_VERSION;
  kind: 'ScanReport';
  /** When the inventory was taken: "now" for everything that is said here. */
  collectedAt: Timestamp;
  tool: { version: string };
  /** Absent for manifests. */
  cluster?: ClusterEvidence;
  scope: ScopeInventory;
  summary: ScanSummary;
  /** What hurts most first. */
  namespaces: NamespaceReport[];
  /** What hurts most first, or in the order that was asked for. */
  workloads: WorkloadReport[];
  /** Oldest first within a namespace. */
  staleServices: StaleServiceReport[];
  /** What draining the scope's node would set off; absent without one. */
  drain?: DrainReport;
  /** Audits of one pod of each of the worst workloads, with `--probe`. */
  probed?: Report;
  /** What could not be seen although it was asked for; decides about exit code 4. */
  incomplete: Problem[];
}

export interface ScanSummary {
  namespaces: Count;
  services: Count;
  workloads: Count;
  pods: Count;
  /** Running containers with service links, and what is injected into all of them together at their next start. */
  containers: Count;
  variables: Count;
  bytes: Count;
  /** Workloads by severity. */
  bySeverity: Record<Verdict, Count>;
  /** Of the workloads and the namespaces. */
  worst: Verdict;
  /** Workloads that would not start again today. */
  wouldNotRestart: Count;
  staleServices: Count;
}

export interface NamespaceReport {
  name: string;
  severity: Verdict;
  /** One sentence. */
  reason: string;
  /** All Services, and those with a cluster IP and ports; absent when they could not be listed. */
  services?: { total: Count; linked: Count };
  /** What a container with links gets at its next start. */
  injected: Predicted;
  /** What the average Service puts into each container. */
  perService: { variables: Amount; bytes: Amount };
  workloads: Count;
  pods: Count;
  /** Running containers with service links, of workloads that have them at their next start, too. */
  containers: Count;
  /** What switching links off in all its workloads saves. */
  saves: {
    /** Variables and bytes of a container times the running containers. */
    variables: Count;
    bytes: Count;
    /** CPU milliseconds that one child process of a Node.js, of a bash and of a sh container would save: ranges. */
    cpuMsPerSpawn: { node: [number, number]; bash: [number, number]; sh: [number, number] };
  };
  forecast: Forecast;
  /** About the namespace's Services, most severe first: names claimed twice, names nobody can read, … */
  findings: SubjectFinding[];
}

/** How the number of injected variables grew and where it goes. Deleted Services are not seen: an upper estimate. */
export interface Forecast {
  /** Service counts and variables over time, oldest first, at most 24 points; the last is now. */
  history: { at: Timestamp; services: Count; variables: Count }[];
  /** Absent with `unknown`. */
  fit?: {
    /** Services a day, and what they were in slow and in fast times: about 80 % of them lie between. */
    servicesPerDay: Amount;
    range: [number, number];
    /** Days of history that it rests on, and how well a line fits them, 0 to 1. */
    days: Amount;
    r2: Share;
  };
  /** In 30 and 90 days; empty with `unknown`. */
  ahead: { days: Count; variables: Count; range: [number, number]; percentOfExecLimit: Amount }[];
  /** When a typical container can no longer be started; absent when not within ten years. */
  execFails?: { at: Day; earliest: Day; latest?: Day };
  /** Where `execFails` is absent: the date at the fast end of the range, if that is within ten years. */
  execMayFail?: Day;
  /** Why there is no forecast: `too little history: 3 Services in 2 days`. */
  unknown?: string;
}

export interface WorkloadReport {
  namespace: string;
  kind: string;
  name: string;
  apiVersion: string;
  severity: Verdict;
  /** One sentence. */
  reason: string;
  serviceLinks: {
    /** Of the template, see WorkloadInventory.enableServiceLinks. */
    template: 'unset' | 'true' | 'false' | 'unseen';
    /** Whether the next pod will have links. */
    effective: boolean;
    /** Existing pods with links. */
    podsWith: Count;
  };
  pods: Count;
  /** Pods that it is to have. */
  replicas?: Count;
  suspended?: boolean;
  /** Containers, worst first. */
  containers: ContainerScanReport[];
  /** Most severe first. */
  findings: SubjectFinding[];
}

export interface ContainerScanReport {
  name: string;
  type: ContainerType;
  image: string;
  /** The runtime that pays, by image and command; absent when nothing tells. */
  runtime?: string;
  cpuLimit?: Amount;
  /** Running containers with links. */
  running: Count;
  /** What service links put in at the oldest and at the newest running container's start (a floor: Services that are
   * gone are not seen), and at the next start. */
  injected: {
    oldestStart?: InjectedAt;
    newestStart?: InjectedAt;
    nextRestart: Predicted;
    /** True where Services could not be listed: all figures of this container are a floor, and costs are missing. */
    floor?: boolean;
  };
  /** What the spec declares: variables, and bytes; values that do not stand there count as empty. */
  declared: { variables: Count; bytes: Count };
  /** Use of the kernel's limits; a floor, what the image sets is missing. */
  headroom: {
    /** Limit for arguments plus environment at the usual 8 MiB stack. */
    limitBytes: Count;
    /** Of the oldest running container; absent when none runs. */
    now?: { bytes: Count; percent: Amount };
    nextRestart: { bytes: Count; percent: Amount };
    /** Services of the namespace's average size that still fit. */
    moreServices: Count;
    /** For entrypoints that pass all names in one argument. */
    argument?: {
      limitBytes: Count;
      bytes: Count;
      percent: Amount;
      moreServices: Count;
      because: string;
      /** Of the newest running container: above 100 % it got through, so it has no templates or filters the names. */
      newestStart?: { bytes: Count; percent: Amount };
    };
  };
  /** What one child process would cost: the model's range in CPU ms, and its middle at the CPU limit. */
  cost?: { cpuMs: [number, number]; effectiveMs: Amount; what: string };
  execProbes: ExecProbeReport[];
}

export interface InjectedAt extends Predicted {
  at: Timestamp;
}

/** What one run of an exec probe costs before its command does anything. */
export interface ExecProbeReport {
  kind: 'liveness' | 'readiness' | 'startup';
  /** The first word of its command. */
  command: string;
  /** What sets the variables: `runc before 1.3`, and the shell that the command starts. */
  shell: 'none' | 'sh' | 'bash';
  timeoutMs: Amount;
  periodMs: Amount;
  /** CPU ms: with a runc from 1.3 on, and with an older one. */
  cpuMs: [number, number];
  /** The dearer one at the CPU limit, as wall time. */
  effectiveMs: Amount;
}

/** A finding and what it is about. */
export interface SubjectFinding extends Finding {
  subject: Subject;
}

/** What a finding is about. */
export interface Subject {
  /** Empty for a file. */
  namespace: string;
  /** Singular and lower case, as kubectl takes it, with its group where Kubernetes has a kind of that name; `file`: a file itself. */
  kind: string;
  /** Of a file its path. */
  name: string;
  container?: string;
  /** Where in the object it is, such as ['spec', 'enableServiceLinks'] below the pod template, or ['spec', 'ports']. */
  field?: (string | Integer)[];
}

/** A Service that nobody seems to use. */
export interface StaleServiceReport {
  namespace: string;
  name: string;
  type: string;
  createdAt: Timestamp;
  changedAt?: Timestamp;
  /** Why it is taken to be stale, most telling first: `no endpoints`, `its selector matches no pod`, … */
  because: string[];
  /** What it puts into each container with links, and into how many running ones at their next start. */
  variables: Count;
  bytes: Count;
  containers: Count;
}

/** What moving the pods of a node elsewhere would set off: every container starts anew. */
export interface DrainReport {
  node: string;
  /** Pods there that would move; those of DaemonSets and of the node itself stay. */
  pods: Count;
  /** Workloads with pods there whose containers would not start again, or start with much more than they have. */
  workloads: {
    namespace: string;
    kind: string;
    name: string;
    pods: Count;
    /** A container would not start again. */
    fails: boolean;
    /** Injected variables at the oldest running start and at the next. */
    variables: { now: Count; next: Count };
    reason: string;
  }[];
}

export type { Finding, Predicted, Problem, Severity, Verdict };
