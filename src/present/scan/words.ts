import { counted, number } from '../../units.ts';
import type { Digest } from './select/digest.ts';

/** `namespace shop of shop-prod`. */
export function whereabouts({ scope, cluster }: Pick<Digest, 'scope' | 'cluster'>): string {
  const { namespaces } = scope;
  const [only, ...others] = namespaces === 'all' ? [] : namespaces;
  const cut =
    only === undefined
      ? 'all namespaces'
      : others.length === 0
        ? `namespace ${only}`
        : counted(namespaces.length, 'namespace');
  return cluster === undefined ? cut : `${cut} of ${cluster.context ?? cluster.server}`;
}

/** `7 workloads, 7 pods, 2,001 Services`. */
export function amounts(digest: Pick<Digest, 'summary' | 'unlisted'>): string {
  const { workloads, pods } = digest.summary;
  return [counted(workloads, 'workload'), counted(pods, 'pod'), servicesWords(digest)].join(', ');
}

/** How many Services there are, no more certain than it is. */
export function servicesWords({ summary, unlisted }: Pick<Digest, 'summary' | 'unlisted'>): string {
  if (unlisted === 0) return counted(summary.services, 'Service');
  return unlisted < summary.namespaces
    ? `at least ${counted(summary.services, 'Service')}`
    : 'an unknown number of Services';
}

/** How bad: what would not restart, and how many workloads of which severity. */
export function damage({ summary }: Digest): string {
  const { wouldNotRestart, namespaces, workloads, bySeverity } = summary;
  const fatal =
    wouldNotRestart === 0
      ? ''
      : `${counted(wouldNotRestart, 'workload')} would not start again if ${wouldNotRestart === 1 ? 'it' : 'they'} restarted now: the environment is larger than the kernel allows.`;
  const bad = (['critical', 'high', 'medium'] as const).filter((severity) => bySeverity[severity] > 0);
  const counts = bad
    .map(
      (severity, index) =>
        `${number(bySeverity[severity])} ${index === 0 ? be(bySeverity[severity]) : ''}${severity}`,
    )
    .join(', ');
  // Of a single namespace its own reason says so.
  const many = counts === '' || namespaces === 1 ? '' : `Of ${counted(workloads, 'workload')}, ${counts}.`;
  return [fatal, many].filter(Boolean).join(' ');
}

function be(count: number): string {
  return count === 1 ? 'is ' : 'are ';
}

/** Where: the worst namespace and why. */
export function place({ worstNamespace, summary }: Digest): string {
  if (worstNamespace === undefined) return '';
  const { name, reason } = worstNamespace;
  return summary.namespaces === 1 ? reason : `Worst in namespace ${name}: ${reason}`;
}
