import type { ContainerScanReport, WorkloadReport } from '../../../contracts/scan-report.ts';
import type { Cell, CsvColumns } from '../../documents/csv.ts';
import type { FittedColumn } from '../../layout/fitted.ts';
import { wholeCell } from './cells.ts';

/** A workload and one of its containers; undefined where nobody saw any. */
export interface ContainerRow {
  workload: Omit<WorkloadReport, 'findings' | 'containers'> & { findings: number };
  container: ContainerScanReport | undefined;
}

/** A column of workloads: its cell on a screen, by what it is sorted there, and what spreadsheets have of it. */
export interface Field extends FittedColumn<ContainerRow> {
  value?: (row: ContainerRow) => number;
  csv?: CsvColumns<ContainerRow>;
}

type OfContainer = (container: ContainerScanReport) => Cell;

/** A column of whole numbers, and what spreadsheets have beside the same. */
export function figure(header: string, sheet: Readonly<Record<string, OfContainer>>): Field {
  const columns = Object.entries(sheet).map(([name, get]) => [name, own(get)] as const);
  const value = columns[0]?.[1];
  return {
    header,
    cell: (row) => wholeCell(value?.(row) as number | undefined),
    align: 'right',
    csv: Object.fromEntries(columns),
  };
}

/** A figure of the container, for a spreadsheet. */
export function own(get: OfContainer): (row: ContainerRow) => Cell {
  return ({ container }) => container && get(container);
}
