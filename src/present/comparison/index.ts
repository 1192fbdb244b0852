import type { Comparison } from '../../contracts/comparison.ts';
import { dataOutputs, showing, type Outputs } from '../formats.ts';

/** What `compare -o` takes. A new output is a file and a line here. */
export const COMPARISON_OUTPUTS = {
  human: {
    description: 'A and B side by side, what explains most first (the default)',
    load: async () => (await import('./human.ts')).human,
  },
  ...dataOutputs('the comparison', 'comparison'),
  markdown: {
    description: 'a table for an issue or a wiki',
    load: async () => (await import('./markdown.ts')).markdown,
  },
} as const satisfies Outputs<Comparison>;

export type ComparisonFormat = keyof typeof COMPARISON_OUTPUTS;

/** The formats, which of them a word means, and a report as text in one: see {@link showing}. */
export const {
  formats: comparisonFormats,
  formatOf: comparisonFormatOf,
  text: presentComparison,
} = showing<ComparisonFormat, Comparison>(COMPARISON_OUTPUTS);
