import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitted, withBelow } from '../../../src/present/layout/fitted.ts';
import type { FittedColumn } from '../../../src/present/layout/fitted.ts';
import { line, render } from '../../../src/present/layout/lines.ts';
import { page } from './page.ts';

interface Row {
  name: string;
  count: string;
  why: string;
}

const COLUMNS: readonly FittedColumn<Row>[] = [
  { header: 'NAME', cell: ({ name }) => name, least: 8 },
  { header: 'COUNT', cell: ({ count }) => count, align: 'right' },
  { header: 'MORE', cell: ({ count }) => `${count}0`, align: 'right', rank: 2 },
  { header: 'WHY', cell: ({ why }) => why, least: 10, rank: 1 },
];
const rows = [{ name: 'web-7d64c9bd5-x2x9p', count: '16,020', why: 'because there are many of them' }];
const at = (columns: number) => {
  const { lines, headers } = fitted(COLUMNS, rows, page({ columns }));
  return { text: render(lines, { color: false }), headers };
};

describe('a table that keeps to the page', () => {
  test('has everything where there is room', () => {
    expect(at(100).headers).toEqual(['NAME', 'COUNT', 'MORE', 'WHY']);
    expect(at(100).text).toContain('because there are many of them');
  });

  test('cuts the widest text first: the last column at its end', () => {
    expect(at(60).text).toContain('because there are …');
    expect(at(60).text).toContain('web-7d64c9bd5-x2x9p');
  });

  test('cuts names in their middle', () => expect(at(42).text).toContain('web-7…2x9p'));

  test('leaves out the column with the highest rank, then the next', () => {
    expect(at(36).headers).toEqual(['NAME', 'COUNT', 'WHY']);
    expect(at(28).headers).toEqual(['NAME', 'COUNT']);
  });

  test('never cuts a figure, however narrow the page', () => {
    expect(at(5).text).toContain('16,020');
    expect(at(5).text).toContain('web-…x9p');
    expect(at(5).headers).toEqual(['NAME', 'COUNT']);
  });

  test('is as wide as the page at most, for any texts, unless nothing can be cut any more', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.string({ maxLength: 40 }),
            count: fc.nat().map(String),
            why: fc.string({ maxLength: 90 }),
          }),
        ),
        fc.integer({ min: 40, max: 200 }),
        (some, columns) => {
          const { lines, headers } = fitted(COLUMNS, some, page({ columns }));
          expect(lines).toHaveLength(some.length + 1);
          expect(headers.slice(0, 2)).toEqual(['NAME', 'COUNT']);
          for (const spans of lines)
            expect(spans.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  test('more about a row stands below it', () => {
    const lines = [line('HEAD'), line('a'), line('b')];
    expect(render(withBelow(lines, [[line('  of a')], []]), { color: false })).toBe('HEAD\na\n  of a\nb\n');
  });
});
