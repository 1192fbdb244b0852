import type { LintReport } from '../../contracts/lint-report.ts';
import { formatIn, piecesIn, textIn } from '../formats.ts';
import type { Outputs } from '../formats.ts';
import type { LintView } from './view.ts';

export type { LintView } from './view.ts';

/** What `lint -o` takes. A new output is a file and a line here. */
export const LINT_OUTPUTS = {
  human: {
    description: 'FILE:LINE:COLUMN and what is wrong there, then how to mend it (the default)',
    load: async () => (await import('./human.ts')).human,
  },
  json: {
    description: 'the report as data, see docs/lint-report.schema.json',
    load: async () => (await import('../json.ts')).jsonPieces,
  },
  yaml: { description: 'the same data as YAML', load: async () => (await import('../yaml.ts')).yaml },
  csv: { description: 'a row per finding', load: async () => (await import('./csv.ts')).csvLint },
  markdown: {
    description: 'a table of findings for a pull request',
    load: async () => (await import('./markdown.ts')).markdown,
  },
  sarif: {
    description: 'SARIF 2.1.0, for code scanning',
    load: async () => (await import('./sarif.ts')).sarifLint,
  },
  junit: {
    description: 'a test case per finding, as JUnit XML; those of --fail-on (or high) and worse fail',
    load: async () => (await import('./junit.ts')).junitLint,
  },
} as const satisfies Outputs<LintReport, LintView>;

export type LintFormat = keyof typeof LINT_OUTPUTS;

/** The formats in the order of the help. */
export const lintFormats = Object.keys(LINT_OUTPUTS) as LintFormat[];

/**
 * What `lint` found as text, line break at the end. Without a format: for people.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function presentLint(report: LintReport, format: string | undefined, view: LintView): Promise<string> {
  return textIn(LINT_OUTPUTS, { report, format, view });
}

/** The same in pieces. Errors are those of {@link presentLint}. */
export function lintPieces(
  report: LintReport,
  format: string | undefined,
  view: LintView,
): Promise<Iterable<string>> {
  return piecesIn(LINT_OUTPUTS, { report, format, view });
}

/**
 * The format of that name, `human` when there is none.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function lintFormatOf(format: string | undefined): LintFormat {
  return formatIn(LINT_OUTPUTS, format);
}
