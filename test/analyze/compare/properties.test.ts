import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { timed } from '../evidence.ts';
import { compareSides, sideOf, type SideScenario } from './sides.ts';

const side: fc.Arbitrary<SideScenario> = fc
  .record({
    services: fc.constantFrom(0, 3, 20, 400),
    stale: fc.constantFrom(0, 2),
    enableServiceLinks: fc.boolean(),
    cpuLimit: fc.constantFrom(undefined, 0.1, 1, 4),
    cpuMs: fc.constantFrom(undefined, 0, 3, 90),
    kernel: fc.constantFrom('4.9.0', '5.10.0', 'unreadable', undefined),
    nodes: fc.boolean(),
    asked: fc.boolean(),
    restarts: fc.constantFrom(0, 7),
    forbidden: fc.boolean(),
    image: fc.constantFrom('node:22', 'app:1'),
  })
  .map((given): SideScenario => ({
    services: given.services,
    stale: Math.min(given.stale, given.services),
    forbidden: given.forbidden,
    pod: { enableServiceLinks: given.enableServiceLinks, uid: 'u' },
    container: {
      image: given.image,
      restarts: given.restarts,
      ...(given.cpuLimit === undefined ? {} : { cpuLimit: given.cpuLimit }),
    },
    ...(given.cpuMs === undefined ? {} : { timing: { spawnInherited: timed(given.cpuMs) } }),
    ...(given.asked
      ? {}
      : { probe: { known: false, code: 'not-asked', message: 'the container was not asked' } }),
    node: given.nodes ? (given.kernel === undefined ? {} : { kernel: given.kernel }) : 'forbidden',
  }));

test('whatever two sides are like, the exchanged pair says the same, and every title is told once', () => {
  fc.assert(
    fc.property(side, side, (one, two) => {
      const [a, b] = [sideOf(one), sideOf(two)];
      const there = compareSides(a, b);
      const back = compareSides(b, a);
      const told = (comparison: typeof there) =>
        comparison.differences.map(({ what, weight }) => `${what} ${weight}`);
      expect(told(back)).toEqual(told(there));
      expect(back.differences.map((each) => [each.b, each.a])).toEqual(
        there.differences.map((each) => [each.a, each.b]),
      );
      expect(back.same).toEqual(there.same);
      expect(back.conclusion.length).toBe(there.conclusion.length);
      const titles = [
        ...there.differences.map(({ title }) => title),
        ...there.same,
        ...(there.unknown ?? []).flatMap((each) => each.titles),
      ];
      expect(new Set(titles).size).toBe(titles.length);
    }),
    { numRuns: 60 },
  );
});

test('a side compared with its own image is the same in everything that is known', () => {
  fc.assert(
    fc.property(side, (one) => {
      const seen = sideOf(one);
      const comparison = compareSides(seen, seen);
      expect(comparison.differences).toEqual([]);
      expect(comparison.conclusion).toMatch(/^Nothing that was seen explains why one side would be slower\./);
    }),
    { numRuns: 30 },
  );
});
