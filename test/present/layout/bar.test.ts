import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bar, gauge } from '../../../src/present/layout/bar.ts';

describe('a bar', () => {
  test.each([
    [0, ''],
    [0.001, '╸'],
    [5, '╸'],
    [50, '━━━━━'],
    [75, '━━━━━━━╸'],
    [100, '━━━━━━━━━━'],
    [902, '━━━━━━━━━━'],
  ])('of %d per cent in ten columns is %s', (percent, shown) => expect(bar(percent, 10)).toBe(shown));

  test('and the rest of its gauge always fill the columns', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (percent, columns) => {
          const drawn = gauge({ percent, columns }).map(({ text }) => text);
          expect(drawn.join('')).toHaveLength(columns);
        },
      ),
    );
  });
});
