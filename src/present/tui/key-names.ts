import type { Key } from 'ink';

/**
 * Ink's idea of a key press as names of keys, as `keys.ts` has them: `up`, `ctrl-c`, `space`, and a character as itself.
 * Characters that come together (typed fast, or pasted) are as many names; so are esc and the key after it, which many
 * terminals send for Alt, too.
 */
export function keyNames(input: string, key: Key): string[] {
  const named = NAMED.find(([flag]) => key[flag] === true);
  if (named !== undefined) return key.meta && AFTER_ESC.has(named[1]) ? ['esc', named[1]] : [named[1]];
  if (key.ctrl) return input.length === 1 ? [`ctrl-${input}`] : [];
  if (UNKNOWN_SEQUENCE.test(input)) return [];
  if (key.meta) return Array.from(input).length === 1 ? ['esc', ...characterNames(input)] : [];
  return characterNames(input);
}

function characterNames(input: string): string[] {
  return Array.from(input, (character) => CHARACTERS[character] ?? character).filter(
    (name) => name.length > 1 || !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name),
  );
}

/** These and an esc before them come as one, unlike arrows with Alt. */
const AFTER_ESC: ReadonlySet<string> = new Set(['esc', 'enter', 'tab', 'backspace']);

/** What a terminal sends for a key that nobody knows, without its escape. */
const UNKNOWN_SEQUENCE = /^[[O][\d;?]*[A-Za-z~^$]$/;

const NAMED: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pgup'],
  ['pageDown', 'pgdn'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

const CHARACTERS: Readonly<Record<string, string>> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u0003': 'ctrl-c',
};
