import type { Comparison, Difference } from '../../contracts/comparison.ts';
import { points, prose, section, table } from '../document/block.ts';
import { markdownOf } from '../document/markdown.ts';
import { byWeight, notComparedSection, sideFacts } from './words.ts';

const WORDS = { explains: 'explains it', contributes: 'contributes', context: 'differs, too' };

const DIFFERENCES = [
  { header: 'WHAT', cell: ({ title }: Difference) => title },
  { header: 'A', cell: ({ a = 'unknown' }: Difference) => a },
  { header: 'B', cell: ({ b = 'unknown' }: Difference) => b },
  { header: 'WEIGHT', cell: ({ weight }: Difference) => WORDS[weight] },
  { header: 'WHY', cell: ({ message }: Difference) => message },
];

/** The conclusion, a table of what differs, what explains most first, and all evidence with its commands. */
export function markdown(comparison: Comparison): string {
  const { a, b, same, conclusion, incomplete } = comparison;
  const differences = byWeight(comparison);
  const evidence = differences.flatMap(({ title, evidence: own }) =>
    own.map(({ text, command }) => ({ text: `${title}, ${text}`, command })),
  );
  return markdownOf([
    { kind: 'title', text: 'Comparison' },
    ...prose(conclusion),
    { kind: 'sides', headings: ['', 'A', 'B'], rows: sideFacts(a, b) },
    ...table(DIFFERENCES, differences),
    ...section('Evidence', ...points(evidence)),
    ...(same.length === 0 ? [] : prose(`The same: ${same.join(', ')}.`)),
    ...notComparedSection(comparison),
    { kind: 'problems', problems: incomplete },
  ]);
}
