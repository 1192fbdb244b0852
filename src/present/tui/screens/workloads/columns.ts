import type { ContainerScanReport, WorkloadReport } from '../../../../contracts/scan-report.ts';
import { number } from '../../../../units.ts';
import { limitUse } from '../../../limit-use.ts';
import { printable } from '../../../text.ts';
import type { TableColumn, TableSpec } from '../../table/table.ts';

export interface WorkloadRow {
  report: WorkloadReport;
  /** Place in the scan, the worst first. */
  rank: number;
}

/** The worst container decides. */
function worst({ report }: WorkloadRow): ContainerScanReport | undefined {
  return report.containers[0];
}

/** `deployment/web`, as pods name their workload. */
export function workloadName({ kind, name }: Pick<WorkloadReport, 'kind' | 'name'>): string {
  return `${kind.toLowerCase()}/${name}`;
}

const COLUMNS: readonly TableColumn<WorkloadRow>[] = [
  {
    header: 'WORKLOAD',
    text: ({ report }) => printable(workloadName(report)),
    least: 14,
    style: () => 'name',
  },
  {
    header: 'SEVERITY',
    text: ({ report }) => report.severity,
    value: ({ rank }) => -rank,
    largestFirst: true,
    style: ({ report }) => `severity.${report.severity}`,
    columns: 9,
  },
  {
    header: 'PODS',
    text: ({ report }) => number(report.pods),
    value: ({ report }) => report.pods,
    largestFirst: true,
    right: true,
    columns: 6,
  },
  {
    header: 'LINKS',
    text: ({ report }) => (report.serviceLinks.effective ? 'on' : 'off'),
    columns: 6,
  },
  {
    header: 'VARS',
    text: (row) => number(worst(row)?.injected.nextRestart.variables ?? 0),
    value: (row) => worst(row)?.injected.nextRestart.variables ?? 0,
    largestFirst: true,
    right: true,
    columns: 7,
  },
  {
    header: 'LIMIT',
    text: (row) => limitUse(worst(row)?.headroom.nextRestart ?? { percent: 0 }),
    value: (row) => worst(row)?.headroom.nextRestart.percent ?? 0,
    largestFirst: true,
    right: true,
    columns: 7,
  },
  { header: 'WHY', text: ({ report }) => printable(report.reason), least: 10, rank: 1 },
];

const NAMESPACE: TableColumn<WorkloadRow> = {
  header: 'NAMESPACE',
  text: ({ report }) => printable(report.namespace),
  least: 9,
};

const ONE = spec(COLUMNS);
const ALL = spec([NAMESPACE, ...COLUMNS]);

/** Workloads of one namespace, or with their namespace in front. */
export function workloadTable({ namespaced }: { namespaced: boolean }): TableSpec<WorkloadRow> {
  return namespaced ? ONE : ALL;
}

/** Index of the column that they are sorted by first. */
export function severityColumn(table: TableSpec<WorkloadRow>): number {
  return table.columns.findIndex(({ header }) => header === 'SEVERITY');
}

function spec(columns: readonly TableColumn<WorkloadRow>[]): TableSpec<WorkloadRow> {
  return {
    columns,
    key: ({ report }) => `${report.namespace}/${report.apiVersion}/${workloadName(report)}`,
    words: ({ report }) =>
      `${report.namespace} ${workloadName(report)} ${report.severity} ${report.reason}`.toLowerCase(),
  };
}
