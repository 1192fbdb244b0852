import type { Sureness } from '../diagnose/sureness.ts';
import type { ReportOptions } from '../output-options.ts';
import type { AgainOptions } from '../scan/options.ts';

/** What `kubectl envaudit report FILE` takes. */
export interface SavedReportOptions extends ReportOptions, Omit<AgainOptions, 'show'> {
  /** What `--save` wrote; `-` is standard input. */
  file: string;
  /** Flags that were given and mean nothing for evidence of containers, such as `--top`. */
  ofInventories: string[];
  /** For evidence of a diagnosis. */
  failOnCause: Sureness | undefined;
}
