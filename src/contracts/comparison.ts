/**
 * Contract 2 for pairs: in what two pods, workloads, namespaces or clusters differ. Published as
 * docs/comparison.schema.json.
 */
import type { Problem } from './evidence.ts';
import type { EvidenceLine } from './report.ts';

export const COMPARISON_API_VERSION = 'envaudit/v1';

export interface Comparison {
  apiVersion: typeof COMPARISON_API_VERSION;
  kind: 'Comparison';
  collectedAt: string;
  tool: { version: string };
  a: ComparedSide;
  b: ComparedSide;
  /** What explains most first. */
  differences: Difference[];
  /** What was compared and is the same, by its title. */
  same: string[];
  /** What could not be compared and why; absent when there is nothing. */
  unknown?: NotCompared[];
  /** One or two sentences: which side is worse off and why; or that nothing here explains a difference. */
  conclusion: string;
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
  context?: string;
  namespace: string;
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
  /** How well it explains that one side is slow: `explains`, `contributes`, `context`. */
  weight: 'explains' | 'contributes' | 'context';
  /** `B has 2,214 more Services in the namespace, 412 of them stale.` */
  message: string;
  evidence: EvidenceLine[];
}
