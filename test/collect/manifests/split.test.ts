import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitDocuments, type Piece } from '../../../src/collect/manifests/split.ts';

async function pieces(text: string, { chunk = 7, largest = 1000 } = {}): Promise<Piece[]> {
  const chunks = (async function* () {
    for (let at = 0; at < text.length; at += chunk) yield text.slice(at, at + chunk);
  })();
  return Array.fromAsync(splitDocuments(chunks, largest));
}

test.each<[string, string, [number, string][]]>([
  ['nothing', '', []],
  ['blank lines only', '\n  \n', []],
  ['one document', 'a: 1\n', [[1, 'a: 1\n']]],
  ['two documents', 'a: 1\n---\nb: 2\n', [[1, 'a: 1\n'], [2, '---\nb: 2\n']]],
  ['lines that end as on Windows', 'a: 1\r\n---\r\nb: 2\r\n', [[1, 'a: 1\r\n'], [2, '---\r\nb: 2\r\n']]],
  ['content on the line of the separator', '--- {a: 1}\n--- b', [[1, '--- {a: 1}\n'], [2, '--- b']]],
  ['dashes that belong to a text', 'a: |\n  ---\n  b\n---x: 1\n', [[1, 'a: |\n  ---\n  b\n---x: 1\n']]],
  ['directives, which belong to what follows', '%YAML 1.1\n# x\n---\na: 1\n', [[1, '%YAML 1.1\n# x\n---\na: 1\n']]],
  ['directives behind a document', 'a: 1\n...\n%YAML 1.1\n# x\n---\nb: 2\n', [[1, 'a: 1\n...\n'], [3, '%YAML 1.1\n# x\n---\nb: 2\n']]],
  ['directives behind another without an end', 'a: 1\n%TAG !e! x\n\n---\nb: 2\n', [[1, 'a: 1\n'], [2, '%TAG !e! x\n\n---\nb: 2\n']]],
  ['percent signs in texts', 'a: |\n  %YAML 1.1\n---\nb: 2\n', [[1, 'a: |\n  %YAML 1.1\n'], [3, '---\nb: 2\n']]],
  ['JSON objects one after the other', '{"a":1}\n{"b":2}\n\n{\n}\n', [[1, '{"a":1}\n'], [2, '{"b":2}\n\n'], [4, '{\n}\n']]],
  ['JSON with braces at the begin of lines', '{"a":[\n{\n}\n,\n{\n}\n]}\n', [[1, '{"a":[\n{\n}\n,\n{\n}\n]}\n']]],
  ['actions of templates', '{{ if a }}\n{{ end }}\n', [[1, '{{ if a }}\n{{ end }}\n']]],
])('%s', async (_, text, expected) => {
  expect((await pieces(text)).map((piece) => [piece.line, piece.text])).toEqual(expected);
}); // prettier-ignore

test('a document beyond the bound comes without its text, and the next one is whole', async () => {
  const text = `${'x: 1\n'.repeat(20)}---\na: 1\n`;
  expect(await pieces(text, { largest: 50 })).toEqual([{ line: 1 }, { line: 21, text: '---\na: 1\n' }]);
  expect(await pieces('y'.repeat(100), { largest: 50 })).toEqual([{ line: 1 }]);
});

test('nothing is lost, lines are counted right, and the size of chunks does not matter', async () => {
  const line = fc.constantFrom(
    '---',
    '--- a',
    'a: 1',
    '{',
    '}',
    '{"b": 1}',
    '',
    '# c',
    '%YAML 1.2',
    '%TAG !a! b',
    'ü: 😀',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.nat(20), async (lines, chunk) => {
      const text = lines.join('\n');
      const all = await pieces(text, { chunk: chunk + 1 });
      expect(all).toEqual(await pieces(text, { chunk: 1000 }));
      for (const piece of all) {
        expect(
          lines
            .slice(piece.line - 1)
            .join('\n')
            .startsWith(piece.text!),
        ).toBe(true);
      }
      expect(words(all.map((piece) => piece.text).join(''))).toBe(words(text));
    }),
  );
});

function words(text: string): string {
  return text.replaceAll(/\s/g, '');
}
