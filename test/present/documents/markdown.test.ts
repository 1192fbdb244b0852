import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, markdownCode, markdownTable } from '../../../src/present/documents/markdown.ts';
import { printable } from '../../../src/present/text.ts';
import { markdownRows, markdownTokens } from '../markup.ts';

const HARMLESS = new Set(['table', 'text', 'escape', 'codespan', 'space', 'paragraph']);

describe('foreign text in Markdown', () => {
  test.each([
    ['words stay', 'two Services, 8 variables (42.8%).', 'two Services, 8 variables (42.8%).'],
    ['pipes do not end a cell', 'a|b', 'a&#124;b'],
    ['HTML is text', '<script>&amp;', '&lt;script&gt;&amp;amp;'],
    ['links are text', '[x](http://evil.test)', String.raw`\[x\](http&#58;//evil.test)`],
    ['addresses are no links', 'www.evil.test', 'www&#46;evil.test'],
    ['nobody is mentioned', '@all', '`@`all'],
    ['code does not begin', '`x`', String.raw`\`x\``],
    ['a heading does not begin', '# x', String.raw`\# x`],
    ['a list does not begin', '- x', String.raw`\- x`],
    ['a numbered list does not begin', '1. x', '1&#46; x'],
    ['a figure is no list', '1.64 MiB', '1.64 MiB'],
    ['growth is no list', '+3.1', '+3.1'],
    ['emphasis is text', '*a* _b_ ~c~', String.raw`\*a\* \_b\_ \~c\~`],
    ['a backslash is one', String.raw`a\b`, String.raw`a\\b`],
  ])('%s', (_, text, written) => expect(escapeMarkdown(text)).toBe(written));

  test.each([
    ['a name', 'web', '`web`'],
    ['backquotes', 'a`b', '`` a`b ``'],
    ['many backquotes', '``', '``` `` ```'],
    ['nothing', '', ''],
  ])('as code: %s', (_, text, written) => expect(markdownCode(text)).toBe(written));

  test('whatever stands in cells, the table keeps its rows and columns and shows what was meant', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'|`\\<>&[](){}*_~#$@!:/ -+=1.aw') }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (pairs) => {
        const lines = markdownTable(
          ['TEXT', 'CODE:'],
          pairs.map(([prose, code]) => [prose, { code: `x${code}x` }]),
        );
        const document = lines.join('\n');
        const [rows] = markdownRows(document);
        expect(rows).toEqual(pairs.map(([prose, code]) => [printable(prose), printable(`x${code}x`)]));
        const types = new Set(markdownTokens(document).map(({ type }) => type));
        expect([...types].filter((type) => !HARMLESS.has(type))).toEqual([]);
      }),
    );
  });
});
