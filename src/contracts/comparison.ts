/**
 * Contract 2 for pairs: in what two pods, workloads, namespaces or clusters differ. Published as
 * docs/comparison.schema.json.
 */
import type { Problem } from './evidence.ts';
import type { EvidenceLine } from './report.ts';
import type { Timestamp } from './values.ts';

export const COMPARISON_API_VERSION = 'envaudit/v1';

/** What `kubectl envaudit compare -o json` and `-o yaml` print. Keys are only added within a version. */
export interface Comparison {
  apiVersion: typeof COMPARISON_API_VERSION;
  kind: 'Comparison';
  collectedAt: Timestamp;
  tool: { version: string };
  a: ComparedSide;
  b: ComparedSide;
  /** What explains most first. */
  differences: Difference[];
  /** What was compared and is the same, by its title. Measurements are the same within their noise. */
  same: string[];
  /** What could not be compared and why; absent when there is nothing. */
  unknown?: NotCompared[];
  /** One or two sentences: which side is worse off and why; or that nothing here explains a difference. */
  conclusion: string;
  /** What could not be seen although it was asked for; decides about exit code 4. */
  incomplete: Problem[];
}

/** What is not known on a side, and so neither called the same nor a difference. */
export interface NotCompared {
  /** The titles, as in `same`. */
  titles: string[];
  /** The sides that do not tell. */
  sides: ('a' | 'b')[];
  because: string;
}

export interface ComparedSide {
  /** As typed, with its context where two are compared: `deploy/web`, `namespace/shop in context beijing`. */
  label: string;
  /** Name of the kubeconfig context; absent in-cluster. */
  context?: string;
  namespace: string;
  /** Absent where namespaces are compared. */
  pod?: string;
  container?: string;
  node?: string;
}

export interface Difference {
  /** Stable: `services`, `stale-services`, `variables`, `enable-service-links`, `cpu-limit`, `kernel`, `image`, … */
  what: string;
  title: string;
  /** As shown; absent where a side does not tell. */
  a?: string;
  b?: string;
  /** How well it explains that one side is slow: `explains`, `contributes`, `context`; docs/compare.md has the rules. */
  weight: 'explains' | 'contributes' | 'context';
  /** One sentence, in which the sides are called A and B: `B has 2,214 more Services in the namespace, 412 of them stale.` */
  message: string;
  evidence: EvidenceLine[];
}
