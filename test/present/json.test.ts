import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { jsonPieces, toJson } from '../../src/present/json.ts';

describe('JSON in pieces is the same text', () => {
  test.each<[string, object]>([
    ['an empty report', {}],
    ['absent fields', { a: undefined, b: 1, c: undefined }],
    ['empty and short lists', { a: [], b: [1, { c: [] }] }],
    ['a list of one piece', { a: Array.from({ length: 50 }, (_, index) => index) }],
    ['a list that fills its pieces', { a: Array.from({ length: 100 }, (_, index) => ({ index })) }],
    [
      'a list with a rest',
      { before: 'x', a: Array.from({ length: 151 }, (_, index) => [index]), after: null },
    ],
    [
      'what a terminal would obey',
      { 'k\u009b': Array.from({ length: 60 }, () => 'a\u202eb\u{e0001}\ud800') },
    ],
  ])('%s', (_, report) => {
    expect([...jsonPieces(report)].join('')).toBe(toJson(report));
  });

  test('any report', () => {
    const list = fc.array(fc.jsonValue(), { maxLength: 130, size: 'max' });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), list)), (report) => {
        expect([...jsonPieces(report)].join('')).toBe(toJson(report));
      }),
      { numRuns: 200 },
    );
  });

  test('long lists come in several pieces', () => {
    expect([...jsonPieces({ a: Array.from({ length: 500 }, () => 'x') })].length).toBeGreaterThan(10);
  });
});
