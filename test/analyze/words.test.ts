import { expect, test } from 'vitest';
import {
  counted,
  cores,
  duration,
  durations,
  listed,
  number,
  percent,
  size,
} from '../../src/analyze/words.ts';

test.each([
  [number(16_008), '16,008'],
  [counted(1, 'Service'), '1 Service'],
  [counted(0, 'Service'), '0 Services'],
  [counted(2001, 'Service'), '2,001 Services'],
  [duration(0.42), '0.4 ms'],
  [duration(873.4), '873 ms'],
  [duration(999.6), '1 s'],
  [duration(2910), '2.9 s'],
  [duration(13_600), '14 s'],
  [duration(270_000), '4.5 min'],
  [durations([175, 870]), '175 ms to 870 ms'],
  [durations([4.21, 4.24]), '4.2 ms'],
  [size(1), '1 byte'],
  [size(668_000), '668 KB'],
  [size(2_000_082), '2.0 MB'],
  [percent(0.2), 'less than 1 %'],
  [percent(99.8), 'more than 99 %'],
  [percent(38.2), '38 %'],
  [cores(0.3), '0.3 CPU'],
  [listed(['a']), 'a'],
  [listed(['a', 'b']), 'a and b'],
  [listed(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more'],
])('%s', (actual, expected) => {
  expect(actual).toBe(expected);
});
