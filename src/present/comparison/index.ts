import type { Comparison } from '../../contracts/comparison.ts';
import { formatIn, textIn } from '../formats.ts';
import type { Outputs } from '../formats.ts';
import type { View } from '../view.ts';

/** What `compare -o` takes. A new output is a file and a line here. */
export const COMPARISON_OUTPUTS = {
  human: {
    description: 'A and B side by side, what explains most first (the default)',
    load: async () => (await import('./human.ts')).human,
  },
  json: {
    description: 'the comparison as data, see docs/comparison.schema.json',
    load: async () => (await import('../json.ts')).json,
  },
  yaml: { description: 'the same data as YAML', load: async () => (await import('../yaml.ts')).yaml },
  markdown: {
    description: 'a table for an issue or a wiki',
    load: async () => (await import('./markdown.ts')).markdown,
  },
} as const satisfies Outputs<Comparison>;

export type ComparisonFormat = keyof typeof COMPARISON_OUTPUTS;

/** The formats in the order of the help. */
export const comparisonFormats = Object.keys(COMPARISON_OUTPUTS) as ComparisonFormat[];

/**
 * A comparison as text, line break at the end. Without a format: for people.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function presentComparison(
  comparison: Comparison,
  format: string | undefined,
  view: View,
): Promise<string> {
  return textIn(COMPARISON_OUTPUTS, { report: comparison, format, view });
}

/**
 * The format of that name, `human` when there is none.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function comparisonFormatOf(format: string | undefined): ComparisonFormat {
  return formatIn(COMPARISON_OUTPUTS, format);
}
