import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editLine, lineOf } from '../../../../src/present/tui/app/edit-line.ts';

/** The line after these keys, with `|` where the cursor is. */
function after(text: string, ...keys: string[]): string {
  const { text: all, cursor } = keys.reduce((line, key) => editLine(line, key) ?? line, lineOf(text));
  return Array.from(all).toSpliced(cursor, 0, '|').join('');
}

describe('a line that is typed', () => {
  test.each<[string, string, string[], string]>([
    ['letters come where the cursor is', 'ab', ['left', 'x'], 'ax|b'],
    ['the space bar makes a space', 'a', ['space', 'b'], 'a b|'],
    ['backspace takes what is before the cursor', 'abc', ['left', 'backspace'], 'a|c'],
    ['delete takes what is after it', 'abc', ['home', 'delete'], '|bc'],
    ['neither takes anything where there is nothing', 'a', ['delete', 'home', 'backspace'], '|a'],
    ['the cursor stays in the line', 'a', ['right', 'right', 'left', 'left', 'left'], '|a'],
    ['Ctrl-A and Ctrl-E go to the ends', 'abc', ['ctrl-a', 'x', 'ctrl-e', 'y'], 'xabcy|'],
    ['Ctrl-U empties the line before the cursor', 'abc', ['left', 'ctrl-u'], '|c'],
    ['Ctrl-K empties it after the cursor', 'abc', ['left', 'left', 'ctrl-k'], 'a|'],
    ['Ctrl-W takes a word', 'ns a-b  ', ['ctrl-w'], 'ns |'],
    ['a character of two halves is one', '😀a', ['left', 'backspace'], '|a'],
  ])('%s', (_, text, keys, line) => {
    expect(after(text, ...keys)).toBe(line);
  });

  test('other keys do not edit', () => {
    for (const key of ['up', 'down', 'enter', 'esc', 'tab', 'pgup', 'ctrl-x'])
      expect(editLine(lineOf('a'), key)).toBeUndefined();
  });

  test('whatever is typed, the cursor is in the line and the line has an end', () => {
    const keys = fc.constantFrom(
      'a',
      'ä',
      '😀',
      'space',
      'left',
      'right',
      'home',
      'end',
      'backspace',
      'delete',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), fc.array(keys), (text, pressed) => {
        let line = lineOf(text);
        for (const key of pressed) line = editLine(line, key) ?? line;
        const length = Array.from(line.text).length;
        expect(line.cursor).toBeGreaterThanOrEqual(0);
        expect(line.cursor).toBeLessThanOrEqual(length);
        expect(length).toBeLessThanOrEqual(Math.max(2000, Array.from(text).length));
      }),
    );
  });
});
