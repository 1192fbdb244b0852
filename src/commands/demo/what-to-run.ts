import type { AuditOptions } from '../audit/options.ts';
import { PROBE_LIMITS } from '../audit/probe-limits.ts';
import type { ScanOptions } from '../scan/options.ts';
import { staleAfterMs } from '../stale-after.ts';
import type { DemoOptions } from './options.ts';

/** The defaults of the main verb, shown as the demo is asked to. */
export function auditOptions(options: DemoOptions, what: Partial<AuditOptions>): AuditOptions {
  return {
    output: options.output,
    color: options.color,
    failOn: options.failOn,
    variables: options.variables,
    verbose: options.verbose,
    targets: [],
    selector: undefined,
    allNamespaces: false,
    container: undefined,
    allContainers: false,
    interactive: false,
    concurrency: PROBE_LIMITS.concurrency,
    probe: 'auto',
    exec: true,
    probeTimeout: PROBE_LIMITS.deadlineSeconds,
    save: undefined,
    flags: {},
    ...what,
  };
}

/** The defaults of `scan -A`, shown as the demo is asked to. */
export function scanOptions(options: DemoOptions & { kubeconfig: string }): ScanOptions {
  return {
    output: options.output,
    color: options.color,
    failOn: options.failOn,
    verbose: options.verbose,
    allNamespaces: true,
    selector: undefined,
    show: undefined,
    top: undefined,
    sortBy: 'severity',
    probe: 0,
    node: undefined,
    staleAfterMs: staleAfterMs({}),
    rules: undefined,
    deep: false,
    save: undefined,
    flags: { kubeconfig: options.kubeconfig },
  };
}
