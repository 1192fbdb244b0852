import type { Comparison, Difference } from '../../contracts/comparison.ts';
import { escapeMarkdown, markdownCode, markdownTable } from '../documents/markdown.ts';
import { problemsMarkdown } from '../findings/problems-markdown.ts';
import { notComparedWords, sideFacts, WEIGHTS } from './words.ts';

const WORDS = { explains: 'explains it', contributes: 'contributes', context: 'differs, too' };

/** The conclusion, a table of what differs, what explains most first, and all evidence with its commands. */
export function markdown({
  a,
  b,
  differences,
  same,
  unknown = [],
  conclusion,
  incomplete,
}: Comparison): string {
  const ordered = WEIGHTS.flatMap((weight) =>
    differences.filter((difference) => difference.weight === weight),
  );
  const rows = ordered.map((difference) => [
    difference.title,
    { code: difference.a ?? 'unknown' },
    { code: difference.b ?? 'unknown' },
    WORDS[difference.weight],
    difference.message,
  ]);
  const sides = sideFacts(a, b).map(([label, left, right]) => [label, { code: left }, { code: right }]);
  return [
    ['## Comparison', '', escapeMarkdown(conclusion)],
    markdownTable(['', 'A', 'B'], sides),
    rows.length === 0 ? [] : markdownTable(['WHAT', 'A', 'B', 'WEIGHT', 'WHY'], rows),
    evidenceList(ordered),
    same.length === 0 ? [] : [`The same: ${escapeMarkdown(same.join(', '))}.`],
    unknown.length === 0
      ? []
      : ['### Not compared', '', ...unknown.map((one) => `- ${escapeMarkdown(notComparedWords(one))}`)],
    problemsMarkdown(incomplete),
  ]
    .filter((part) => part.length > 0)
    .map((part) => `${part.join('\n')}\n`)
    .join('\n');
}

function evidenceList(differences: readonly Difference[]): string[] {
  const items = differences.flatMap(({ title, evidence }) =>
    evidence.map(({ text, command }) => {
      const byHand = command === undefined ? '' : ` ${markdownCode(command)}`;
      return `- ${escapeMarkdown(`${title}, ${text}`)}${byHand}`;
    }),
  );
  return items.length === 0 ? [] : ['### Evidence', '', ...items];
}
