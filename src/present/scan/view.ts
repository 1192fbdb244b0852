import type { Severity } from '../../contracts/report.ts';
import type { RuleTexts } from '../findings/rules.ts';
import type { View } from '../view.ts';

/** The parts of a scan that can be shown alone. */
export type ScanSection = 'namespaces' | 'workloads' | 'forecast' | 'stale' | 'findings' | 'drain';

/** How a scan shall look. */
export interface ScanView extends View {
  /** This section only, in full; with the output `name` its objects. */
  show?: ScanSection | undefined;
  /** At most so many workloads in tables; without it as many as an overview bears. */
  top?: number | undefined;
  /** For JUnit: from which severity on a workload fails. */
  failOn?: Severity | undefined;
  /** For SARIF: what the codes of the findings mean. */
  rules?: RuleTexts;
  /** Takes what an output had to leave out, a line each; it belongs to stderr. */
  notice?: (text: string) => void;
}
