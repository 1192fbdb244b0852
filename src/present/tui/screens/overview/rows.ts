import type { NamespaceReport, ScanReport } from '../../../../contracts/scan-report.ts';
import { number } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import type { PodRow } from '../../backend.ts';
import type { TableSpec } from '../../table/table.ts';

/** What is known of a namespace: its pods at once, what service links do there when the scan has come. */
export interface NamespaceRow {
  name: string;
  /** Absent where pods could not be listed. */
  pods?: PodCount;
  report?: NamespaceReport;
  /** Place in the scan, the worst first. */
  rank: number;
}

export interface PodCount {
  all: number;
  /** Those that neither run with all containers ready nor have ended well. */
  troubled: number;
}

export type PodCounts = ReadonlyMap<string, PodCount>;

export const overviewTable: TableSpec<NamespaceRow> = {
  columns: [
    { header: 'NAMESPACE', text: ({ name }) => printable(name), least: 12, style: () => 'name' },
    {
      header: 'SEVERITY',
      text: ({ report }) => report?.severity ?? '...',
      value: ({ rank }) => -rank,
      largestFirst: true,
      style: ({ report }) => (report === undefined ? 'dim' : `severity.${report.severity}`),
      columns: 9,
    },
    {
      header: 'SERVICES',
      text: ({ report }) => (report === undefined ? '' : number(report.services?.total ?? 0)),
      value: ({ report }) => report?.services?.total ?? -1,
      largestFirst: true,
      right: true,
      columns: 9,
    },
    {
      header: 'VARS/POD',
      text: ({ report }) => (report === undefined ? '' : number(report.injected.variables)),
      value: ({ report }) => report?.injected.variables ?? -1,
      largestFirst: true,
      right: true,
      columns: 9,
    },
    {
      header: 'PODS',
      text: ({ pods, report }) => number(pods?.all ?? report?.pods ?? 0),
      value: ({ pods, report }) => pods?.all ?? report?.pods ?? 0,
      largestFirst: true,
      right: true,
      columns: 7,
    },
    {
      header: 'TROUBLED',
      text: ({ pods }) => (pods === undefined ? '' : number(pods.troubled)),
      value: ({ pods }) => pods?.troubled ?? 0,
      largestFirst: true,
      right: true,
      columns: 9,
      style: ({ pods }) => (pods !== undefined && pods.troubled > 0 ? 'gone' : undefined),
    },
    { header: 'WHY', text: ({ report }) => printable(report?.reason ?? ''), least: 10, rank: 1 },
  ],
  key: ({ name }) => name,
  words: ({ name, report }) => `${name} ${report?.severity ?? ''} ${report?.reason ?? ''}`.toLowerCase(),
};

export function podKey({ namespace, name }: PodRow): string {
  return `${namespace}/${name}`;
}

/** How many pods there are in each namespace, and in trouble. */
export function countPods(pods: Iterable<PodRow>): PodCounts {
  const counts = new Map<string, PodCount>();
  for (const pod of pods) {
    const { all, troubled } = counts.get(pod.namespace) ?? { all: 0, troubled: 0 };
    counts.set(pod.namespace, { all: all + 1, troubled: troubled + (isTroubled(pod) ? 1 : 0) });
  }
  return counts;
}

/** A row for each namespace that the scan or a pod tells of. */
export function namespaceRows(counts: PodCounts, report: ScanReport | undefined): NamespaceRow[] {
  const scanned = new Map(report?.namespaces.map((one, rank) => [one.name, { report: one, rank }]));
  return [...new Set([...scanned.keys(), ...counts.keys()])].map((name) => {
    const pods = counts.get(name);
    return {
      name,
      pods,
      ...(scanned.get(name) ?? { rank: scanned.size }),
    };
  });
}

function isTroubled({ status, ready }: PodRow): boolean {
  if (status === 'Completed' || status === 'Succeeded') return false;
  const [up, all] = ready.split('/');
  return status !== 'Running' || up !== all;
}
