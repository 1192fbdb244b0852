import { expect, test } from 'vitest';
import { parseJson } from '../../../src/collect/cluster/json.ts';

test.each([
  ['objects without number', '{"items":[', '{},', 2_000_000, '{}]}'],
  ['lists in lists', '{"items":', '[', 300_000, ''],
  ['objects in objects', '', '{"a":', 100_000, ''],
  ['values without number', '{"items":[', '1,', 3_000_000, '1]}'],
  ['keys without number', '{', '"a":1,', 3_000_000, '"b":1}'],
])('%s are refused before they are parsed', (_, before, text, times, after) => {
  expect(() => parseJson(before + text.repeat(times) + after)).toThrow(
    expect.objectContaining({ code: 'too-large' }),
  );
});

test.each([
  ['brackets in texts', { a: '[{'.repeat(2_000_000) }],
  ['quotes and backslashes in texts', { a: '\\"[\\'.repeat(500_000), b: [1] }],
  [
    'many objects, as in a page of pods',
    { items: Array.from({ length: 60_000 }, (_, n) => ({ n, s: 'x' })) },
  ],
])('large JSON with %s is parsed', (_, value) => {
  expect(parseJson(JSON.stringify(value))).toEqual(value);
});

test('what is no JSON is a SyntaxError, however large', () => {
  expect(() => parseJson('{"a":')).toThrow(SyntaxError);
  expect(() => parseJson(`{"a":"${'x'.repeat(400_000)}`)).toThrow(SyntaxError);
});
