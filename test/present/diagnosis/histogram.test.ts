import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramRows } from '../../../src/present/diagnosis/histogram.ts';

const of = (...counts: number[]) => ({
  kind: 'histogram' as const,
  unit: 'ms',
  buckets: counts.map((count, index) => ({ upTo: (index + 1) * 100, count })),
});

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

test.each([
  ['nothing for nothing', of(0, 0), []],
  ['nothing for no ranges', of(), []],
  ['the empty ends are left out', of(0, 2, 1, 0), ['≤ 200 ms 2 ━━━━━━━━━━', '≤ 300 ms 1 ━━━━━']],
  ['a short gap is drawn', of(1, 0, 1), ['≤ 100 ms 1 ━━━━━━━━━━', '≤ 200 ms 0 ', '≤ 300 ms 1 ━━━━━━━━━━']],
  [
    'a long gap is one row',
    of(1, 0, 0, 0, 0, 1),
    ['≤ 100 ms 1 ━━━━━━━━━━', '… 4 empty ranges 0 ', '≤ 600 ms 1 ━━━━━━━━━━'],
  ],
])('%s', (_, histogram, shown) => {
  expect(histogramRows(histogram, 10).map(({ range, count, bar }) => `${range} ${count} ${bar}`)).toEqual(
    shown,
  );
});

test('no request is left out, and no bar is too long', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1000 })), fc.integer({ min: 1, max: 60 }), (counts, columns) => {
      const rows = histogramRows(of(...counts), columns);
      expect(sum(rows.map(({ count }) => count))).toBe(sum(counts));
      expect(rows.filter(({ bar }) => bar.length > columns)).toEqual([]);
      expect(rows.filter(({ count, bar }) => count > 0 && bar === '')).toEqual([]);
    }),
  );
});
