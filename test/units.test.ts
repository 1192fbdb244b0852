import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { age, size, number, counted, duration, durationRange, percent, share } from '../src/units.ts';

describe('numbers for people', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [16_020, '16,020'],
    [1_234_567, '1,234,567'],
  ])('the count %d reads %s', (value, text) => expect(number(value)).toBe(text));

  test.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [683_929, '667.9 KiB'],
    [1_048_575, '1.00 MiB'],
    [2_097_152, '2.00 MiB'],
    [52_428_800, '50.0 MiB'],
    [1_073_741_000, '1.00 GiB'],
    [82_500_000_000, '76.8 GiB'],
  ])('%d bytes read %s', (value, text) => expect(size(value)).toBe(text));

  test.each([
    [0, '0 ms'],
    [0.085, '85 µs'],
    [1.72, '1.7 ms'],
    [9.99, '10.0 ms'],
    [871.4, '871 ms'],
    [999.7, '1.00 s'],
    [2_934, '2.93 s'],
    [25_900, '25.9 s'],
    [59_990, '1 min 0 s'],
    [92_000, '1 min 32 s'],
  ])('%d ms read %s', (value, text) => expect(duration(value)).toBe(text));

  test.each([
    [[836, 923], '836 to 923 ms'],
    [[0.08, 1.7], '80 µs to 1.7 ms'],
    [[0.58, 0.64], '0.6 ms'],
  ] as const)('the range %j reads %s', (range, text) => expect(durationRange(range)).toBe(text));

  test.each([
    [0, '0.0%'],
    [0.01, '<0.1%'],
    [38.72, '38.7%'],
    [99.95, '>99.9%'],
    [100, '100.0%'],
    [103.4, '103.4%'],
  ])('%d per cent reads %s', (value, text) => expect(percent(value)).toBe(text));

  test.each([
    ['2026-11-20T14:29:15Z', '45s'],
    ['2026-11-20T14:10:00Z', '20m'],
    ['2026-11-19T19:12:44Z', '19h'],
    ['2026-11-17T10:00:00Z', '3d4h'],
    ['2026-07-23T14:30:00Z', '120d'],
    ['2026-11-20T14:31:00Z', '0s'],
    ['yesterday', 'unknown'],
  ])('from %s to 2026-11-20T14:30:00Z it is %s', (from, text) =>
    expect(age(from, '2026-11-20T14:30:00Z')).toBe(text),
  );

  test('a noun follows its number', () => {
    expect([counted(1, 'Service'), counted(2_001, 'Service')]).toEqual(['1 Service', '2,001 Services']);
  });

  test('a share of nothing is nothing', () => expect(share(0, 0)).toBe(0));

  test('no duration below an hour is wider than its column', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3_599_000, noNaN: true }), (value) => {
        expect(duration(value).length).toBeLessThanOrEqual(11);
      }),
    );
  });
});
