import type { LintReport } from '../../contracts/lint-report.ts';
import { dataOutputs, showing, type Outputs } from '../formats.ts';
import type { LintView } from './view.ts';

export type { LintView } from './view.ts';

/** What `lint -o` takes. A new output is a file and a line here. */
export const LINT_OUTPUTS = {
  human: {
    description: 'FILE:LINE:COLUMN and what is wrong there, then how to mend it (the default)',
    load: async () => (await import('./human.ts')).human,
  },
  ...dataOutputs('the report', 'lint-report'),
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

/** The formats, which of them a word means, and a report as text in one: see {@link showing}. */
export const {
  formats: lintFormats,
  formatOf: lintFormatOf,
  text: presentLint,
  pieces: lintPieces,
} = showing<LintFormat, LintReport, LintView>(LINT_OUTPUTS);
