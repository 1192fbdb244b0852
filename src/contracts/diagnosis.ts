/**
 * Contract 2 for the documented flow: what judging the evidence yields. Made by `analyze/stages/`, read by
 * `present/diagnosis/`, the terminal UI and people's scripts. Published as docs/diagnosis.schema.json.
 */
import type { Access } from './diagnosis-evidence.ts';
import type { ClusterEvidence, Problem, WorkloadEvidence } from './evidence.ts';
import type { Mend } from './report.ts';

export const DIAGNOSIS_API_VERSION = 'envaudit/v1';

/** The documented flow, in its order. */
export const STAGES = [
  'host-resources',
  'app-limits',
  'dependency-services',
  'app-hotspots',
  'root-cause',
] as const;
export type StageId = (typeof STAGES)[number];
/** The stages that have checks; the last one weighs them. */
export type CheckedStage = Exclude<StageId, 'root-cause'>;

export const CHECK_VERDICTS = ['unknown', 'ok', 'notice', 'warning', 'problem'] as const;
/**
 * `ok`: seen, and harmless. `notice`: worth knowing, explains no slowness. `warning`: over its threshold.
 * `problem`: far over it, or an error that hurts by itself. `unknown`: could not be seen, with the reason.
 */
export type CheckVerdict = (typeof CHECK_VERDICTS)[number];

export const STAGE_VERDICTS = ['skipped', 'unknown', 'cleared', 'suspect', 'guilty'] as const;
/** `cleared`: not the bottleneck. `suspect`: may be. `guilty`: is one. `unknown`: too little was seen. `skipped`: not asked for. */
export type StageVerdict = (typeof STAGE_VERDICTS)[number];

/**
 * What `kubectl envaudit diagnose` says of one container, as `-o json` and `-o yaml` print it: a verdict for each check and
 * each stage, and the root cause. Keys are only added within a version.
 */
export interface Diagnosis {
  apiVersion: typeof DIAGNOSIS_API_VERSION;
  kind: 'Diagnosis';
  /** RFC 3339. */
  collectedAt: string;
  tool: { version: string };
  cluster: ClusterEvidence;
  subject: DiagnosisSubject;
  /** As asked for: the least. */
  windowMs: number;
  /** The window that was made longer by itself, and why as a part of a sentence; absent where it was not. */
  longerWindow?: { ms: number; why: string };
  allow: Access[];
  /** The first four stages in order; skipped ones, too. */
  stages: StageReport[];
  rootCause: RootCause;
  /** What could not be seen although it was asked for; decides about exit code 4. */
  incomplete: Problem[];
}

export interface DiagnosisSubject {
  target: string;
  choice?: string;
  namespace: string;
  pod: string;
  container: string;
  node?: string;
  image: string;
  status: string;
  workload?: WorkloadEvidence;
}

export interface StageReport {
  stage: CheckedStage;
  /** `Is the node a bottleneck?` */
  question: string;
  verdict: StageVerdict;
  /** One or two sentences: why this verdict. */
  reason: string;
  checks: Check[];
}

/** One thing that was looked at. */
export interface Check {
  /** Stable, unique within a diagnosis but for its `subject`: `cpu-throttled`. */
  id: string;
  /** What it was looked at for, where there are several: a disk, a peer, a URL. */
  subject?: string;
  /** `CPU throttled`. */
  title: string;
  /** Whose figure it is. */
  scope: 'host' | 'pod' | 'container' | 'cluster';
  /** In the USE method. */
  method?: 'utilisation' | 'saturation' | 'errors';
  verdict: CheckVerdict;
  /** As people read it, with its unit: `87 % of periods`. Absent when unknown. */
  measured?: string;
  /** The same for machines, in the threshold's unit. */
  value?: number;
  threshold?: { text: string; value: number; source: string };
  /** One sentence: what it means here, or why it is unknown. */
  reason: string;
  /** The command that shows the same by hand. */
  command?: string;
  /** Figures behind it, for `-o json`, the detail pane and the notes: small tables, distributions. */
  details: CheckDetail[];
}

export type CheckDetail =
  /** A name and what it amounts to. */
  | { kind: 'line'; text: string }
  /** Rows of text under headings. */
  | { kind: 'table'; headings: string[]; rows: string[][] }
  /** How often which range of a value was seen, smallest first; `unit` is ms. */
  | { kind: 'histogram'; unit: string; buckets: { upTo: number; count: number }[] };

/** Every cause that the flow can name; titles and mends are in analyze/stages/root-cause/causes.ts. */
export const CAUSES = [
  'service-links',
  'exec-limit',
  'cpu-limit',
  'memory-limit',
  'process-limit',
  'host-cpu',
  'host-memory',
  'host-disk',
  'host-network',
  'host-limits',
  'node-unhealthy',
  'slow-dependency',
  'unreachable-dependency',
  'dns',
  'local-ports',
  'app-cpu',
  'app-children',
  'app-blocked',
  'crash',
  'not-started',
  'not-ready',
  'open-files',
  'ephemeral-storage',
  'exec-probes',
  'variable-collision',
] as const;
export type Cause = (typeof CAUSES)[number];

export interface RootCause {
  /** Absent when nothing that was seen explains a slowness, or too little was seen. */
  cause?: Cause;
  /** `The environment: 16,018 of 16,031 variables are service links; each child process costs 2.3 s …` One to three sentences. */
  conclusion: string;
  /** `proved`: measured here, and enough by itself. `likely`, `possible`; `none`: no cause was found. */
  confidence: 'proved' | 'likely' | 'possible' | 'none';
  /** Share of the container's time that it explains, 0 to 1, where that can be told. */
  share?: number;
  /** Sentences, with the check that each one rests on. */
  because: { text: string; stage: CheckedStage; check: string }[];
  /** Further causes that contribute, or that must be mended as well; the heaviest first. */
  contributing: {
    cause: Cause;
    title: string;
    confidence: 'likely' | 'possible';
    /** Share of the container's time, 0 to 1, where that can be told; with the cause's own at most 1. */
    share?: number;
    text: string;
  }[];
  /** What it is not, and by what that is known. */
  ruledOut: { cause: Cause; title: string; by: string }[];
  /** What would make it surer: what to look at, and the command. */
  surer: { text: string; command?: string }[];
  /** In the order to try them. */
  mends: Mend[];
}
