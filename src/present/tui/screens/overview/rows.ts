import type { NamespaceReport, ScanReport } from '../../../../contracts/scan-report.ts';
import { number } from '../../../../units.ts';
import { sparkline } from '../../../layout/sparkline.ts';
import { wouldNotRestart } from '../../../scan/select/failing.ts';
import { printable } from '../../../text.ts';
import { healthBy, type Health } from '../../health.ts';
import type { TableSpec } from '../../table/spec.ts';
import { HURTS, hurtOf, type Hurt } from '../hurts.ts';
import type { PodChanges } from '../pod-changes.ts';

/** What is known of a namespace: its pods at once, what service links do there when the scan has come. */
export interface NamespaceRow {
  name: string;
  /** Absent where no pod was listed. */
  health?: Health | undefined;
  report?: NamespaceReport | undefined;
  /** Workloads that would not start again. */
  failing: readonly string[];
  /** Pods that have changed since the screen was opened. */
  changed: number;
  hurt: Hurt;
  /** Place in the scan, the worst first. */
  rank: number;
}

const GROWTH = 10;

export const overviewTable: TableSpec<NamespaceRow> = {
  columns: [
    { header: 'NAMESPACE', text: ({ name }) => printable(name), least: 12, style: () => 'name' },
    HURTS,
    {
      header: 'TROUBLED',
      text: ({ health, report }) => troubledText(health, report),
      value: ({ health }) => (health === undefined ? -1 : health.crashing + health.unready),
      largestFirst: true,
      columns: 11,
      style: ({ health }) =>
        (health?.crashing ?? 0) > 0 ? 'error' : (health?.unready ?? 0) > 0 ? 'gone' : undefined,
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
      header: 'GROWTH',
      text: growthText,
      value: ({ report }) => report?.forecast.fit?.servicesPerDay ?? 0,
      largestFirst: true,
      columns: GROWTH,
      style: ({ report }) => (report?.forecast.fit === undefined ? 'dim' : 'bar'),
    },
    {
      header: 'CHANGED',
      text: ({ changed }) => (changed === 0 ? '' : number(changed)),
      value: ({ changed }) => changed,
      largestFirst: true,
      right: true,
      columns: 8,
      rank: 1,
      style: () => 'gone',
    },
    {
      header: 'SERVICES',
      text: ({ report }) => (report === undefined ? '' : number(report.services?.total ?? 0)),
      value: ({ report }) => report?.services?.total ?? -1,
      largestFirst: true,
      right: true,
      columns: 9,
      rank: 2,
    },
    { header: 'WHY', text: ({ report }) => printable(report?.reason ?? ''), least: 40, rank: 3 },
  ],
  key: ({ name }) => name,
  words: ({ name, hurt, report }) => `${name} ${hurt.word} ${report?.reason ?? ''}`.toLowerCase(),
};

/** A row for each namespace that the scan or a pod tells of. */
export function namespaceRows(
  { pods, changes }: PodChanges,
  { report, now, looking }: { report: ScanReport | undefined; now: number; looking: boolean },
): NamespaceRow[] {
  const scanned = new Map(report?.namespaces.map((one, rank) => [one.name, { report: one, rank }]));
  const health = healthBy(pods.rows.values(), ({ namespace }) => namespace, now);
  const failing = Map.groupBy(report?.workloads.filter(wouldNotRestart) ?? [], ({ namespace }) => namespace);
  const changed = Map.groupBy(changes.values(), ({ namespace }) => namespace);
  return [...new Set([...scanned.keys(), ...health.keys()])].map((name) => {
    const known = {
      health: health.get(name),
      ...(scanned.get(name) ?? { report: undefined, rank: scanned.size }),
    };
    const lost = failing.get(name) ?? [];
    const severity = known.report?.severity;
    return {
      name,
      ...known,
      failing: lost.map((workload) => `${workload.kind.toLowerCase()}/${workload.name}`),
      changed: changed.get(name)?.length ?? 0,
      hurt: hurtOf({ severity, health: known.health, wouldNotRestart: lost.length > 0, looking }),
    };
  });
}

/** Services over time; of hours a picture would say nothing. */
function growthText({ report }: NamespaceRow): string {
  const { history = [], fit } = report?.forecast ?? {};
  if (fit === undefined) return history.length > 1 ? 'too new' : '';
  return sparkline(
    history.map(({ services }) => services),
    GROWTH,
  );
}

/** `3 of 60`. */
function troubledText(health: Health | undefined, report: NamespaceReport | undefined): string {
  if (health === undefined) return report === undefined ? '' : `0 of ${number(report.pods)}`;
  return `${number(health.crashing + health.unready)} of ${number(health.pods)}`;
}
