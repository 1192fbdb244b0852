import { describe, expect, test } from 'vitest';
import { parseBoundedJson } from '../../src/files/bounded-json.ts';

const parse = (text: string, maxParts = 1000): unknown =>
  parseBoundedJson(Buffer.from(text), { maxParts, maxDepth: 20 });

test.each([
  '{"a":[1,2,{"b":null}],"c":"grün"}',
  String.raw`["{{{{[[[[,,,,", "\"[[[[", "\\", "\\\"{"]`,
  ' 12 ',
])('%s is read as it stands', (text) => {
  expect(parse(text, 10)).toEqual(JSON.parse(text));
});

describe('is refused', () => {
  test.each([
    { name: 'many empty objects', text: `[${'{},'.repeat(2000)}{}]`, says: 'it has more than 1,000 parts' },
    { name: 'many numbers', text: `[${'1,'.repeat(2000)}1]`, says: 'it has more than 1,000 parts' },
    {
      name: 'lists within lists',
      text: '['.repeat(500) + ']'.repeat(500),
      says: 'it has more than 20 lists and objects within each other',
    },
    { name: 'brackets that never close', text: '['.repeat(5_000_000), says: 'it has more than 20 lists' },
    { name: 'half a document', text: '{"a":', says: 'it is not JSON: ' },
    { name: 'a text without end', text: '"abc', says: 'it is not JSON: ' },
    { name: 'nothing', text: '', says: 'it is not JSON: ' },
  ])('$name', ({ text, says }) => {
    expect(() => parse(text)).toThrow(says);
  });
});
