import { describe, expect, test } from 'vitest';
import { help } from '../../src/commands/parse.ts';
import { helpColumns, wrapHelp } from '../../src/terminal/help-text.ts';

test.each<[NodeJS.ProcessEnv, number | undefined, number]>([
  [{}, undefined, 80],
  [{}, 132, 132],
  [{ COLUMNS: '100' }, undefined, 100],
  [{ COLUMNS: '100' }, 132, 100],
  [{ COLUMNS: 'wide' }, 132, 132],
  [{ COLUMNS: '0' }, undefined, 80],
  [{ COLUMNS: '12' }, undefined, 40],
])('%o on a terminal of %s columns: %i', (env, columns, expected) => {
  expect(helpColumns(env, columns)).toBe(expected);
});

describe('help', () => {
  test('goes on below itself, beside its flag', () => {
    expect(wrapHelp('  -l, --selector  Audit the pods with these labels [string]', 44)).toBe(
      '  -l, --selector  Audit the pods with these\n                  labels [string]',
    );
  });

  test('goes on below its flag where that leaves no room', () => {
    const line = '      --insecure-skip-tls-verify  If true, it will not be checked';
    expect(wrapHelp(line, 44)).toBe(
      '      --insecure-skip-tls-verify\n        If true, it will not be checked',
    );
  });

  test('keeps a note in brackets together', () => {
    expect(wrapHelp('  --a  one two three [default: "four five"]', 30)).toBe(
      '  --a  one two three\n       [default: "four five"]',
    );
  });

  test.each([50, 60, 80, 120])('fits into %i columns, with all its words', async (columns) => {
    const text = await help();
    const wrapped = wrapHelp(text, columns);
    // A word is not cut, and neither is a note in brackets.
    const tooWide = wrapped
      .split('\n')
      .filter((line) => line.length > columns && !/^ *(\S+|\[.*\])$/.test(line));
    expect(tooWide).toEqual([]);
    expect(wrapped.split(/\s+/)).toEqual(text.split(/\s+/));
  });
});
