import type { ReportOptions } from '../output-options.ts';

/** What `kubectl envaudit demo` takes. */
export interface DemoOptions extends ReportOptions {
  /** Keep the embedded cluster up and print its kubeconfig. */
  serve: boolean;
  /** Port of the embedded API server; 0 takes a free one. */
  port: number;
  /** Audit this scenario only. */
  scenario: string | undefined;
  /** Write the demo's kubeconfig here instead of into a temporary folder. */
  kubeconfig: string | undefined;
}
