import type { LintReport } from '../../contracts/lint-report.ts';
import { csvOf, type CsvColumns } from '../documents/csv.ts';
import { FINDING_COLUMNS } from '../findings/csv-columns.ts';

type Row = LintReport['findings'][number];

const COLUMNS: CsvColumns<Row> = {
  file: ({ location }) => location.file,
  line: ({ location }) => location.line,
  column: ({ location }) => location.column,
  ...FINDING_COLUMNS,
  fingerprint: ({ fingerprint }) => fingerprint,
};

/** A row per finding, in the order of file and line. */
export function csvLint({ findings }: LintReport): string {
  return csvOf(COLUMNS, findings);
}
