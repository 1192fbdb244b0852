import type { WorkloadReport } from '../../../../contracts/scan-report.ts';
import type { ContainerRow } from '../../../scan/tables/field.ts';
import { SCREEN_COLUMNS, worstRow } from '../../../scan/tables/workloads.ts';
import { printable } from '../../../text.ts';
import { remembered } from '../../table/remembered.ts';
import type { TableColumn, TableSpec } from '../../table/table.ts';

export interface WorkloadRow extends ContainerRow {
  report: WorkloadReport;
  /** Place in the scan, the worst first. */
  rank: number;
}

export function workloadRow(report: WorkloadReport, rank: number): WorkloadRow {
  return { ...worstRow(report), report, rank };
}

/** `deployment/web`, as pods name their workload. */
export function workloadName({ kind, name }: Pick<WorkloadReport, 'kind' | 'name'>): string {
  return `${kind.toLowerCase()}/${name}`;
}

/** Workloads of one namespace, or with their namespace in front. */
export function workloadTable({ namespaced }: { namespaced: boolean }): TableSpec<WorkloadRow> {
  return namespaced ? ONE : ALL;
}

/** Index of the column that they are sorted by first. */
export function severityColumn(table: TableSpec<WorkloadRow>): number {
  return table.columns.findIndex(({ header }) => header === 'SEVERITY');
}

const COLUMNS = SCREEN_COLUMNS.map(
  ({ header, cell, value, align, least, rank }): TableColumn<WorkloadRow> => {
    const span = (row: WorkloadRow) => {
      const content = cell(row);
      return typeof content === 'string' ? { text: content } : content;
    };
    const bySeverity = header === 'SEVERITY' ? ({ rank: place }: WorkloadRow) => -place : undefined;
    return {
      header,
      text: (row) => printable(span(row).text),
      value: bySeverity ?? value,
      largestFirst: header === 'SEVERITY' || value !== undefined,
      right: align === 'right',
      style: header === 'WORKLOAD' ? () => 'name' : (row) => span(row).style,
      least,
      rank,
    };
  },
);

const words = remembered(({ report }: WorkloadRow) =>
  `${report.namespace} ${workloadName(report)} ${report.severity} ${report.reason}`.toLowerCase(),
);
const ONE = spec(COLUMNS.slice(1));
const ALL = spec(COLUMNS);

function spec(columns: readonly TableColumn<WorkloadRow>[]): TableSpec<WorkloadRow> {
  return {
    columns,
    key: ({ report }) => `${report.namespace}/${report.apiVersion}/${workloadName(report)}`,
    words,
  };
}
