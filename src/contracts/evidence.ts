/**
 * Contract 1: what looking yields.
 *
 * `collect/` fills these types, `--save FILE` writes them, `analyze/` judges them, now or months later and
 * without the cluster. Nothing here is an opinion, and no value of an environment variable is ever in here:
 * names, byte lengths, and for variables predicted from Services whether the value equals the prediction.
 */
import type { Amount, Count, Integer, ObjectName, Ordinal, Timestamp } from './values.ts';

export const EVIDENCE_API_VERSION = 'envaudit/v1';

/**
 * What one run of `kubectl envaudit` saw, as `--save` writes it and `kubectl envaudit report` reads it. No value of an
 * environment variable and, since 0.2, no argument of a command is ever in here: of those, known programs are told, and
 * asterisks for each other byte. Keys are only added within a version.
 */
export interface Evidence {
  apiVersion: typeof EVIDENCE_API_VERSION;
  kind: 'Evidence';
  /** When the run ended. */
  collectedAt: Timestamp;
  tool: { version: string };
  cluster: ClusterEvidence;
  /** The Services of each namespace that a target lives in, and of `default`; keyed by namespace. */
  services: Record<string, Known<ServiceEvidence[]>>;
  /** One entry per container that was looked at. */
  containers: ContainerEvidence[];
  /** What could not be looked at, beyond single containers (a namespace that may not be listed, say). */
  problems: Problem[];
}

export interface ClusterEvidence {
  /** Name of the kubeconfig context; absent in-cluster. */
  context?: string;
  /** URL of the API server. */
  server: string;
  /** The `gitVersion` of /version, such as `v1.20.2`; absent when nobody asked. */
  version?: string;
}

/** A value, or the reason why there is none. "Unknown" is an answer; a guess is not. */
export type Known<T> = { known: true; value: T } | { known: false; problem: Problem };

/** Something that could not be done: what, why, what to do next. Shown to people as it stands. */
export interface Problem {
  /** One of the codes of errors.ts, such as `forbidden`. */
  code: string;
  /** What could not be done, and why. */
  message: string;
  /** What to do next; may have several lines. */
  hint?: string;
}

/** The fields of a Service that decide about environment variables. */
export interface ServiceEvidence {
  name: ObjectName;
  /** Absent when empty; `None` for a headless Service. */
  clusterIP?: string;
  ports: ServicePortEvidence[];
  createdAt: Timestamp;
}

export interface ServicePortEvidence {
  name?: string;
  port: Count;
  /** TCP, UDP or SCTP. */
  protocol: string;
}

export interface ContainerEvidence {
  /** What the user asked for, as typed: `deploy/web`, `web-7d64`, `-l app=web`. */
  target: string;
  /** How the pod was chosen, when there was a choice: `1 of 3 running pods of deployment/web`. */
  choice?: string;
  pod: PodEvidence;
  container: ContainerSpecEvidence;
  /** What the container itself answered, or why it did not. */
  probe: Known<ProbeEvidence>;
}

export interface PodEvidence {
  namespace: ObjectName;
  name: ObjectName;
  uid: string;
  node?: ObjectName;
  /** As `kubectl get pods` shows it: Running, CrashLoopBackOff, Completed, … */
  status: string;
  createdAt: Timestamp;
  /** When it last became ready; absent when it is not. */
  readyAt?: Timestamp;
  enableServiceLinks: boolean;
  /** Process 1 is not the container's own: shareProcessNamespace or hostPID. */
  shareProcessNamespace: boolean;
  /** The object whose template must be changed, when the pod's metadata tells. */
  workload?: WorkloadEvidence;
}

export interface WorkloadEvidence {
  /** Singular and lower case, as kubectl takes it: deployment, statefulset, cronjob, rollout, … */
  kind: ObjectName;
  name: ObjectName;
  /** `apps/v1`, `batch/v1`, … */
  apiVersion: string;
}

