import type { WorkloadReport } from '../../../../contracts/scan-report.ts';
import type { ObjectName } from '../../backend.ts';
import { apiVersionOf } from '../../object-kinds.ts';
import type { ContainerRow } from '../../../scan/tables/field.ts';
import { SCREEN_COLUMNS, worstRow } from '../../../scan/tables/workloads.ts';
import { wouldNotRestart } from '../../../scan/select/failing.ts';
import { printable } from '../../../text.ts';
import { healthStyle, NO_PODS, readyText, restartsText, type Health } from '../../health.ts';
import { remembered } from '../../table/remembered.ts';
import type { TableColumn, TableSpec } from '../../table/spec.ts';
import { HURTS, hurtOf, type Hurt } from '../hurts.ts';

/** A workload: what the scan says about it, and how its pods are; one that is newer than the scan has pods only. */
export interface WorkloadRow {
  namespace: string;
  /** `deployment/web`, as pods name their workload. */
  name: string;
  report?: WorkloadReport | undefined;
  health?: Health | undefined;
  hurt: Hurt;
  /** Place in the scan, the worst first. */
  rank: number;
}

/** A row for each workload of the scan, or of a pod that has not ended; once all pods are `listed`, others have none. */
export function workloadRows(
  reports: readonly WorkloadReport[],
  health: ReadonlyMap<string, Health>,
  { looking, listed }: { looking: boolean; listed: boolean },
): WorkloadRow[] {
  const scanned = new Map(
    reports.map((report, rank) => [keyOf(report.namespace, workloadName(report)), { report, rank }]),
  );
  const alive = [...health].filter(([, { pods, ended }]) => pods > ended).map(([key]) => key);
  return [...new Set([...scanned.keys(), ...alive])].map((key) => {
    const { report, rank = scanned.size } = scanned.get(key) ?? {};
    const own = health.get(key) ?? (listed ? NO_PODS : undefined);
    const slash = key.indexOf('/');
    return {
      namespace: key.slice(0, slash),
      name: key.slice(slash + 1),
      report,
      health: own,
      rank,
      hurt: hurtOf({
        severity: report?.severity,
        health: own,
        wouldNotRestart: report !== undefined && wouldNotRestart(report),
        looking,
      }),
    };
  });
}

/** `deployment/web`, as pods name their workload. */
export function workloadName({ kind, name }: Pick<WorkloadReport, 'kind' | 'name'>): string {
  return `${kind.toLowerCase()}/${name}`;
}

/** A workload as an object; undefined where nobody told which API serves its kind. */
export function workloadObject(row: WorkloadRow | undefined): ObjectName | undefined {
  if (row === undefined) return undefined;
  const { namespace, report } = row;
  const [kind = '', name = ''] = row.name.split('/');
  const apiVersion = report?.apiVersion ?? apiVersionOf(kind);
  return apiVersion === undefined ? undefined : { kind, apiVersion, namespace, name };
}

/** What tells a workload from all others: `shop/deployment/web`. */
export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Workloads of one namespace, or with their namespace in front. */
export function workloadTable({ namespaced }: { namespaced: boolean }): TableSpec<WorkloadRow> {
  return namespaced ? ONE : ALL;
}

const HEALTH: readonly TableColumn<WorkloadRow>[] = [
  { header: 'WORKLOAD', text: ({ name }) => printable(name), least: 20, comfort: 24, style: () => 'name' },
  HURTS,
  {
    header: 'READY',
    text: ({ health, report }) => (health === undefined ? podsOf(report) : readyText(health)),
    value: ({ health }) => (health === undefined ? 0 : health.crashing + health.unready),
    largestFirst: true,
    style: ({ health }) => (health === undefined ? 'dim' : healthStyle(health)),
    right: true,
    columns: 7,
  },
  {
    header: 'RESTARTS',
    text: ({ health }, now) => (health === undefined ? '' : restartsText(health, now)),
    value: ({ health }) => health?.restarts ?? -1,
    largestFirst: true,
    columns: 13,
    rank: 2,
    style: ({ health }) => ((health?.crashing ?? 0) > 0 ? 'error' : undefined),
  },
];

/** What narrow screens go without, and what may be cut. */
const RANKS: Readonly<Record<string, Pick<TableColumn<WorkloadRow>, 'rank' | 'least'>>> = {
  VARS: { rank: 1 },
  'EXEC-LIMIT': { rank: 3 },
  LINKS: { rank: 4 },
  WHY: { rank: 5, least: 40 },
};

/** Those of the scan's own tables that the health does not tell. */
const SCANNED = SCREEN_COLUMNS.filter(({ header }) =>
  ['VARS', 'EXEC-LIMIT', 'LINKS', 'WHY'].includes(header),
).map(({ header, cell, value, align }): TableColumn<WorkloadRow> => {
  const of = ({ report }: WorkloadRow): ContainerRow | undefined =>
    report === undefined ? undefined : worstRow(report);
  const span = (row: WorkloadRow) => {
    const scanned = of(row);
    const content = scanned === undefined ? '' : cell(scanned);
    return typeof content === 'string' ? { text: content } : content;
  };
  return {
    header,
    text: (row) => printable(span(row).text),
    value:
      value &&
      ((row) => {
        const scanned = of(row);
        return scanned === undefined ? -1 : value(scanned);
      }),
    largestFirst: value !== undefined,
    right: align === 'right',
    style: (row) => span(row).style,
    ...RANKS[header],
  };
});

const NAMESPACE: TableColumn<WorkloadRow> = {
  header: 'NAMESPACE',
  text: ({ namespace }) => printable(namespace),
  least: 10,
};

const words = remembered(({ namespace, name, hurt, report }: WorkloadRow) =>
  `${namespace} ${name} ${hurt.word} ${report?.severity ?? ''} ${report?.reason ?? ''}`.toLowerCase(),
);
const ONE = spec([...HEALTH, ...SCANNED]);
const ALL = spec([NAMESPACE, ...HEALTH, ...SCANNED]);

function spec(columns: readonly TableColumn<WorkloadRow>[]): TableSpec<WorkloadRow> {
  return { columns, key: ({ namespace, name }) => keyOf(namespace, name), words };
}

function podsOf(report: WorkloadReport | undefined): string {
  return report === undefined || report.pods === 0 ? '' : `?/${report.pods}`;
}
