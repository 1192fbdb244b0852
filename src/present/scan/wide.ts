import type { ScanReport, SubjectFinding } from '../../contracts/scan-report.ts';
import { subjectWords } from '../findings/subject.ts';
import { line, render, type Line } from '../layout/lines.ts';
import { widthFor } from '../layout/width.ts';
import { table, type Column } from '../layout/table.ts';
import { printableReport } from '../printable-report.ts';
import { nothingToShow } from './nothing.ts';
import { allFindings } from './select/findings.ts';
import { severityCell } from './tables/cells.ts';
import { forecastColumns } from './tables/forecast.ts';
import { namespaceColumns } from './tables/namespaces.ts';
import { DRAIN_COLUMNS, staleColumns } from './tables/others.ts';
import { CONTAINER_COLUMNS, containerRows } from './tables/workloads.ts';
import type { ScanSection, ScanView } from './view.ts';

/** A table with all columns, never cut: a line per container of a workload, or per row of the section that is asked for. */
export async function wide(report: ScanReport, view: ScanView): Promise<string> {
  const { show = 'workloads' } = view;
  const lines = await TABLES[show](report, view);
  return render(lines.length === 0 ? [line(nothingToShow(show))] : lines, view);
}

const TABLES: Record<ScanSection, (report: ScanReport, view: ScanView) => Promise<Line[]>> = {
  workloads: ({ workloads }, { top }) => whole(containerRows(workloads.slice(0, top)), CONTAINER_COLUMNS),
  namespaces: ({ namespaces, collectedAt }) => whole(namespaces, namespaceColumns(collectedAt)),
  forecast: ({ namespaces, collectedAt }) => whole(namespaces, forecastColumns(collectedAt)),
  stale: ({ staleServices, collectedAt }) => whole(staleServices, staleColumns(collectedAt)),
  findings: (report) => whole(allFindings(report), FINDING_COLUMNS),
  drain: ({ drain }) => whole(drain?.workloads ?? [], DRAIN_COLUMNS),
};

const FINDING_COLUMNS: readonly Column<SubjectFinding>[] = [
  { header: 'SEVERITY', cell: severityCell },
  { header: 'CODE', cell: ({ code }) => code },
  { header: 'NAMESPACE', cell: ({ subject }) => subject.namespace },
  { header: 'SUBJECT', cell: ({ subject }) => subjectWords(subject) },
  { header: 'MESSAGE', cell: ({ message }) => message },
];

async function whole<Row>(foreign: readonly Row[], columns: readonly Column<Row>[]): Promise<Line[]> {
  if (foreign.length === 0) return [];
  const rows = printableReport(foreign);
  return table({ columns, rows, width: await widthFor(JSON.stringify(rows)) });
}
