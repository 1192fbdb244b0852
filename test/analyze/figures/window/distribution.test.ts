import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distribution, histogram, twoGroups } from '../../../../src/analyze/figures/window/distribution.ts';
import { phasesOf, slowPhase } from '../../../../src/analyze/figures/peers/phases.ts';
import { shapeOf } from '../../../../src/analyze/stages/dependency-services/url-timing.ts';
import { requests } from '../../stages/scenes.ts';

describe('the times of requests', () => {
  test('two of five that took 20 s read as such', () => {
    expect(shapeOf(requests(20.055, 0.082, 0.079, 0.081, 19.164))).toBe(
      '2 of 5 requests took 19.2 to 20.1 s, the other 3 about 81 ms; the time passed between connect and the first byte',
    );
  });

  test.each([
    ['one request', [0.05], 'The request took 50 ms'],
    ['all alike', [0.05, 0.06, 0.055], 'All 3 requests took 50 to 60 ms'],
    ['three times as long is still one heap', [0.1, 0.2, 0.3], 'All 3 requests took 100 to 300 ms'],
    [
      'all slow',
      [3, 3.1],
      'All 2 requests took 3.00 to 3.10 s; the time passed between connect and the first byte',
    ],
    [
      'one among others',
      [0.02, 0.02, 5],
      '1 of 3 requests took 5.00 s, the other 2 about 20 ms; the time passed between connect and the first byte',
    ],
    ['fast ones apart are no slowness', [0.001, 0.05], 'All 2 requests took 1.0 to 50 ms'],
    ['none', [], 'No request was made'],
  ])('%s', (_, seconds, text) => {
    expect(shapeOf(requests(...seconds))).toBe(text);
  });

  const times = fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }));
  const some = fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1 });

  test('a histogram counts each of them once', () => {
    fc.assert(
      fc.property(times, (values) => {
        const buckets = histogram(values);
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        expect(buckets.map(({ upTo }) => upTo)).toEqual(
          buckets.map(({ upTo }) => upTo).toSorted((a, b) => a - b),
        );
      }),
    );
  });

  test('quantiles are values that were measured, in order', () => {
    fc.assert(
      fc.property(some, (values) => {
        const { min, median, p90, p99, max } = distribution(values)!;
        expect([min, median, p90, p99, max].every((value) => values.includes(value))).toBe(true);
        expect(min <= median && median <= p90 && p90 <= p99 && p99 <= max).toBe(true);
      }),
    );
  });

  test('two groups are all of the values, and apart', () => {
    fc.assert(
      fc.property(times, (values) => {
        const groups = twoGroups(values);
        if (groups === undefined) return;
        expect(groups.fast.length + groups.slow.length).toBe(values.length);
        expect(groups.slow[0]! >= 5 * Math.max(1, groups.fast.at(-1)!)).toBe(true);
      }),
    );
  });
});

describe('the phases of a request', () => {
  test.each([
    [
      'curl told all points',
      { totalMs: 100, nameMs: 10, connectMs: 30, tlsMs: 60, firstByteMs: 90 },
      { name: 10, connect: 20, tls: 30, firstByte: 30, transfer: 10 },
    ],
    [
      'no TLS',
      { totalMs: 100, nameMs: 10, connectMs: 30, tlsMs: 0, firstByteMs: 90 },
      { name: 10, connect: 20, firstByte: 60, transfer: 10 },
    ],
    ['only the total', { totalMs: 100 }, {}],
    [
      'timed out while connecting',
      { totalMs: 5000, nameMs: 1, error: 'timed-out' },
      { name: 1, connect: 4999 },
    ],
    [
      'timed out while waiting for an answer',
      { totalMs: 5000, nameMs: 1, connectMs: 2, error: 'timed-out' },
      { name: 1, connect: 1, firstByte: 4998 },
    ],
  ])('%s', (_, request, phases) => {
    expect(phasesOf(request)).toEqual(phases);
  });

  test('there is a slow one only where most of the time passed in it', () => {
    expect(slowPhase(requests(2))).toBe('firstByte');
    expect(slowPhase([{ totalMs: 100, nameMs: 40, connectMs: 80, firstByteMs: 100 }])).toBeUndefined();
  });
});
