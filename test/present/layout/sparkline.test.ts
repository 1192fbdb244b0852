import { expect, test } from 'vitest';
import { sparkline } from '../../../src/present/layout/sparkline.ts';
import { toAscii } from '../../../src/terminal/ascii.ts';

test.each<[string, number[], number, string]>([
  ['begins at 0, whatever the smallest figure', [50, 75, 100], 8, '▅▆█'],
  ['shows the last of several figures where there is not room for all', [0, 1, 2, 3, 4, 8], 3, '▂▄█'],
  ['of nothing is empty', [], 8, ''],
  ['of zeros is flat', [0, 0], 8, '▁▁'],
])('a sparkline %s', (_, values, columns, expected) => {
  expect(sparkline(values, columns)).toBe(expected);
});

test('its bars differ in ASCII, too', () => {
  const bars = sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8);
  expect(new Set(toAscii(bars, 80))).toHaveLength(8);
});
