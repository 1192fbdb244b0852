import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Comparison } from '../../../src/comparison.ts';
import {
  COMPARISON_OUTPUTS,
  comparisonFormatOf,
  comparisonFormats,
  presentComparison,
} from '../../../src/present/comparison/index.ts';
import type { ComparisonFormat } from '../../../src/present/comparison/index.ts';
import { isUnsafe } from '../../../src/present/text.ts';
import { foulText, replaced } from '../foul.ts';
import { markdownRows, markdownTokens } from '../markup.ts';
import { alike, beijing, foulComparison } from '../samples/comparison.ts';
import { FOUL } from '../samples/scan.ts';

const view = { columns: 80, color: false };
const lines = (text: string) => text.split('\n');

test('every format has words for the help, and no other is taken', () => {
  expect(comparisonFormats).toEqual(['human', 'json', 'yaml', 'markdown']);
  expect(Object.values(COMPARISON_OUTPUTS).every(({ description }) => description.length > 10)).toBe(true);
  expect(() => comparisonFormatOf('csv')).toThrow('unknown output format "csv"');
});

test.each(comparisonFormats)('-o %s: whatever stands in it, it can be read', async (format) => {
  await fc.assert(
    fc.asyncProperty(foulText, async (text) => {
      const comparison = replaced(foulComparison, FOUL, text);
      const document = await presentComparison(comparison, format, view);
      expect(lines(document).filter(isUnsafe)).toEqual([]);
      expect(document.endsWith('\n')).toBe(true);
      READ[format](document, comparison);
    }),
    { numRuns: 40 },
  );
});

const READ: Record<ComparisonFormat, (document: string, comparison: Comparison) => void> = {
  human: (document) => expect(document).toContain('WHAT EXPLAINS IT'),
  json: (document, comparison) => expect(JSON.parse(document)).toEqual(comparison),
  yaml: (document, comparison) => expect(parse(document)).toEqual(comparison),
  markdown: (document) => {
    expect(markdownRows(document).map((rows) => rows.length)).toEqual([6, 1]);
    const types = new Set(markdownTokens(document).map(({ type }) => type));
    expect(
      [...types].filter((type) => ['html', 'link', 'image', 'code', 'blockquote'].includes(type)),
    ).toEqual([]);
  },
};

describe('for people', () => {
  test.each([80, 120, 200])('keeps to %d columns; only commands are longer', async (columns) => {
    for (const comparison of [beijing, alike]) {
      const rows = lines(await presentComparison(comparison, 'human', { ...view, columns }));
      expect(rows.filter((row) => row.length > columns && !row.trim().startsWith('kubectl '))).toEqual([]);
    }
  });

  test('the conclusion comes first, then what explains, contributes, and else differs', async () => {
    const text = await presentComparison(
      { ...beijing, differences: beijing.differences.toReversed() },
      'human',
      { ...view, columns: 200 },
    );
    expect(text.startsWith('A is worse off')).toBe(true);
    const order = [
      'WHAT EXPLAINS IT',
      'WHAT CONTRIBUTES',
      'WHAT ELSE DIFFERS',
      'THE SAME',
      'NOT COMPARED',
      'NOT SEEN',
    ];
    expect(order.map((heading) => text.indexOf(heading))).toEqual(
      order.map((heading) => text.indexOf(heading)).toSorted((left, right) => left - right),
    );
    expect(order.every((heading) => text.includes(heading))).toBe(true);
  });

  test('what differs is never cut, however long it is', async () => {
    const text = await presentComparison(beijing, 'human', view);
    const joined = lines(text)
      .map((row) => row.slice(23, 50).trim())
      .join('');
    expect(joined).toContain(beijing.differences[3]?.a);
  });

  test('a side that does not tell is called unknown', async () => {
    expect(await presentComparison(beijing, 'human', view)).toMatch(/CPU limit {2,}0\.3 {2,}unknown/);
  });

  test('colours change no word', async () => {
    const colored = await presentComparison(beijing, 'human', { ...view, color: true });
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(await presentComparison(beijing, 'human', view));
  });
});
