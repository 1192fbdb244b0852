import type { SubjectFinding } from '../../contracts/scan-report.ts';
import type { CsvColumns } from '../documents/csv.ts';
import { fieldPath } from './subject.ts';

/** What spreadsheets of scan and lint have of a finding. */
export const FINDING_COLUMNS: CsvColumns<SubjectFinding> = {
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
};
