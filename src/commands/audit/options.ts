import { usage } from '../../errors.ts';
import { formatOf } from '../../present/index.ts';
import { AUDIT_SECTIONS } from '../../present/single/section.ts';
import { shownSections } from '../shown-sections.ts';
import type { AuditOptions } from './command.ts';

/** @throws EnvauditError `usage` for options that contradict each other. */
export function validateAudit(options: AuditOptions): void {
  const { targets, selector, allNamespaces, container, allContainers, concurrency } = options;
  formatOf(options.output);
  shownSections(options, AUDIT_SECTIONS);
  if (targets.length > 0 && selector !== undefined)
    throw usage('cannot specify a selector and targets together');
  if (targets.length > 0 && allNamespaces)
    throw usage('a target cannot be looked up in all namespaces', 'Name its namespace: -n NAMESPACE.');
  if (targets.length === 0 && selector === undefined && !allNamespaces) {
    throw usage(
      'no target',
      'Name a pod or TYPE/NAME, or choose pods with -l SELECTOR or -A. kubectl envaudit --help shows examples.',
    );
  }
  if (container !== undefined && allContainers)
    throw usage('--container and --all-containers exclude each other');
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw usage(`--concurrency must be a whole number from 1 to 64`);
  }
  if (!(options.probeTimeout >= 1 && options.probeTimeout <= 600)) {
    throw usage('--probe-timeout must be from 1 to 600 seconds');
  }
}
