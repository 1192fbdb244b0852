import type { Diagnosis } from '../../contracts/diagnosis.ts';
import { dataOutputs, showing, type Outputs } from '../formats.ts';

/** What `diagnose -o` takes. A new output is a file and a line here. */
export const DIAGNOSIS_OUTPUTS = {
  human: {
    description: 'an incident note: root cause, stages, what to do (the default)',
    load: async () => (await import('./human/index.ts')).human,
  },
  ...dataOutputs('the diagnosis', 'diagnosis'),
  markdown: {
    description: 'a ticket, with the command that shows each figure by hand',
    load: async () => (await import('./markdown.ts')).markdown,
  },
} as const satisfies Outputs<Diagnosis>;

export type DiagnosisFormat = keyof typeof DIAGNOSIS_OUTPUTS;

/** The formats, which of them a word means, and a report as text in one: see {@link showing}. */
export const {
  formats: diagnosisFormats,
  formatOf: diagnosisFormatOf,
  text: presentDiagnosis,
} = showing<DiagnosisFormat, Diagnosis>(DIAGNOSIS_OUTPUTS);
