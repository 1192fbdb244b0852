import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { whereTheyDiffer } from '../../../src/present/comparison/abridge.ts';

const page = { width: (text: string) => text.length };

test.each([
  ['what fits stays whole', 'web:1', 'web:2', 40, ['web:1', 'web:2']],
  [
    'the shared beginning goes, but for the part before the difference',
    'registry.example/shop/web:1.2@sha256:aaaa',
    'registry.example/shop/web:1.2@sha256:bbbb',
    20,
    ['…@sha256:aaaa', '…@sha256:bbbb'],
  ],
  ['what is left is cut at its end', 'a'.repeat(30), 'b'.repeat(30), 10, ['aaaaaaaaa…', 'bbbbbbbbb…']],
  ['one that is the beginning of the other', 'web', `web${'x'.repeat(30)}`, 10, ['web', 'webxxxxxx…']],
] as const)('%s', (_, a, b, room, shown) => {
  expect(whereTheyDiffer(a, b, { room, page })).toEqual(shown);
});

test('never wider than the room, and equal values stay equal', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 4, max: 30 }), (a, b, room) => {
      const shown = whereTheyDiffer(a, b, { room, page });
      for (const text of shown) expect(text.length).toBeLessThanOrEqual(room);
      const [left, right] = whereTheyDiffer(a, a, { room, page });
      expect(left).toBe(right);
    }),
  );
});
