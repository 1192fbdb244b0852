import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Comparison } from '../../../src/contracts/comparison.ts';
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
import { alike, beijing, foulComparison, staleServices } from '../samples/comparison.ts';
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

/** What stands in the column of A, in one piece. */
function columnA(text: string): string {
  return lines(text)
    .map((row) => row.slice(29, 53).trim())
    .join('');
}

describe('for people', () => {
  test.each([80, 120, 200])('keeps to %d columns; only commands are longer', async (columns) => {
    for (const comparison of [beijing, alike, staleServices]) {
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

  test('conclusion, sides and all differences fit a screen of 80 by 40', async () => {
    const rows = lines(await presentComparison(staleServices, 'human', view));
    const table = rows.slice(0, rows.indexOf('EVIDENCE')).join('\n');
    expect(rows.indexOf('EVIDENCE')).toBeLessThan(40);
    for (const { title, a } of staleServices.differences) {
      expect(table).toContain(title.split(' ', 2).join(' '));
      expect(table).toContain(a);
    }
  });

  test('evidence of what explains is shown with its commands, that of mere context with -v only', async () => {
    const [short, long] = await Promise.all(
      [false, true].map((verbose) => presentComparison(staleServices, 'human', { ...view, verbose })),
    );
    for (const { weight, evidence } of staleServices.differences) {
      for (const { command = '-' } of evidence) {
        expect(long).toContain(command);
        if (weight === 'context') continue;
        expect(short).toContain(command);
      }
    }
    const exec = staleServices.differences.find(({ what }) => what === 'exec-start');
    expect(exec?.weight).toBe('context');
    expect(short).not.toContain(exec?.message.slice(0, 40));
    expect(short).toContain('-v shows the evidence of what else differs');
    expect(long).not.toContain('-v shows');
  });

  test('markdown leaves no evidence and no command out', async () => {
    const text = await presentComparison(staleServices, 'markdown', view);
    for (const { evidence } of staleServices.differences) {
      for (const { command = '-' } of evidence) expect(text).toContain(command);
    }
  });

  test('of long values the part that differs is shown, and all of it with -v', async () => {
    expect(columnA(await presentComparison(beijing, 'human', view))).toContain(
      '…@sha256:6f1d2c3b4a5968778695',
    );
    expect(columnA(await presentComparison(beijing, 'human', { ...view, verbose: true }))).toContain(
      beijing.differences[3]?.a,
    );
  });

  test('columns stay columns on the narrowest page', async () => {
    const rows = lines(await presentComparison(staleServices, 'human', { ...view, columns: 20 }));
    const table = rows
      .slice(rows.indexOf(''), rows.indexOf('EVIDENCE'))
      .filter((row) => row.startsWith('  '));
    expect(Math.max(...table.map(({ length }) => length))).toBeLessThanOrEqual(60);
  });

  test('a side that does not tell is called unknown', async () => {
    expect(await presentComparison(beijing, 'human', view)).toMatch(/CPU limit {2,}0\.3 {2,}unknown/);
  });

  test('colours change no word', async () => {
    const colored = await presentComparison(beijing, 'human', { ...view, color: true });
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(await presentComparison(beijing, 'human', view));
  });
});
