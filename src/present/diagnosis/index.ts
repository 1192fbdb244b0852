import type { Diagnosis } from '../../contracts/diagnosis.ts';
import { formatIn, textIn } from '../formats.ts';
import type { Outputs } from '../formats.ts';
import type { View } from '../view.ts';

/** What `diagnose -o` takes. A new output is a file and a line here. */
export const DIAGNOSIS_OUTPUTS = {
  human: {
    description: 'an incident note: root cause, stages, what to do (the default)',
    load: async () => (await import('./human/index.ts')).human,
  },
  json: {
    description: 'the diagnosis as data, see docs/diagnosis.schema.json',
    load: async () => (await import('../json.ts')).json,
  },
  yaml: { description: 'the same data as YAML', load: async () => (await import('../yaml.ts')).yaml },
  markdown: {
    description: 'a ticket, with the command that shows each figure by hand',
    load: async () => (await import('./markdown.ts')).markdown,
  },
} as const satisfies Outputs<Diagnosis>;

export type DiagnosisFormat = keyof typeof DIAGNOSIS_OUTPUTS;

/** The formats in the order of the help. */
export const diagnosisFormats = Object.keys(DIAGNOSIS_OUTPUTS) as DiagnosisFormat[];

/**
 * A diagnosis as text, line break at the end. Without a format: for people.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function presentDiagnosis(
  diagnosis: Diagnosis,
  format: string | undefined,
  view: View,
): Promise<string> {
  return textIn(DIAGNOSIS_OUTPUTS, { report: diagnosis, format, view });
}

/**
 * The format of that name, `human` when there is none.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function diagnosisFormatOf(format: string | undefined): DiagnosisFormat {
  return formatIn(DIAGNOSIS_OUTPUTS, format);
}
