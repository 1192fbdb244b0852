import { cleanText } from '../../cluster/clean-text.ts';
import { garbage, incomplete, tooLarge } from './problems.ts';

const MOST_BYTES = 8 * 1024 * 1024;
const MOST_LINES = 60_000;
/** Lines in front or between that are none of ours: greetings of shells, warnings of runtimes. */
const MOST_NOISE = 100;
const HEADER = /^envaudit-probe (\d{1,9})$/;
const FIELD = /^([a-z][a-z0-9-]{0,40})(?: (.*))?$/;

/** The lines of an answer by key, in order; keys that nobody knows are in it too. */
export interface Fields {
  /** All values of a key. @throws EnvauditError `probe-garbage` for more than `most`. */
  all(key: string, most: number): string[];
  /** The value of a key that may stand once. */
  one(key: string): string | undefined;
  /** As `one`, made fit for a screen and at most `limit` characters. */
  text(key: string, limit: number): string | undefined;
  /** As `one`, a whole number from 0 to 2^53. */
  integer(key: string): number | undefined;
}

/** @throws EnvauditError `probe-too-large`, `probe-incomplete` or `probe-garbage`. */
export function readFields(stdout: Buffer): Fields {
  if (stdout.length > MOST_BYTES) throw tooLarge(`${stdout.length} bytes`);
  if (stdout.length === 0) throw incomplete('it is empty');
  const lines = stdout
    .toString('utf8')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
  if (lines.length > MOST_LINES) throw tooLarge(`${lines.length} lines`);
  return fieldsOf(bodyOf(lines));
}

function bodyOf(lines: readonly string[]): readonly string[] {
  const start = lines.slice(0, MOST_NOISE + 1).findIndex((line) => HEADER.test(line));
  if (start < 0) throw garbage('it does not start as the probe does', lines[0] ?? '');
  const version = HEADER.exec(lines[start]!)![1]!;
  if (version !== '1') throw garbage(`it has version ${version} of the format, and 1 was asked for`);
  if (lines.at(-1) !== 'end') throw incomplete('its last line is missing');
  return lines.slice(start + 1, -1);
}

function fieldsOf(lines: readonly string[]): Fields {
  const values = new Map<string, string[]>();
  let noise = 0;
  for (const line of lines) {
    const [, key, value = ''] = FIELD.exec(line) ?? [];
    if (key === undefined && ++noise > MOST_NOISE) throw garbage('it is mixed with other text', line);
    if (key === undefined) continue;
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  const all = (key: string, most: number): string[] => {
    const found = values.get(key) ?? [];
    if (found.length > most) throw garbage(`${key} stands ${found.length} times in it`);
    return found;
  };
  const one = (key: string): string | undefined => all(key, 1)[0];
  return {
    all,
    one,
    text: (key, limit) => {
      const value = one(key);
      return value === undefined ? undefined : cleanText(value, limit);
    },
    integer: (key) => {
      const value = one(key);
      return value === undefined ? undefined : wholeNumber(key, value);
    },
  };
}

/** @throws EnvauditError `probe-garbage` for anything but digits, or too many of them. */
export function wholeNumber(key: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw garbage(`${key} is not a number`, text);
  return Number(text);
}

/** @throws EnvauditError `probe-garbage` for anything but a decimal number below 10^12. */
export function decimal(key: string, text: string): number {
  if (!/^\d{1,12}(\.\d{1,9})?$/.test(text)) throw garbage(`${key} is not a number`, text);
  return Number(text);
}
