import { expect, test } from 'vitest';
import { follow } from '../../../src/collect/manifests/nodes.ts';
import { parseText } from '../../../src/collect/manifests/parse.ts';

function values(text: string): unknown[] {
  return parseText(text).documents?.map(({ value }) => value) ?? [];
}

test.each<[string, string, unknown]>([
  ['words for true and false, as in kubectl', 'a: yes\nb: off\nc: n', { a: true, b: false, c: false }],
  ['a time of day is text', 'a: 12:30\nb: 1:2:3.5', { a: '12:30', b: '1:2:3.5' }],
  ['a date is text', 'a: 2024-01-31', { a: '2024-01-31' }],
  ['an octal number', 'a: 0644', { a: 420 }],
  ['merge keys', 'a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
  ['several merged mappings', 'a: &x {b: 1}\nc: &y {b: 2, d: 2}\ne: {<<: [*x, *y]}', { a: { b: 1 }, c: { b: 2, d: 2 }, e: { b: 1, d: 2 } }],
  ['JSON with tabs', '{\n\t"a": [1, "b"]\n}', { a: [1, 'b'] }],
  ['numbers to every base', 'a: [0644, 0o17, 0x1F, -0b11, +1_000]', { a: [420, 15, 31, -3, 1000] }],
  ['numbers that are no octal ones, or have an exponent', 'a: [08, 09.5, 1e3, .5, 5., 1E-3]', { a: [8, 9.5, 1000, 0.5, 5, 0.001] }],
  ['what only looks like a number', 'a: [0o8, 0b2, 1e, ._5, _1, 1.2.3, 1-2, 1e400, 0x]', { a: ['0o8', '0b2', '1e', '._5', '_1', '1.2.3', '1-2', '1e400', '0x'] }],
  ['nothing, and what only looks like it', 'a: [~, null, Null, NULL, nULL, tRUE, oN]\nb:', { a: [null, null, null, null, 'nULL', 'tRUE', 'oN'], b: null }],
  ['times are text', 'a: [2001-1-1, 2001-12-14t21:59:43.10-05:00]', { a: ['2001-1-1', '2001-12-14t21:59:43.10-05:00'] }],
  ['keys that are numbers or flags', '08: a\n1.5: b\nyes: c', { 8: 'a', 1.5: 'b', true: 'c' }],
  ['tags of YAML', 'a: [!!str 5, !!int "5", !!float 3, !!bool "yes", !!timestamp 2001-01-01, ! 5]', { a: ['5', 5, 3, true, '2001-01-01', '5'] }],
  ['bytes are the text that they encode', 'a: !!binary aGVsbG8=', { a: 'hello' }],
  ['a scalar of an unknown tag is text', 'a: !foo 5\nb: !foo', { a: '5', b: '' }],
  ['unknown tags of collections say nothing', 'a: !ENV [X, 1]\nb: !!set {c, d}\ne: !<!x> {f: 1}\ng: !!map [h]', { a: ['X', 1], b: { c: null, d: null }, e: { f: 1 }, g: ['h'] }],
  ['tags with a handle that a directive declares', '%TAG !e! tag:example.com,2000:\n---\na: !e!x 5', { a: '5' }],
  ['a flow collection that ends at its key', 'a:\n  b: [\n    1,\n  2\n  ]\n  c: 3', { a: { b: [1, 2], c: 3 } }],
  ['a flow collection that goes on further left', 'a:\n  b: {\n"x y": [1,\n\t2],\n# c\nz: "}"}\n  c: 3', { a: { b: { 'x y': [1, 2], z: '}' }, c: 3 } }],
  ['quoted texts that go on at their key, or further left', "a:\n  b: 'it''s: x\n  y\n\n#z'\n  c: \"d\\\ne\\\"\nf\"", { a: { b: "it's: x y\n#z", c: 'de" f' } }],
  ['the same in items', 'a:\n- b: [\n  1\n  ]\n- [\n2]\n- - - "c\nd"', { a: [{ b: [1] }, [2], [['c d']]] }],
  ['what looks like them in block scalars, plain texts and comments', "a:\n  b: |\n    it's [\n  # {\n  c: don't {\n  d: [\n]", { a: { b: "it's [\n", c: "don't {", d: [] } }],
  ['a percent sign in texts', "a: 50 %b\nb: 'c\n%d'", { a: '50 %b', b: 'c %d' }],
  ['a key that attacks prototypes', '__proto__: {polluted: 1}', JSON.parse('{"__proto__": {"polluted": 1}}')],
])('%s', (_, text, expected) => {
  expect(values(text)).toEqual([expected]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}); // prettier-ignore

test('documents that only ... parts', () => {
  expect(values('a: 1\n...\n---\nb: 2')).toEqual([{ a: 1 }, { b: 2 }]);
});

test('keys that stand twice are told with their places, and the last one counts', () => {
  const { documents } = parseText('a: 1\nb:\n  - c: 1\n    c: 2\na: 3\n');
  expect(documents?.map(({ value }) => value)).toEqual([{ a: 3, b: [{ c: 2 }] }]);
  expect(documents?.map(({ duplicates }) => duplicates)).toEqual([
    [
      { key: 'c', offset: 21, first: 12 },
      { key: 'a', offset: 26, first: 0 },
    ],
  ]);
});

test('a key that is given beside a merge is no duplicate', () => {
  expect(parseText('a: &x {b: 1}\nc:\n  b: 2\n  <<: *x').documents?.[0]?.duplicates).toEqual([]);
});

test.each([
  ['a mapping in a scalar', 'a: b: c', 4],
  ['an alias of nothing', 'a: 1\nb: *nope', 9],
  ['a bracket that is never closed', 'a: [1, 2\n', 9],
  ['a tag that its text cannot be', 'a: 1\nb: !!int x', 8],
  ['a tag with an unknown handle', 'a: 1\nb: !e!x y', 12],
  ['a text that is quoted without end, and further left', 'a:\n  b: "c\nd\n', 11],
  ['a tab as indentation', 'a:\n\tb: 1\n', 3],
])('%s is broken at its place', (_, text, offset) => {
  const { broken } = parseText(text);
  expect(broken?.offset).toBe(offset);
  expect(broken?.message).not.toBe('');
});

test('what is not closed is told as such', () => {
  expect(parseText('a:\n  b: [c\n  d: e\n').broken?.message).toBe(
    'a bracket or quote before this is not closed',
  );
});

test('more aliases than anybody needs are refused', () => {
  expect(values(`a: &x 1\nb: [${'*x,'.repeat(10_000)}]`)).toHaveLength(1);
  expect(parseText(`a: &x 1\nb: [${'*x,'.repeat(10_001)}]`).broken?.message).toMatch(/alias/);
});

test('many lines that are too far left take no longer than others', () => {
  const line = `it''s "a" [text] # \n`;
  const { documents, indented } = parseText(`a:\n  b: '${line.repeat(20_000)}'\n  c: 1\n`);
  expect(indented?.added.size).toBe(20_000);
  expect(documents?.[0]?.value).toMatchObject({ a: { c: 1 } });
});

test('a bomb of aliases takes no memory', () => {
  const levels = Array.from(
    { length: 9 },
    (_, n) => `l${n + 1}: &l${n + 1} [${Array(10).fill(`*l${n}`).join(',')}]`,
  );
  const { documents, broken } = parseText(`l0: &l0 [x]\n${levels.join('\n')}\n`);
  expect(broken).toBeUndefined();
  expect(documents).toHaveLength(1);
});

test('collections in collections beyond any use are refused', () => {
  expect(values(`a: ${'['.repeat(900)}${']'.repeat(900)}`)).toHaveLength(1);
  expect(parseText('['.repeat(100_000)).broken).toBeDefined();
});

test.each<[string, (string | number)[], string]>([
  ['a key', ['a'], 'a: &x'],
  ['a key in a mapping', ['a', 'b'], 'b: 1'],
  ['an item', ['list', 1], '- d: 2'.slice(2)],
  ['a quoted key', ['list', 2, 'e'], '"e": 3'],
  ['a key behind an alias, where its text stands', ['alias', 'b'], 'b: 1'],
  ['a key that was merged in', ['merged', 'b'], 'b: 1'],
  ['what is not there: the nearest part', ['list', 1, 'nope', 'deeper'], 'd: 2'],
  ['a key without a value', ['empty'], 'empty:'],
])('follows a path to %s', (_, path, expected) => {
  const text =
    'a: &x\n  b: 1\nlist:\n  - c: 1\n  - d: 2\n  - {"e": 3}\nalias: *x\nmerged:\n  <<: *x\nempty:\n';
  const node = parseText(text).documents?.[0]?.node();
  expect(text.slice(follow(node, path).offset).startsWith(expected)).toBe(true);
});

test('merges of merges of merges are looked into once each', () => {
  const levels = Array.from(
    { length: 8 },
    (_, n) => `l${n + 1}: &l${n + 1}\n  <<: [${Array(50).fill(`*l${n}`).join(', ')}]`,
  );
  const text = `l0: &l0 {x: 1}\n${levels.join('\n')}\n`;
  const node = parseText(text).documents?.[0]?.node();
  expect(text.slice(follow(node, ['l8', 'x']).offset)).toMatch(/^x: 1/);
  expect(text.slice(follow(node, ['l8', 'not there']).offset)).toMatch(/^l8:/);
});
