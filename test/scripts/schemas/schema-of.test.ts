import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';
import { afterAll, describe, expect, test } from 'vitest';
import { schemaOf, type Schema } from '../../../scripts/schemas/schema-of.ts';

/** Each line is the only member of an interface that is named after its key. */
const MEMBERS = {
  Texts: 'a: string; b?: string',
  Lists: 'a: readonly string[]; b: [number, number]',
  Words: "a: (typeof ORDER)[number]; b: 'z' | 'a'; c: Exclude<(typeof ORDER)[number], 'late'>; d: 1; e: Sure",
  Named: 'a: Part; b?: Part',
  Bounded: 'a: Count; b: Count | "none";\n/** Mine. */\nc: Count',
  Known: 'a: Known<Part>',
  Records: "a: Record<string, number>; b: Record<'x' | 'y', boolean>; c: Partial<Record<'x', boolean>>",
  Either: 'a: Either',
  Both: 'a: Part & { more: boolean }',
  Circle: 'a: Tree',
  Keys: 'a: keyof Part',
  Mixed: 'a: [string, number]',
  Anything: 'a: unknown',
  Method: 'a(): void',
  Indexed: '[key: string]: number',
  Omitted: "a: Omit<Part, 'name'>",
  HalfNamed: 'a: Partial<Part>',
  Absent: 'a: Nowhere',
  Misspelt: '/**\n * @mininum 0\n */\na: number',
};
const BESIDE = `
const ORDER = ['late', 'early'] as const;
type Sure = 'yes' | 'no';
/** A part; see {@link Known}. */
interface Part {
  /** As \`kubectl\` says it. */
  name: string;
}
/**
 * From 0.
 * @asType integer
 * @minimum 0
 */
type Count = number;
type Known<T> = { known: true; value: T } | { known: false; why: string };
type Either =
  /** One. */
  | { kind: 'one' }
  /** The other. */
  | { kind: 'other'; size: number };
interface Tree { children: Tree[] }
`;
const interfaces = Object.entries(MEMBERS).map(
  ([name, members]) => `export interface ${name} {\n${members}\n}`,
);
const files = { '/tsconfig.json': '{ "files": ["a.ts"] }', '/a.ts': BESIDE + interfaces.join('\n') };
const compiler = new API({ fs: createVirtualFileSystem(files) });
afterAll(() => compiler.close());

const [project] = compiler.updateSnapshot({ openProjects: ['/tsconfig.json'] }).getProjects();
const of = (name: keyof typeof MEMBERS) => schemaOf(project!, '/a.ts', name);
const part = {
  title: 'Part',
  description: 'A part; see Known.',
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', description: 'As kubectl says it.' } },
};
const $ref = '#/$defs/part';

describe('the schema of an interface', () => {
  test.each<[string, keyof typeof MEMBERS, Record<string, Schema>, Record<string, Schema>?]>([
    ['has texts', 'Texts', { a: { type: 'string' }, b: { type: 'string' } }],
    [
      'has lists and pairs',
      'Lists',
      {
        a: { type: 'array', items: { type: 'string' } },
        b: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 },
      },
    ],
    [
      'has words in the order in which they are listed',
      'Words',
      {
        a: { enum: ['late', 'early'] },
        b: { enum: ['z', 'a'] },
        c: { const: 'early' },
        d: { const: 1 },
        e: { $ref: '#/$defs/sure' },
      },
      { sure: { title: 'Sure', enum: ['yes', 'no'] } },
    ],
    ['defines a named type once', 'Named', { a: { $ref }, b: { $ref } }, { part }],
    [
      'bounds what a name bounds',
      'Bounded',
      {
        a: { type: 'integer', minimum: 0 },
        b: { anyOf: [{ type: 'integer', minimum: 0 }, { const: 'none' }] },
        c: { type: 'integer', minimum: 0, description: 'Mine.' },
      },
    ],
    [
      'puts in what a type parameter stands for',
      'Known',
      {
        a: {
          oneOf: [
            {
              type: 'object',
              required: ['known', 'value'],
              properties: { known: { const: true }, value: { $ref } },
            },
            {
              type: 'object',
              required: ['known', 'why'],
              properties: { known: { const: false }, why: { type: 'string' } },
            },
          ],
        },
      },
      { part },
    ],
    [
      'has records of any keys and of some',
      'Records',
      {
        a: { type: 'object', additionalProperties: { type: 'number' } },
        b: {
          type: 'object',
          required: ['x', 'y'],
          properties: { x: { type: 'boolean' }, y: { type: 'boolean' } },
        },
        c: { type: 'object', properties: { x: { type: 'boolean' } } },
      },
    ],
    [
      'describes each branch of a union',
      'Either',
      { a: { $ref: '#/$defs/either' } },
      {
        either: {
          title: 'Either',
          oneOf: [
            {
              description: 'One.',
              type: 'object',
              required: ['kind'],
              properties: { kind: { const: 'one' } },
            },
            {
              description: 'The other.',
              type: 'object',
              required: ['kind', 'size'],
              properties: { kind: { const: 'other' }, size: { type: 'number' } },
            },
          ],
        },
      },
    ],
    [
      'joins types',
      'Both',
      {
        a: {
          allOf: [
            { $ref },
            { type: 'object', required: ['more'], properties: { more: { type: 'boolean' } } },
          ],
        },
      },
      { part },
    ],
    [
      'ends where a type has itself in it',
      'Circle',
      { a: { $ref: '#/$defs/tree' } },
      {
        tree: {
          title: 'Tree',
          type: 'object',
          required: ['children'],
          properties: { children: { type: 'array', items: { $ref: '#/$defs/tree' } } },
        },
      },
    ],
    ['names the keys of another', 'Keys', { a: { const: 'name' } }],
  ])('%s', (_, name, properties, $defs = {}) => {
    expect(of(name)).toMatchObject({ title: name, type: 'object', properties, $defs });
  });

  test('requires what is not optional', () => {
    expect(of('Named')['required']).toEqual(['a']);
  });

  test.each<[string, keyof typeof MEMBERS, RegExp]>([
    ['a pair of unlike things', 'Mixed', /a\.ts: no JSON Schema is made of \[string, number\]/],
    ['something unknown', 'Anything', /made of unknown/],
    ['a method', 'Method', /made of a\(\): void/],
    ['an index signature', 'Indexed', /made of export interface Indexed/],
    ['a computed type', 'Omitted', /lib.*no JSON Schema/],
    ['a named type of which all may be absent', 'HalfNamed', /made of Partial<Part>/],
    ['a name that nothing declares', 'Absent', /made of Nowhere/],
    ['a tag that is no keyword', 'Misspelt', /no keyword of JSON Schema for @mininum of a/],
  ])('is not made of %s', (_, name, says) => {
    expect(() => of(name)).toThrow(says);
  });
});
