import type { LintReport } from '../../lint-report.ts';
import { csvOf } from '../documents/csv.ts';
import type { CsvColumns } from '../documents/csv.ts';
import { fieldPath } from '../findings/subject.ts';

type Row = LintReport['findings'][number];

const COLUMNS: CsvColumns<Row> = {
  file: ({ location }) => location.file,
  line: ({ location }) => location.line,
  column: ({ location }) => location.column,
  severity: ({ severity }) => severity,
  code: ({ code }) => code,
  namespace: ({ subject }) => subject.namespace,
  kind: ({ subject }) => subject.kind,
  name: ({ subject }) => subject.name,
  container: ({ subject }) => subject.container,
  field: ({ subject }) => fieldPath(subject.field),
  title: ({ title }) => title,
  message: ({ message }) => message,
  mend: ({ mends }) => mends[0]?.title,
  command: ({ mends }) => mends[0]?.command,
  fingerprint: ({ fingerprint }) => fingerprint,
};

/** A row per finding, in the order of file and line. */
export function csvLint({ findings }: LintReport): string {
  return csvOf(COLUMNS, findings);
}
