import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '../../../../src/collect/cluster/watch/lines.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const read = (text: string, size = 3, most?: number): Promise<string[]> =>
  Array.fromAsync(linesOf(inPieces(Buffer.from(text), size), most));

const CASES: Record<string, [string, string[]]> = {
  'lines come whole, however they were cut': ['{"a":1}\n{"b":2}\n', ['{"a":1}', '{"b":2}']],
  'a letter may be cut, too': ['é界\n', ['é界']],
  'empty lines are none': ['\n\n a\n \r\n', [' a']],
  'what stands after the last line break was cut off': ['a\nb', ['a']],
  'nothing is no line': ['', []],
};

test.each(Object.entries(CASES))('%s', async (_, [text, lines]) => {
  expect(await read(text)).toEqual(lines);
});

test('a line of any length is given up when it is longer than the longest', async () => {
  await expect(read('x'.repeat(200), 10, 100)).rejects.toMatchObject({ code: 'too-large' });
  expect(await read(`${'x'.repeat(90)}\n`.repeat(5), 10, 100)).toHaveLength(5);
});

test('the lines are the same, whatever the pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[a-z界]{1,8}$/)),
      fc.integer({ min: 1, max: 20 }),
      async (lines, size) => {
        expect(await read(lines.map((line) => `${line}\n`).join(''), size)).toEqual(lines);
      },
    ),
    { numRuns: 50 },
  );
});
