import { expect, test } from 'vitest';
import { cores, durations, listed } from '../../src/analyze/words.ts';

test.each([
  [durations([175, 870]), '175 ms to 870 ms'],
  [durations([4.21, 4.24]), '4.2 ms'],
  [cores(0.3), '0.3 CPU'],
  [listed(['a']), 'a'],
  [listed(['a', 'b']), 'a and b'],
  [listed(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more'],
])('%s', (actual, expected) => {
  expect(actual).toBe(expected);
});
