import type { Report } from '../contracts/report.ts';
import { formatIn, textIn } from './formats.ts';
import type { Outputs } from './formats.ts';
import type { View } from './view.ts';

export { presentError } from './error.ts';
export type { View } from './view.ts';

/** What `-o` takes. A new output is a file and a line here. */
export const OUTPUTS = {
  human: {
    description: 'a report on one container, a table of several (the default)',
    load: async () => (await import('./human.ts')).human,
  },
  wide: {
    description: 'a table with all columns, a line per container',
    load: async () => (await import('./wide.ts')).wide,
  },
  name: {
    description: 'pod/NAME of each pod; nothing is asked of them',
    load: async () => (await import('./name.ts')).name,
  },
  json: {
    description: 'the report as data, see docs/report.schema.json',
    load: async () => (await import('./json.ts')).json,
  },
  yaml: { description: 'the same data as YAML', load: async () => (await import('./yaml.ts')).yaml },
} as const satisfies Outputs<Report>;

export type Format = keyof typeof OUTPUTS;

/** The formats in the order of the help. */
export const formats = Object.keys(OUTPUTS) as Format[];

/**
 * The report as text, line break at the end. Without a format: for people.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function present(report: Report, format: string | undefined, view: View): Promise<string> {
  return textIn(OUTPUTS, { report, format, view });
}

/**
 * The format of that name, `human` when there is none.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function formatOf(format: string | undefined): Format {
  return formatIn(OUTPUTS, format);
}
