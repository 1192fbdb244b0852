import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toAscii, wantsAscii } from '../../src/terminal/ascii.ts';

test.each<[NodeJS.ProcessEnv, boolean]>([
  [{ LC_ALL: 'C' }, true],
  [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C' }, true],
  [{ LC_CTYPE: 'C', LANG: 'de_DE.UTF-8' }, true],
  [{ LANG: 'de_DE.ISO-8859-1' }, true],
  [{ LC_ALL: 'C.UTF-8' }, false],
  [{ LC_ALL: 'en_US.utf8', LANG: 'C' }, false],
  [{ LC_ALL: '', LANG: 'en_US.UTF-8' }, false],
  // Most containers say nothing.
  [{}, false],
])('%o: ASCII %s', (env, expected) => {
  expect(wantsAscii(env)).toBe(expected);
});

describe('becomes ASCII', () => {
  test.each([
    ['the container’s “env”', 'the container\'s "env"'],
    ['━━━╸────────', '====--------'],
    ['┌──┐\n│a │\n└──┘', '+--+\n|a |\n+--+'],
    ['85 µs, 3×, ≥ 20', '85 us, 3x, >= 20'],
    ['• one ▸ two ✓', '* one > two v'],
    ['a cut nam…', 'a cut nam...'],
    ['grün, naïve', 'grun, naive'],
    ['日本', '????'],
    ['\u001b[31m—\u001b[39m', '\u001b[31m-\u001b[39m'],
  ])('%s', (text, expected) => {
    expect(toAscii(text, 80)).toBe(expected);
  });

  test('and columns stay where they are', () => {
    expect(toAscii('long-na…   12 ms\nweb        3 µs', 80)).toBe('long-na... 12 ms\nweb        3 us');
  });

  test('and a full line does not become wider', () => {
    expect(toAscii('0123456…', 8)).toBe('0123456.');
    expect(toAscii('0123456…', 10)).toBe('0123456...');
  });

  test('whatever it was, and no line is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const ascii = toAscii(text, 80);
        expect(ascii).toMatch(/^[\u0000-\u007f]*$/);
        expect(ascii.split('\n')).toHaveLength(text.split('\n').length);
      }),
      { numRuns: 20 },
    );
  });
});
