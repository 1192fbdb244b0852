import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countUntil, growth, type Growth } from '../../src/env/growth.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T00:00:00Z');

/** `count` Services at equal distances, the last of them now. */
function steady(count: number, days: number): number[] {
  return Array.from({ length: count }, (_, index) => NOW - days * DAY * (1 - index / (count - 1)));
}

function known(times: readonly number[]): Growth {
  const found = growth(times, NOW);
  if ('unknown' in found) throw new Error(found.unknown);
  return found;
}

describe('growth', () => {
  test('of steady growth is the line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 3000 }), fc.integer({ min: 15, max: 3000 }), (count, days) => {
        const { perDay, range, r2 } = known(steady(count, days));
        const rate = (count - 1) / days;
        expect(Math.abs(perDay / rate - 1)).toBeLessThan(0.05);
        expect(range[0]).toBeLessThanOrEqual(rate);
        expect(range[1]).toBeGreaterThanOrEqual(rate);
        expect(r2).toBeGreaterThan(0.98);
      }),
    );
  });

  const times = fc.array(fc.integer({ min: 0, max: 400 * DAY }), { minLength: 1, maxLength: 200 });

  test('has a range that the rate lies in, for any times', () => {
    fc.assert(
      fc.property(times, (ages) => {
        const found = growth(
          ages.map((age) => NOW - age),
          NOW,
        );
        if ('unknown' in found) return;
        expect(found.range[0]).toBeGreaterThanOrEqual(0);
        expect(found.range[0]).toBeLessThanOrEqual(found.perDay);
        expect(found.range[1]).toBeGreaterThanOrEqual(found.perDay);
        expect(found.r2).toBeGreaterThanOrEqual(0);
        expect(found.r2).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('grows with the counts: the same times twice are twice the rate', () => {
    fc.assert(
      fc.property(times, (ages) => {
        const list = ages.map((age) => NOW - age);
        const [once, twice] = [growth(list, NOW), growth([...list, ...list], NOW)];
        if ('unknown' in once || 'unknown' in twice) return;
        expect(twice.perDay).toBeCloseTo(2 * once.perDay, 9);
      }),
    );
  });

  test('does not depend on the order of the times', () => {
    const list = steady(200, 300);
    expect(growth(list.toReversed(), NOW)).toEqual(growth(list, NOW));
  });

  test('of Services that come and go has a range that reaches down to the old ones’ rate', () => {
    // 2 a day for a year, each with an expected life of 60 days: most of the old ones are gone.
    const survivors = steady(730, 365).filter((time, index) => {
      const surviving = Math.exp(-(NOW - time) / DAY / 60);
      return (index * 0.618_034) % 1 < surviving;
    });
    const { range, perDay } = known(survivors);
    expect(range[0]).toBeLessThan(0.1);
    expect(range[1]).toBeGreaterThan(perDay * 2);
  });

  test('is not pulled along by a burst in its middle', () => {
    const burst = Array.from({ length: 100 }, (_, index) => NOW - 100 * DAY + index * 1000);
    const { perDay } = known([...steady(301, 300), ...burst]);
    expect(perDay).toBeGreaterThan(0.9);
    expect(perDay).toBeLessThan(1.5);
  });

  test('of an import long ago is what came since', () => {
    const imported = Array.from({ length: 1000 }, (_, index) => NOW - 400 * DAY + index);
    expect(known([...imported, ...steady(101, 399)]).perDay).toBeCloseTo(0.25, 1);
  });

  test('of an import long ago and nothing since is next to nothing', () => {
    const imported = Array.from({ length: 2001 }, (_, index) => NOW - 365 * DAY + index);
    const { perDay, range } = known(imported);
    expect(perDay).toBe(0);
    expect(range[1]).toBeLessThan(0.01);
    const few = known([...imported, ...steady(5, 200)]);
    expect(few.range[0]).toBeLessThanOrEqual(5 / 365);
    expect(few.range[1]).toBeGreaterThanOrEqual(5 / 365);
  });

  test.each<[string, number[], number]>([
    ['growth that has just begun', [...steady(30, 330), ...steady(300, 30)], 5],
    ['growth that has ended', steady(500, 300).map((time) => time - 100 * DAY), 0],
  ])('of %s has a range that reaches to the rate of late', (_, list, lately) => {
    const { perDay, range } = known(list);
    expect(Math.min(perDay, lately)).toBeGreaterThanOrEqual(range[0]);
    expect(Math.max(perDay, lately)).toBeLessThanOrEqual(range[1]);
  });

  test('ignores what cannot be: times that are not known or yet to come', () => {
    const list = steady(100, 200);
    expect(growth([...list, Number.NaN, NOW + DAY], NOW)).toEqual(growth(list, NOW));
  });
});

describe('there is no growth to tell of', () => {
  test.each<[string, number[], string]>([
    ['no Services', [], 'too little history: 0 Services in less than a day'],
    ['three Services', steady(3, 100), 'too little history: 3 Services in 100 days'],
    ['a history of two days', steady(500, 2), 'too little history: 500 Services in 2 days'],
    [
      'all created at once, two months ago',
      Array.from({ length: 2001 }, (_, index) => NOW - 60 * DAY + index),
      'too little history: 2,001 of 2,001 Services came within a day from 2026-09-21 on, as an import does',
    ],
    [
      'nearly all created at once, and few since',
      [...Array.from({ length: 95 }, () => NOW - 80 * DAY), ...steady(5, 70)],
      'too little history: 95 of 100 Services came within a day from 2026-09-01 on, as an import does',
    ],
  ])('%s', (_, times, unknown) => {
    expect(growth(times, NOW)).toEqual({ unknown });
  });
});

test('countUntil counts what is not later', () => {
  expect([0, 1, 2, 3, 4].map((time) => countUntil([1, 2, 2, 3], time))).toEqual([0, 1, 3, 4, 4]);
});
