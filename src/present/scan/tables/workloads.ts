import type { ContainerScanReport, WorkloadReport } from '../../../contracts/scan-report.ts';
import type { CsvColumns } from '../../documents/csv.ts';
import type { ContainerRow, Field } from './field.ts';
import { FIELDS } from './workload-fields.ts';

type FieldName = keyof typeof FIELDS;

/** A line per workload, by its worst container. */
export const WORKLOAD_COLUMNS = columns(
  'severity',
  'namespace',
  'workload',
  'pods',
  'links',
  'variables',
  'execLimit',
  'cost',
);

/** The same in the terminal UI. */
export const SCREEN_COLUMNS = columns(
  'namespace',
  'workload',
  'severity',
  'pods',
  'links',
  'variables',
  'execLimit',
  'why',
);

/** Everything about a container that fits a cell. */
export const CONTAINER_COLUMNS: readonly Field[] = Object.values(FIELDS);

const SHEET: readonly FieldName[] = [
  ...(['severity', 'namespace', 'workload', 'container', 'image', 'runtime', 'cpu', 'pods'] as const),
  ...(['running', 'links', 'variables', 'newest', 'size', 'services', 'declared', 'execLimit'] as const),
  ...(['moreServices', 'argument', 'cpuCost', 'cost', 'execProbes', 'findings', 'why'] as const),
];

/** The same in plain figures for a spreadsheet, in an order of its own. */
export const CONTAINER_SHEET: CsvColumns<ContainerRow> = Object.assign(
  {},
  ...SHEET.map((name) => FIELDS[name].csv),
) as CsvColumns<ContainerRow>;

function columns(...names: readonly FieldName[]): readonly Field[] {
  return names.map((name) => FIELDS[name]);
}

/** A row per container; a workload whose containers nobody saw has one, too. */
export function containerRows(workloads: readonly WorkloadReport[]): ContainerRow[] {
  return workloads.flatMap((workload): ContainerRow[] => {
    const { containers } = workload;
    if (containers.length === 0) return [worstRow(workload)];
    return containers.map((container) => rowOf(workload, container));
  });
}

/** A workload by its worst container. */
export function worstRow(workload: WorkloadReport): ContainerRow {
  return rowOf(workload);
}

function rowOf(workload: WorkloadReport, container?: ContainerScanReport): ContainerRow {
  const { containers, findings, ...own } = workload;
  return { workload: { ...own, findings: findings.length }, container: container ?? containers[0] };
}
