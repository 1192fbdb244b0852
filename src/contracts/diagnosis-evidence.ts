/**
 * Contract 1 for the documented flow: what looking at one container, its node and its peers yields. `collect/diagnosis/`
 * fills it, `diagnose --save` writes it, `analyze/stages/` judges it, now or later and without the cluster.
 * Every part is a {@link Known}: what could not be seen says why.
 */
import type { ContainerEvidence, Evidence, Known, Problem, WorkloadEvidence } from './evidence.ts';
import type { SampleEvidence } from './sample-evidence.ts';
import type { NodeEvidence } from './side-evidence.ts';
import type { ObjectName } from './values.ts';

export const DIAGNOSIS_EVIDENCE_API_VERSION = 'envaudit/v1';

/** What the user may allow; `read` and `exec` are allowed unless said otherwise. */
export const ACCESSES = ['read', 'exec', 'trace', 'profile', 'debug-container', 'node'] as const;
export type Access = (typeof ACCESSES)[number];

/**
 * What `kubectl envaudit diagnose` saw of one container, its node and its peers, as `--save` writes it and `kubectl envaudit
 * report` reads it. No value of a variable and no argument of a process is ever in here. Counters come as a first and a last
 * reading of the window; times are milliseconds, sizes bytes. Keys are only added within a version.
 */
export interface DiagnosisEvidence extends DiagnosisParts {
  apiVersion: typeof DIAGNOSIS_EVIDENCE_API_VERSION;
  kind: 'DiagnosisEvidence';
  /** RFC 3339, UTC; when the window began. */
  collectedAt: string;
  tool: { version: string };
  request: DiagnosisRequest;
}

/** What was asked for. */
export interface DiagnosisRequest {
  windowMs: number;
  allow: Access[];
  /** URLs to be requested from inside the pod, and how often each. */
  urls: string[];
  requests: number;
  /** Ids of the stages that were asked for; absent: all. The parts of the others are not there. */
  stages?: string[];
}

/** The parts arrive one by one; a check is judged as soon as all parts that it needs are there. */
export interface DiagnosisParts {
  /** The audit of the same container, with exactly one entry in `containers`: pod, spec, count, cost of a child. */
  audit: Evidence & {
    /**
     * @minItems 1
     * @maxItems 1
     */
    containers: ContainerEvidence[];
  };
  /** The pod's status in full, and its siblings. */
  podState: Known<PodStateEvidence>;
  /** Events about the pod, newest first, at most 50. */
  podEvents: Known<EventEvidence[]>;
  /** The Node's status. */
  node: Known<NodeStateEvidence>;
  /** Events about the node, newest first, at most 50. */
  nodeEvents: Known<EventEvidence[]>;
  /** nodes/NODE/proxy/stats/summary. */
  nodeStats: Known<NodeStatsEvidence>;
  /** nodes/NODE/proxy/metrics/cadvisor. */
  throttling: Known<ThrottlingEvidence[]>;
  /** metrics.k8s.io, where it is installed. */
  metrics: Known<MetricsEvidence>;
  /** A node-exporter on the node, read through the API server's pod proxy. */
  nodeExporter: Known<NodeExporterEvidence>;
  /** The other pods on the node. */
  neighbours: Known<NeighboursEvidence>;
  /** What the container itself said over the window. */
  sample: Known<SampleEvidence>;
  /** Whom the container talks to, from the connections of `sample`. */
  peers: Known<PeerEvidence[]>;
  /** The end of the log of a container that is down or was restarted; absent in files of before it was read. */
  log?: Known<LogEvidence>;
}

export type DiagnosisPart = keyof DiagnosisParts;

export interface PodStateEvidence {
  phase: string;
  /** Why the whole pod is over, or was not taken by its node: `DeadlineExceeded`, `Evicted`, `OutOfcpu`. */
  reason?: string;
  /** Message of the status, at most 500 characters. */
  message?: string;
  /** The pod's own addresses. */
  addresses?: string[];
  /** The Services that select the pod: a URL of theirs is the app's own. */
  services?: { namespace: ObjectName; name: ObjectName; clusterIP?: string }[];
  qosClass?: string;
  conditions: ConditionEvidence[];
  dnsPolicy?: string;
  hostNetwork: boolean;
  hostPID: boolean;
  shareProcessNamespace: boolean;
  restartPolicy?: string;
  /** The container that is diagnosed. */
  container: ContainerStateEvidence;
  /** The pod's other containers. */
  others: ContainerStateEvidence[];
  /** Other pods of the same workload, at most 50. */
  siblings: PodHealthEvidence[];
  /** Why the siblings are not known, or not all of them. */
  siblingsProblem?: Problem;
}

/** Secrets are masked and escape sequences removed before it is kept. */
export interface LogEvidence {
  /** The pod’s container that wrote it, where that is another: one that keeps the pod from starting, or from being ready. */
  container?: ObjectName;
  /** Of the run that ended, or of an init container’s that goes on: `last` where none has begun since, else `previous`. */
  of: 'last' | 'previous';
  /** The last ones, at most 60, each of at most 300 characters; without empty ones. */
  lines: string[];
}

