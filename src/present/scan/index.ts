import type { ScanReport } from '../../contracts/scan-report.ts';
import { dataOutputs, showing, type Outputs } from '../formats.ts';
import type { ScanView } from './view.ts';

export type { ScanSection, ScanView } from './view.ts';

/** What `scan -o` takes. A new output is a file and a line here. */
export const SCAN_OUTPUTS = {
  human: {
    description: 'what hurts first: namespaces, workloads, stale Services, forecast (the default)',
    load: async () => (await import('./human/index.ts')).human,
  },
  wide: {
    description: 'a table with all columns, a line per container, never cut',
    load: async () => (await import('./wide.ts')).wide,
  },
  name: {
    description: 'names that kubectl takes, with -n NAMESPACE where several were scanned',
    load: async () => (await import('./name.ts')).name,
  },
  ...dataOutputs('the report', 'scan-report'),
  csv: {
    description: 'a row per container of a workload, for spreadsheets',
    load: async () => (await import('./csv.ts')).csvScan,
  },
  markdown: {
    description: 'an overview for an issue or a wiki',
    load: async () => (await import('./markdown.ts')).markdown,
  },
  sarif: {
    description: 'every finding, as SARIF 2.1.0',
    load: async () => (await import('./sarif.ts')).sarifScan,
  },
  junit: {
    description: 'a test case per workload, as JUnit XML; those of --fail-on (or high) and worse fail',
    load: async () => (await import('./junit.ts')).junitScan,
  },
} as const satisfies Outputs<ScanReport, ScanView>;

export type ScanFormat = keyof typeof SCAN_OUTPUTS;

const { formats, formatOf, text, pieces } = showing<ScanFormat, ScanReport, ScanView>(SCAN_OUTPUTS);
export { formats as scanFormats, formatOf as scanFormatOf };

/** Formats that are the report as a whole: they have no sections, and only `top` cuts them. */
const WHOLE: ReadonlySet<ScanFormat> = new Set(['json', 'yaml', 'sarif', 'junit']);

/**
 * Whether a section can be shown alone in a format.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function hasSections(format: string | undefined): boolean {
  return !WHOLE.has(formatOf(format));
}

/** A scan as text, see {@link showing}. */
export const presentScan: typeof text = (report, format, view) =>
  text(cut(report, format, view), format, view);

/** The same in pieces. */
export const scanPieces: typeof pieces = (report, format, view) =>
  pieces(cut(report, format, view), format, view);

/** Formats with sections cut their tables themselves, and say so. */
function cut(report: ScanReport, format: string | undefined, { top }: ScanView): ScanReport {
  if (top === undefined || hasSections(format)) return report;
  return { ...report, workloads: report.workloads.slice(0, top) };
}
