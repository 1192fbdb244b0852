import { expect, test } from 'vitest';
import { parseQuantity } from '../../../src/collect/pods/quantity.ts';

test.each<[string | undefined, number | undefined]>([
  ['300m', 0.3],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['2', 2],
  ['1e3', 1000],
  ['256Mi', 268435456],
  ['1G', 1e9],
  ['100n', 1e-7],
  ['1Mx', undefined],
  ['', undefined],
  ['abc', undefined],
  [undefined, undefined],
])('the quantity %s is %s', (text, expected) => {
  const value = parseQuantity(text);
  expect(value === undefined ? value : Number(value.toPrecision(12))).toBe(expected);
});
