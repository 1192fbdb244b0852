import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnsafe, printable, printableCommand, printableLines } from '../../src/present/text.ts';

describe('foreign text on a terminal', () => {
  test.each([
    ['plain names stay', 'web-7d64c9bd5-x2x9p', 'web-7d64c9bd5-x2x9p'],
    ['other scripts stay', 'サービス größer', 'サービス größer'],
    ['colours are spelled out', '\u001b[31mred\u001b[0m', String.raw`\x1b[31mred\x1b[0m`],
    ['a title that is set is spelled out', '\u001b]0;owned\u0007', String.raw`\x1b]0;owned\x07`],
    ['8-bit control sequences are spelled out', '\u009b2J', String.raw`\x9b2J`],
    ['a reversed direction is spelled out', 'a\u202egnp.exe', String.raw`a\u{202e}gnp.exe`],
    ['zero-width characters are spelled out', 'ad\u200bmin', String.raw`ad\u{200b}min`],
    ['invisible letters are spelled out', 'a\u3164b', String.raw`a\u{3164}b`],
    ['invisible tags are spelled out', 'a\u{e0041}', String.raw`a\u{e0041}`],
    ['half a surrogate is spelled out', 'a\ud800', String.raw`a\u{d800}`],
    ['backspaces are spelled out', 'rm\u0008\u0008ls', String.raw`rm\x08\x08ls`],
    ['line breaks of all kinds become a space', 'a\r\nb\u2028c\u0085d', String.raw`a b c\x85d`],
    ['runs of white space become one space', ' a \t\u00a0 b ', 'a b'],
  ])('%s', (_, text, shown) => expect(printable(text)).toBe(shown));

  test('a text is bounded', () => {
    expect(printable('x'.repeat(1000), { max: 10 })).toBe('xxxxxxxxx…');
  });

  test('a text that grows by spelling it out is bounded, too', () => {
    expect(printable('\u0007'.repeat(300), { max: 300 })).toHaveLength(300);
  });

  test('whatever comes in, one safe line comes out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const shown = printable(text);
        expect(isUnsafe(shown)).toBe(false);
        expect(shown.length).toBeLessThanOrEqual(300);
      }),
    );
  });

  test('a block keeps its lines and indents, and nothing else', () => {
    expect(printableLines('kind: Role\n  rules:\u001b[A\r\nend')).toBe(`kind: Role\n  rules:\\x1b[A\nend`);
  });

  test('a command keeps its spaces and stays on one line', () => {
    expect(printableCommand("sh -c 'a  b\nc'")).toBe(String.raw`sh -c 'a  b\nc'`);
  });

  test('a command that is too long is not shown in part', () => {
    expect(printableCommand(`kubectl ${'x'.repeat(400)}`)).toBe('# too long for a screen: see --output json');
  });
});
