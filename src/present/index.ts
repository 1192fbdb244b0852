import type { Report } from '../contracts/report.ts';
import { dataOutputs, showing, type Outputs } from './formats.ts';

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
  ...dataOutputs('the report', 'report'),
} as const satisfies Outputs<Report>;

export type Format = keyof typeof OUTPUTS;

/** The formats, which of them a word means, and a report as text in one: see {@link showing}. */
export const { formats, formatOf, text: present } = showing<Format, Report>(OUTPUTS);
