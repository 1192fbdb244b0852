import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../src/present/documents/csv.ts';
import { isUnsafe, printable } from '../../../src/present/text.ts';
import { parseCsv } from '../markup.ts';

const one = (cell: string | number | boolean | undefined) =>
  csvOf({ name: () => cell, other: () => 'x' }, [undefined]).split('\r\n')[1];

describe('a cell of CSV', () => {
  test.each([
    ['a plain text stays', 'web', 'web,x'],
    ['a number stays', -3.5, '-3.5,x'],
    ['a truth value stays', false, 'false,x'],
    ['what is absent is empty', undefined, ',x'],
    ['a comma asks for quotes', 'a,b', '"a,b",x'],
    ['quotes are doubled', 'say "a"', '"say ""a""",x'],
    ['a formula gets an apostrophe', '=1+1', "'=1+1,x"],
    ['a plus does, too', '+1', "'+1,x"],
    ['a minus does, too', '-1+cmd()', "'-1+cmd(),x"],
    ['an at sign does, too', '@SUM(A1)', "'@SUM(A1),x"],
    ['a wide equals sign does, too', '＝1', "'＝1,x"],
    ['a formula behind a tab does, too', '\t=1', "'=1,x"],
    ['standard input is no formula', '-', '-,x'],
    ['line breaks become spaces', 'a\r\nb', 'a b,x'],
    ['escapes are spelled out', '\u001b[31m', String.raw`\x1b[31m,x`],
  ])('%s', (_, cell, line) => expect(one(cell)).toBe(line));

  test('any text comes back as it would be printed, in a row of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
        const document = csvOf({ first: (text: string) => text, last: () => 1 }, texts);
        const [header, ...rows] = parseCsv(document);
        expect(header).toEqual(['first', 'last']);
        expect(document.split('\r\n').filter(isUnsafe)).toEqual([]);
        const shown = texts.map((text) => printable(text, { max: 4000 }));
        expect(rows.map(([first]) => first?.replace(/^'(?=[=+\-@＝＋－＠].)/u, ''))).toEqual(
          shown.map((text) => text.replace(/^'(?=[=+\-@＝＋－＠].)/u, '')),
        );
      }),
    );
  });
});
