import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { command, points, prose, section, table, type Block } from '../../../src/present/document/block.ts';
import { linesOf, sectionLines } from '../../../src/present/document/lines.ts';
import { markdownOf } from '../../../src/present/document/markdown.ts';
import { isUnsafe } from '../../../src/present/text.ts';
import { foulText } from '../foul.ts';
import { page } from '../layout/page.ts';
import { markdownTokens } from '../markup.ts';

const text = (blocks: readonly Block[], own = {}): string[] =>
  sectionLines(blocks, page(own)).map((spans) => spans.map((span) => span.text).join(''));

/** A block of each kind, with a text in every place that takes one. */
const allWith = (words: string): Block[] => [
  { kind: 'title', text: words },
  ...section({ text: words, verdict: { text: words }, aside: words }, ...prose(words)),
  ...prose([words, { code: words }]),
  { kind: 'facts', rows: [[words, words]] },
  ...points([{ text: words, command: words }]),
  ...table([{ header: 'WHAT', cell: (row: string) => row }], [words], (row) => ({ text: row })),
  { kind: 'bars', histogram: { kind: 'histogram', unit: words, buckets: [{ upTo: 1, count: 1 }] } },
  { kind: 'finding', label: { text: words }, title: words, body: prose(words) },
  {
    kind: 'verdicts',
    headings: ['A', 'B', 'C'],
    rows: [{ name: words, verdict: words, style: 'dim', text: words }],
  },
  { kind: 'sides', headings: ['', 'A', 'B'], rows: [[words, words, words]] },
  { kind: 'mends', mends: [{ title: words, command: words, effect: words, where: words }] },
  { kind: 'more', text: words, flags: [words], command: words },
  ...command(words),
  { kind: 'problems', problems: [{ code: words, message: words, hint: words }] },
];

test('whatever stands in a block, Markdown has it as text or as code', () => {
  fc.assert(
    fc.property(foulText, (words) => {
      const document = markdownOf(allWith(words));
      expect(document.split('\n').filter(isUnsafe)).toEqual([]);
      const types = new Set(markdownTokens(document).map(({ type }) => type));
      expect([...types].filter((type) => ['html', 'link', 'image', 'blockquote'].includes(type))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a section without blocks leaves no heading', () => {
  expect(section('Why', ...points([]))).toEqual([]);
});

test('a list stands below its heading, and a command on a line of its own', () => {
  const blocks = section('Why', ...points([{ text: 'It waits.', command: 'kubectl get pods' }]));
  expect(text(blocks)).toEqual(['WHY', '  - It waits.', '    kubectl get pods']);
  expect(markdownOf(blocks)).toBe('### Why\n\n- It waits. `kubectl get pods`\n');
});

test('a table of a section takes the whole page, what has no room stands below the row or in a last column', () => {
  const blocks = table([{ header: 'NAME', cell: (row: string) => row }], ['web'], () => ({ text: 'slow' }));
  expect(text(blocks)).toEqual(['NAME', 'web', '  slow']);
  expect(markdownOf(blocks)).toContain('| NAME | WHY |');
});

test('in a pane a table that is too wide becomes sentences, and a command is wrapped', () => {
  const columns = ['first', 'second'].map((header) => ({ header, cell: (row: string) => row, least: 4 }));
  const pane = { columns: 30, pane: { screenReader: false } };
  const wide = 'a'.repeat(20);
  expect(text(table(columns, [wide]), pane).join(' ')).toContain('first');
  expect(text(table(columns, [wide]), pane).join('')).not.toContain('…');
  const lines = linesOf(command('kubectl '.repeat(8)), page(pane));
  expect(lines.length).toBeGreaterThan(1);
});

test('a finding has its severity beside it, in Markdown in front of it', () => {
  const blocks: Block[] = [
    { kind: 'finding', label: { text: 'high' }, title: 'It waits', body: prose('For long.') },
  ];
  expect(text(blocks)).toEqual(['  high  It waits', '        For long.']);
  expect(markdownOf(blocks)).toBe('**high: It waits**\n\nFor long.\n');
});
