import { auditOptions, type AuditOptions } from '../audit/command.ts';
import { scanOptions, type ScanOptions } from '../scan/command.ts';
import type { DemoOptions } from './command.ts';

/** The defaults of the main verb, shown as the demo is asked to. */
export function auditOf(options: DemoOptions, what: Partial<AuditOptions>): AuditOptions {
  const { output, color, failOn, variables, verbose } = options;
  return { ...auditOptions({}), output, color, failOn, variables, verbose, ...what };
}

/** The defaults of `scan -A`, shown as the demo is asked to. */
export function scanOf(options: DemoOptions & { kubeconfig: string }): ScanOptions {
  const { output, color, failOn, verbose, kubeconfig } = options;
  return { ...scanOptions({}), output, color, failOn, verbose, allNamespaces: true, flags: { kubeconfig } };
}