export interface ContainerStateEvidence {
  name: string;
  ready: boolean;
  restarts: number;
  /** `running`, or `waiting: CrashLoopBackOff`, `terminated: Completed`. */
  state: string;
  startedAt?: string;
  /** How the last run ended. */
  lastExit?: ExitEvidence;
  /** Cores and bytes. */
  requests: { cpu?: number; memory?: number };
  limits: { cpu?: number; memory?: number; ephemeralStorage?: number };
}

export interface ExitEvidence {
  code: number;
  /** Number of the signal, when the runtime tells. */
  signal?: number;
  /** `OOMKilled`, `Error`, `Completed`, … */
  reason?: string;
  /** Message of the status, at most 500 characters. */
  message?: string;
  startedAt?: string;
  finishedAt?: string;
}

export interface ConditionEvidence {
  type: string;
  /** `True`, `False` or `Unknown`. */
  status: string;
  reason?: string;
  message?: string;
  /** RFC 3339. */
  since?: string;
}

export interface EventEvidence {
  type: string;
  reason: string;
  message: string;
  count: number;
  firstAt?: string;
  lastAt?: string;
}

export interface NodeStateEvidence extends NodeEvidence {
  conditions: ConditionEvidence[];
  unschedulable: boolean;
  capacity: { cpu?: number; memory?: number; pods?: number };
}

/** Node-wide figures of the kubelet; absent where this kubelet does not tell. */
export interface NodeStatsEvidence {
  cpuCores?: number;
  memory?: { usage?: number; workingSet?: number; available?: number; majorPageFaults?: number };
  fs?: FileSystemEvidence;
  imageFs?: FileSystemEvidence;
  /** Processes and the most that the node takes. */
  processes?: { current: number; max: number };
  network?: { rxErrors: number; txErrors: number };
  /** Share of time in percent over the last 10 s, from newer kubelets. */
  pressure?: { cpu?: PressureShare; memory?: PressureShare; io?: PressureShare };
  /** Who uses most CPU on the node, largest first, at most 10. */
  busiest: { namespace: ObjectName; pod: ObjectName; cpuCores: number; memory?: number }[];
  /** The pod's own ephemeral storage in use. */
  ephemeralStorage?: number;
}

export interface FileSystemEvidence {
  capacity: number;
  available: number;
  inodes?: number;
  inodesFree?: number;
}

/** Percent of time in which some, or all, tasks waited. */
export interface PressureShare {
  some: number;
  full?: number;
}

/** Since the container's start, as cAdvisor counts. The most throttled of the node and the one that is diagnosed. */
export interface ThrottlingEvidence {
  namespace: ObjectName;
  pod: ObjectName;
  container: string;
  periods: number;
  throttledPeriods: number;
  throttledMs: number;
}

/** Usage in cores and bytes. */
export interface MetricsEvidence {
  node?: { cpuCores: number; memory: number };
  container?: { cpuCores: number; memory: number };
}

export interface NodeExporterEvidence {
  namespace: ObjectName;
  pod: ObjectName;
  /**
   * By metric name, counters read twice, at both ends of the window. One label is kept where it tells series apart:
   * `node_cpu_seconds_total{mode="idle"}` (summed over CPUs), `node_disk_io_time_seconds_total{device="sda"}`,
   * `node_filesystem_avail_bytes{mountpoint="/"}`.
   */
  first: Record<string, number>;
  last?: Record<string, number>;
}

export interface NeighboursEvidence {
  /** Pods on the node, this one left out. */
  total: number;
  /** Sums of what all pods on the node request and may use. */
  requests: { cpu: number; memory: number };
  /** Not ready, failed, or ever restarted: the worst first, at most 20. */
  unwell: PodHealthEvidence[];
  /** Why not all pods of the node were seen: then `total` and `requests` are of those that were. */
  problem?: Problem;
}

export interface PodHealthEvidence {
  namespace: ObjectName;
  pod: ObjectName;
  node?: ObjectName;
  /** As kubectl get pods shows it. */
  status: string;
  ready: boolean;
  restarts: number;
  lastExit?: ExitEvidence;
}

/** Someone that the container talks to, by remote address and port. The busiest 20. */
export interface PeerEvidence {
  address: string;
  port: number;
  kind: 'service' | 'pod' | 'node' | 'api-server' | 'outside';
  /** The Service, where the address is its cluster IP, or where a Service selects the pod. */
  service?: { namespace: ObjectName; name: ObjectName; port?: string };
  /** Addresses behind the Service. */
  endpoints?: Known<{ ready: number; notReady: number }>;
  /** The pods behind it, at most 20; or the pod itself. */
  pods?: PodHealthEvidence[];
  /** Pods of other workloads of the container's namespace that name the Service in env, command or args. */
  users?: Known<{ pods: PodHealthEvidence[]; total: number }>;
  /** The workload of the pods behind it. */
  workload?: WorkloadEvidence;
  /** Key of the connections in the sample: `ADDRESS:PORT`. */
  remote: string;
  /** What could not be asked about it, so that `kind` may be `outside` although it is not. */
  problem?: Problem;
}