export interface LimitsEvidence {
  /** CPU limit in cores; absent when there is none. */
  cpuLimit?: Amount;
  /** Memory limit in bytes; absent when there is none. */
  memoryLimit?: Amount;
  /** Which of them are the pod's (`spec.resources`), shared by all its containers. */
  limitsOfPod?: ('cpu' | 'memory')[];
}

/** `sidecar`: an init container with `restartPolicy: Always`, which goes on beside the others. */
export type ContainerType = 'container' | 'init' | 'sidecar' | 'ephemeral';

/** What a pod template says about a container. */
export interface ContainerTemplateEvidence extends LimitsEvidence {
  name: ObjectName;
  type: ContainerType;
  image: string;
  command: string[];
  args: string[];
  /** `env` of the container, in order. */
  env: DeclaredVariableEvidence[];
  envFrom: EnvFromEvidence[];
  execProbes: ExecProbeEvidence[];
}

/** A container of a pod: its template and its status. */
export interface ContainerSpecEvidence extends ContainerTemplateEvidence {
  /** What the image's name stood for, of the status: `docker.io/library/node@sha256:…`. */
  imageId?: string;
  /** When the running (or last) process started; absent when it never did. */
  startedAt?: Timestamp;
  ready: boolean;
  restarts: Count;
  /** Why it is not running: `CrashLoopBackOff: back-off 5m0s restarting failed container`. */
  notRunning?: string;
  /** How the last run ended. */
  lastExit?: {
    code: Integer;
    reason?: string;
    /** What the container runtime says of a run that never began; never what a program said. At most 500 characters. */
    message?: string;
    finishedAt?: Timestamp;
  };
  /** Whether it has a readiness probe; without one its pod is ready as soon as it runs. Absent: not known. */
  readinessProbe?: boolean;
}

export interface DeclaredVariableEvidence {
  name: string;
  from:
    'value' | 'configMapKeyRef' | 'secretKeyRef' | 'fileKeyRef' | 'fieldRef' | 'resourceFieldRef' | 'other';
  /** `NAME/KEY` for config maps and secrets, `VOLUME/PATH key KEY` for files, the field's path for fields. */
  ref?: string;
  /** Without the key in its source it declares nothing; one that is not optional keeps the container from starting. */
  optional?: true;
  /** Its source is known, and has no such key. */
  missing?: true;
  /** Length in bytes of a value that stands in the spec, before `$(NAME)` is expanded. */
  bytes?: Count;
  /** Names that the value refers to as `$(NAME)`; absent when there are none. */
  references?: string[];
  /** Those of them that stand where the number of a port must: `redis://db:$(DB_PORT)`; absent when none does. */
  numbers?: string[];
  /** The value is a URL, or an address with its port: `redis:6379`. */
  hasPort?: true;
}

export interface EnvFromEvidence {
  kind: 'configmap' | 'secret';
  name: string;
  prefix: string;
  /** The keys, read from metadata only (managedFields); their values are never requested. */
  keys: Known<string[]>;
}

/** A probe or lifecycle hook that runs a command in the container, and so pays for its environment. */
export interface ExecProbeEvidence {
  kind: 'liveness' | 'readiness' | 'startup' | 'postStart' | 'preStop';
  command: string[];
  /** Absent for lifecycle hooks. */
  timeoutSeconds?: Amount;
  periodSeconds?: Amount;
}

/** The answer of the in-pod probe (wire format version 1, see collect/probes/README.md). */
export interface ProbeEvidence {
  /** Which program answered inside the container: `sh` or a runtime's id. */
  via: string;
  /** What the documented command `env | wc -l` printed; absent where there is no shell or no such command. */
  envWcL?: Count;
  /** The environment that exec gets: the container's configured one. */
  exec: EnvironmentEvidence;
  /** The initial environment of the main process, /proc/1/environ. */
  main: Known<MainEnvironmentEvidence>;
  processes: ProcessEvidence;
  /** The soft limit of the stack in bytes. */
  limits: { stack?: Amount | 'unlimited' };
  cgroup: CgroupEvidence;
  timing: Known<TimingEvidence>;
  cost: ExecCostEvidence;
  /** /proc/uptime in seconds when the probe's first and its last line ran; absent where it could not be read. */
  uptime?: { from: Amount; to: Amount };
}

