import { build } from 'esbuild';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rewrites } from '../../../scripts/esbuild-plugins/index.ts';
import { rewriteModule } from '../../../scripts/esbuild-plugins/rewrite-module.ts';
import { root } from '../../../scripts/build/paths.ts';

type Transformer = (line: string, index: number) => string;

interface Modules {
  Output: new (size: { width: number; height: number }) => {
    write: (x: number, y: number, text: string, options: { transformers: Transformer[] }) => void;
    clip: (clip: { x1?: number; x2?: number; y1?: number; y2?: number }) => void;
    unclip: () => void;
    get: () => { output: string; height: number };
  };
  sanitize: (text: string) => string;
  tokenize: (text: string) => unknown;
}

const FILES = new Set(['build/output.js', 'build/sanitize-ansi.js', 'build/tokenize.js']);

async function bundled(rewritten: boolean): Promise<Modules> {
  const contents = `
    export { default as Output } from './node_modules/ink/build/output.js';
    export { default as sanitize } from './node_modules/ink/build/sanitize-ansi.js';
    export { tokenize } from './node_modules/@alcalzone/ansi-tokenize/build/index.js';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    plugins: rewritten ? rewrites.filter(({ file }) => FILES.has(file)).map(rewriteModule) : [],
  });
  const code = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return (await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`)) as Modules;
}

const ours = await bundled(true);
const theirs = await bundled(false);

const PIECES = [
  ...'a| |   |web-7d64 |…|↓|é|古い|👩‍👩‍👧|e\u0301|\u0301|\u00AD|\u200B|\n'.split('|'),
  ...['1m', '22m', '31;4m', '39m', 'm', '7m', '27m', '2J'].map((code) => `\u001B[${code}`),
];
const texts = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

const TRANSFORMERS: Transformer[][] = [
  [],
  [(line) => line],
  [(line, index) => `${index}${line.toUpperCase()}`],
];
const place = fc.integer({ min: -2, max: 12 });
const writes = fc.record({
  what: fc.constant('write' as const),
  x: fc.oneof(fc.constant(0), place),
  y: place,
  text: texts.map((text) => theirs.sanitize(text)),
  transformers: fc.constantFrom(...TRANSFORMERS),
});
const clips = fc.record({
  what: fc.constant('clip' as const),
  clip: fc.record({ x1: place, x2: place, y1: place, y2: place }, { requiredKeys: [] }),
});
const unclips = fc.record({ what: fc.constant('unclip' as const) });
const operations = fc.array(fc.oneof({ weight: 4, arbitrary: writes }, clips, unclips), { maxLength: 12 });

function draw(
  { Output }: Modules,
  list: typeof operations extends fc.Arbitrary<infer T> ? T : never,
): { output: string; height: number } {
  const output = new Output({ width: 10, height: 6 });
  for (const one of list) {
    if (one.what === 'write') output.write(one.x, one.y, one.text, one);
    else if (one.what === 'clip') output.clip(one.clip);
    else output.unclip();
  }
  return output.get();
}

describe('the rewritten Ink', () => {
  test('draws what is written as the original one does', () => {
    fc.assert(
      fc.property(operations, (list) => {
        expect(draw(ours, list)).toEqual(draw(theirs, list));
      }),
      {
        numRuns: 2000,
        examples: [
          [
            [
              { what: 'clip', clip: { x1: 0, x2: 0 } },
              { what: 'write', x: 0, y: 0, text: '\u0591', transformers: [] },
            ],
          ],
        ],
      },
    );
  });

  test('leaves out and keeps the same escapes', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(ours.sanitize(text)).toBe(theirs.sanitize(text));
      }),
    );
  });

  test('takes texts apart in the same way', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(ours.tokenize(text)).toEqual(theirs.tokenize(text));
      }),
    );
  });
});
