import { describe, expect, test } from 'vitest';
import {
  atLimit,
  modelCpuMs,
  nameSimilarity,
  type CostOf,
} from '../../../../src/analyze/figures/environment/cost-model.ts';

describe('the cost model', () => {
  // Measured CPU ms at 16,000 variables: names that begin differently, names that all begin alike.
  test.each<[CostOf, number, number]>([
    ['node', 175, 870],
    ['bash', 256, 651],
    ['sh', 25, 40],
    ['npm', 460, 1800],
    ['s6', 330, 363],
    ['oldRunc', 375, 375],
    ['newRunc', 41, 41],
    ['python', 3.8, 3.8],
    ['go', 5.3, 5.3],
  ])('of %s is near what was measured', (of, different, alike) => {
    const [low, high] = modelCpuMs({ of, variables: 16_000 });
    expect(Math.abs(Math.log(low / different))).toBeLessThan(Math.log(1.2));
    expect(Math.abs(Math.log(high / alike))).toBeLessThan(Math.log(1.2));
  });

  test('is narrower where the names are known, and never outside its span', () => {
    const [low, high] = modelCpuMs({ of: 'node', variables: 16_000 });
    for (const similarity of [0, 0.3, 1]) {
      const [from, to] = modelCpuMs({ of: 'node', variables: 16_000, similarity });
      expect(from).toBeGreaterThanOrEqual(low);
      expect(to).toBeLessThanOrEqual(high);
      expect(to / from).toBeLessThanOrEqual(2.3);
    }
  });

  test('of musl counts four times', () => {
    const [, glibc] = modelCpuMs({ of: 'node', variables: 16_000 });
    const [, musl] = modelCpuMs({ of: 'node', variables: 16_000, factor: 4 });
    expect(musl / glibc).toBeCloseTo(4, 1);
  });
});

test('names are as similar as two of them are likely to begin alike', () => {
  expect(nameSimilarity(['MY_A', 'MY_B', 'MY_C'])).toBe(1);
  expect(nameSimilarity(['AA', 'BB', 'CC', 'DD'])).toBe(0.25);
  expect(nameSimilarity([])).toBeUndefined();
});

test.each([
  [873, undefined, 873],
  [873, 4, 873],
  [873, 0.3, 2910],
  [873, 0, 873],
])('%d ms at a limit of %s CPU take %d ms', (cpuMs, limit, expected) => {
  expect(atLimit(cpuMs, limit)).toBeCloseTo(expected);
});

// CPU ms of the loop over process.env in Node.js, for three shapes of names.
test.each([
  ['70 different words', 16_000, 0.014, 175],
  ['a dozen different words', 16_020, 0.083, 420],
  ['one prefix', 16_000, 1, 870],
])('Node.js with names of %s is within the span', (_, variables, similarity, measured) => {
  const [low, high] = modelCpuMs({ of: 'node', variables, similarity });
  expect(low).toBeLessThanOrEqual(measured * 1.01);
  expect(high).toBeGreaterThanOrEqual(measured);
});