export interface EnvironmentEvidence {
  /** Exact number of NUL-terminated `NAME=value` strings. */
  count: Count;
  /** Bytes of the block, NULs included. */
  bytes: Count;
  /** How the predicted variables came out, in the order of the prediction, as runs; absent when not compared. */
  predicted?: PredictionRun[];
  /** The variables that no Service predicts. With `predicted` absent: all of them. */
  others: VariableEvidence[];
  /** True when `others` was cut because it would have been too large. */
  truncated: boolean;
}

/** `same`: present with the predicted value. `differs`: present with another one. `absent`: not there. */
export type PredictionOutcome = 'same' | 'differs' | 'absent';

export interface PredictionRun {
  outcome: PredictionOutcome;
  /** Length of the run. */
  count: Ordinal;
}

export interface VariableEvidence {
  name: string;
  /** Length of the value in bytes; absent where the image has no tool to count. */
  bytes?: Count;
}

export interface MainEnvironmentEvidence {
  count: Count;
  bytes: Count;
  /** The process overwrote its block (nginx, ruby, php and perl do, to set their title): count is a floor. */
  clobbered: boolean;
  /** Names that the main process had at its start and exec does not get (an entrypoint exported them). */
  added: string[];
  /** Names that exec gets and the main process did not have (an entrypoint unset them). */
  removed: string[];
}

export interface ProcessEvidence {
  /**
   * How long after the container's first process the one started that is taken for the application, where that is another:
   * behind an init or a shell. It may have been started anew since.
   */
  appAfterMs?: Amount;
  /** argv[0] of process 1. The other arguments stay in the pod: `$(VAR)` may have put values into them. */
  main?: string;
  /** Distinct executables' paths or names seen in the container, at most 32. */
  executables: string[];
  /** Whether the C library of the measured runtime is musl. */
  libc?: 'glibc' | 'musl';
}

export interface CgroupEvidence {
  version?: 1 | 2;
  /** CPU limit in cores that the cgroup enforces, or `none`; absent: unknown. */
  cpuLimit?: Amount | 'none';
  before?: CpuStatEvidence;
  after?: CpuStatEvidence;
}

export interface CpuStatEvidence {
  periods: Count;
  throttledPeriods: Count;
  /** Sum over CPUs, in milliseconds. */
  throttledMs: Amount;
}

/** What the environment costs in the container's own runtime. All times in milliseconds. */
export interface TimingEvidence {
  /** Id of the runtime that was timed: node, python, ruby, perl, php, java, bash, sh. */
  runtime: string;
  /** As the runtime says it, such as `v22.20.0`. */
  version?: string;
  /** Variables that the runtime itself saw. */
  variables?: Count;
  /** Cheap estimate of the loop's CPU time from a sample of keys. */
  estimateCpuMs?: Amount;
  /** The case's loop: for each name read the value and build `NAME=value`. Empty when skipped. */
  loop: Timed[];
  /** Why the full loop did not run. */
  loopSkipped?: string;
  /** Starting a child process that inherits the environment. */
  spawnInherited: Timed[];
  /** Starting the same child with a small environment. */
  spawnSmall: Timed[];
  /** The text of the error when a child could not be started, such as `spawn E2BIG`. */
  spawnError?: string;
}

export interface Timed {
  wallMs: Amount;
  cpuMs: Amount;
}

/** What the audit itself cost. */
export interface ExecCostEvidence {
  /** CPU time spent before the probe's first instruction: the container runtime's exec and the shell's start. */
  startCpuMs?: Amount;
  /** CPU time that the probe used in the container, all of it. */
  totalCpuMs?: Amount;
  /** Wall time inside the container. */
  wallMs?: Amount;
  /** Wall time of the whole round trip, seen from here. */
  roundTripMs: Amount;
}
