import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announcedToken, listParts } from '../../../src/collect/cluster/list-text.ts';

/** All items of all parts, and the token that came last. */
function read(text: string): { items: unknown[]; parts: number; token: string } {
  const items: unknown[] = [];
  const parts = listParts(Buffer.from(text));
  for (let count = 0; ; count++) {
    const part = parts.next();
    if (part.done) return { items, parts: count, token: part.value };
    items.push(...part.value);
  }
}

const listOf = (items: unknown[], metadata: object = {}): string =>
  `${JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata, items })}\n`;
const pad = 'x'.repeat(60_000);
const item = (name: string, more: object = {}) => ({ metadata: { name, annotations: { pad } }, ...more });

describe('a list', () => {
  test('that is large comes in several parts, every item once', () => {
    const items = Array.from({ length: 20 }, (_, index) => item(`pod-${index}`));
    const found = read(listOf(items, { continue: 'more' }));
    expect(found).toMatchObject({ items, token: 'more' });
    expect(found.parts).toBeGreaterThan(4);
  });

  test('whose items begin with their kind comes in parts, too', () => {
    const items = Array.from({ length: 10 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      ...item(`${index}`),
    }));
    const found = read(listOf(items));
    expect(found.items).toEqual(items);
    expect(found.parts).toBeGreaterThan(2);
  });

  test.each([
    ['objects like the items within the items', { list: [item('a'), item('b'), item('c'), item('d')] }],
    ['text that looks like the next item', { text: `${pad}${pad}${pad}},{"metadata":{"name":"no"` }],
    ['lists of lists of such objects', { list: [[item('a')], [item('b'), item('c'), item('d'), item('e')]] }],
  ])('is the same with %s', (_, more) => {
    const items = ['one', 'two', 'three', 'four'].map((name) => item(name, more));
    expect(read(listOf(items, { continue: 'x' }))).toMatchObject({ items, token: 'x' });
  });

  test.each([
    ['no items', '{"metadata":{"continue":"a"},"items":[]}', [], 'a'],
    ['null for items', '{"metadata":{},"items":null}', [], ''],
    ['items of no shape', '{"items":[1,"a",null],"metadata":{}}', [1, 'a', null], ''],
    [
      'metadata behind the items',
      '{"items":[{"metadata":{}}],"metadata":{"continue":"b"}}',
      [{ metadata: {} }],
      'b',
    ],
    ['no metadata', '{"items":[{"metadata":{}}]}', [{ metadata: {} }], ''],
    [
      'null for metadata',
      '{"metadata":null,"items":[{"metadata":{"name":"a"}}]}',
      [{ metadata: { name: 'a' } }],
      '',
    ],
    ['a token that is no text', '{"metadata":{"continue":1},"items":[]}', [], ''],
    [
      'other keys behind the items',
      '{"metadata":{},"items":[{"metadata":{}}],"more":[{}]}',
      [{ metadata: {} }],
      '',
    ],
    ['spaces', '{ "metadata": {}, "items": [ {"metadata": {}} ] }', [{ metadata: {} }], ''],
  ])('with %s is read all the same', (_, text, items, token) => {
    expect(read(text)).toMatchObject({ items, token });
  });

  test.each([
    ['cut off in its items', listOf([item('a'), item('b'), item('c'), item('d')]).slice(0, -90_000)],
    ['cut off at its end', listOf([item('a')]).slice(0, -3)],
    ['broken within an item', listOf([item('a'), item('b'), item('c'), item('d')]).replace(/"b","/, '"b";"')],
    ['no object', '"hello"'],
    ['empty', ''],
  ])('that is %s is an error', (_, text) => {
    expect(() => read(text)).toThrow(/JSON|object/);
  });

  test('of any JSON is what JSON.parse makes of it', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const large = fc.constant(pad);
    const object = fc.record({ metadata: fc.record({ name: fc.string(), pad: large }), spec: value });
    fc.assert(
      fc.property(fc.array(object, { maxLength: 12 }), fc.string(), (items, token) => {
        const text = listOf(items, { continue: token });
        const whole = JSON.parse(text) as { items: unknown[] };
        expect(read(text)).toMatchObject({ items: whole.items, token });
      }),
      { numRuns: 50 },
    );
  });
});

describe('the next token', () => {
  test.each([
    ['is in the metadata', '{"kind":"L","metadata":{"continue":"aB_-=/+1"},"items":[', 'aB_-=/+1'],
    ['is not looked for in items', '{"metadata":{},"items":[{"continue":"x"}', undefined],
    ['is not taken when it is no token', '{"metadata":{"continue":"a\\"b"},"items":[', undefined],
    ['may be absent', '{"metadata":{"resourceVersion":"1"},"items":[', undefined],
  ])('%s', (_, head, token) => {
    expect(announcedToken(head)).toBe(token);
  });
});
