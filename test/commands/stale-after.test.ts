import { expect, test } from 'vitest';
import { staleAfterMs, validateStaleAfter } from '../../src/commands/stale-after.ts';

test.each([
  ['30d', 2_592_000_000],
  ['12h', 43_200_000],
  ['90m', 5_400_000],
  ['10s', 10_000],
  ['0', 0],
])('%s is %d ms', (text, milliseconds) => {
  expect(staleAfterMs({ 'stale-after': text })).toBe(milliseconds);
});

test('without one it is 30 days', () => {
  expect(staleAfterMs({})).toBe(2_592_000_000);
});

test.each(['', '30', 'month', '-1d', '1.5d', '30 d', '1e3d'])('%j is no time', (text) => {
  expect(() => validateStaleAfter(staleAfterMs({ 'stale-after': text }))).toThrow(
    '--stale-after must be a time',
  );
});
