import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { keyNames } from '../../../src/present/tui/key-names.ts';

test.each<[string, string, Partial<Key>, string[]]>([
  ['a letter is its own name', 'j', {}, ['j']],
  ['a capital letter is another key', 'G', { shift: true }, ['G']],
  ['arrows have names', '', { upArrow: true }, ['up']],
  ['the space bar has one, too', ' ', {}, ['space']],
  ['Ctrl and a letter', 'c', { ctrl: true }, ['ctrl-c']],
  ['letters that came together are as many keys', 'ns\r', {}, ['n', 's', 'enter']],
  ['esc and a letter that came at once are both, also where it was Alt', 'r', { meta: true }, ['esc', 'r']],
  ['esc pressed twice at once is twice esc', '', { escape: true, meta: true }, ['esc', 'esc']],
  ['an arrow with Alt is the arrow', '', { upArrow: true, meta: true }, ['up']],
  ['a key with Alt that Ink does not know means nothing', '[1;3X', { meta: true }, []],
  ['nor does one without Alt', '[200~', {}, []],
  ['a bracket is a character', '[', {}, ['[']],
  ['a control character that is no key means nothing', '\u0001', {}, []],
  ['an umlaut is a character', 'ä', {}, ['ä']],
  ['an invisible character is none', '\u202e', {}, []],
])('%s', (_, input, key, names) => {
  expect(keyNames(input, key as Key)).toEqual(names);
});
