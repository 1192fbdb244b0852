import { describe, expect, test } from 'vitest';
import {
  chop,
  clip,
  clipClauses,
  clipMiddle,
  clipWords,
  pad,
  padLeft,
} from '../../../src/present/layout/fit.ts';
import { widthFor } from '../../../src/present/layout/width.ts';

const width = await widthFor('日本語');

describe('text in a column', () => {
  test.each([
    ['short', 'short'],
    ['payments-gateway-internal', 'payment…nternal'],
    ['日本語のサービスです', '日本語…スです'],
  ])('%s is cut in its middle to 15 columns', (text, shown) =>
    expect(clipMiddle(text, 15, width)).toBe(shown),
  );

  test.each([
    ['short', 'short'],
    ['a sentence that is longer', 'a sentence tha…'],
    ['日本語のサービスです', '日本語のサービ…'],
  ])('%s is cut at its end to 15 columns', (text, shown) => expect(clip(text, 15, width)).toBe(shown));

  test.each([
    ['short', 'short'],
    ['a sentence that is longer', 'a sentence…'],
    ['exactly fitting words', 'exactly fitting…'],
    ['payments-gateway-internal', 'payments-gatew…'],
    ['日本語のサービスです', '日本語のサービ…'],
  ])('%s is cut between words to 15 columns or one more', (text, shown) =>
    expect(clipWords(text, text.startsWith('exactly') ? 16 : 15, width)).toBe(shown),
  );

  test.each([
    ['2 in a crash loop; 16 namespaces, 15 workloads', 36, '2 in a crash loop; 16 namespaces …'],
    ['2 in a crash loop; 16 namespaces, 15 workloads', 33, '2 in a crash loop …'],
    ['a, sentence without any other comma', 20, 'a, sentence without…'],
    ['all of it', 20, 'all of it'],
  ])('%s is cut between clauses to %i columns', (text, columns, shown) =>
    expect(clipClauses(text, columns, width)).toBe(shown),
  );

  test('wide characters are padded by their columns', () => {
    expect([pad('日本', 6, width), padLeft('日本', 6, width)]).toEqual(['日本  ', '  日本']);
  });

  test('a family of emoji is one character', () => expect(chop('👩‍👩‍👧x', 2, width)).toEqual(['👩‍👩‍👧', 'x']));

  test('a character that is wider than the column is not lost', () =>
    expect(chop('日本', 1, width)).toEqual(['日', '本']));
});

describe('the measure', () => {
  test('takes ASCII and our own signs at their length', async () => {
    const narrow = await widthFor('plain … ━');
    expect(narrow('a…━')).toBe(3);
  });

  test('takes East Asian characters as two columns', () => expect(width('日本語')).toBe(6));
});
