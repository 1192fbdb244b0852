import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietTicks } from '../../../../src/analyze/figures/window/quiet-ticks.ts';
import type { ProbeEvidence } from '../../../../src/contracts/evidence.ts';
import type { CpuTick } from '../../../../src/contracts/sample-evidence.ts';
import {
  BEGAN,
  alteredSample,
  healthyEvidence,
  known,
  ticks,
  unknown,
  valueOf,
} from '../../stages/healthy-evidence.ts';

const probe = (change: Partial<ProbeEvidence> = {}): { known: true; value: ProbeEvidence } =>
  known({ ...valueOf(healthyEvidence().audit.containers[0]!.probe), ...change });
const sampleOf = (some: CpuTick[]) => valueOf(alteredSample(({ cgroup }) => (cgroup.ticks = some)).sample);
const cost = { startCpuMs: 400, totalCpuMs: 1350, roundTripMs: 14_000 };

describe('quietTicks', () => {
  test('leaves out the seconds in which the audit ran', () => {
    const window = quietTicks(sampleOf(ticks({ cores: 0.2 })), probe());
    expect(window).toMatchObject({ how: 'quiet', seconds: 9, periods: 90, throttledPeriods: 0 });
    expect(window.intervals).toHaveLength(9);
    // 0.2 cores, less the 80 ms that the sampler used in 10 s; 30 of them were its start, as the audit's.
    expect(window.cores).toBeCloseTo(0.195, 6);
  });

  test('does not blame the app for throttling that only the audit brought about', () => {
    const some = ticks({ cores: 0.05 });
    for (const tick of some.slice(1)) tick.throttledPeriods = 50;
    expect(quietTicks(sampleOf(some), probe()).throttledPeriods).toBe(0);
  });

  test('reckons with the exec’s start before its first instruction', () => {
    const late = probe({
      uptime: { from: BEGAN + 4.5, to: BEGAN + 4.7 },
      cost: { ...cost, roundTripMs: 1200 },
    });
    // The exec began at 3.5 s: seconds 3 and 4 are left out.
    expect(quietTicks(sampleOf(ticks({ cores: 0.2 })), late).seconds).toBe(8);
  });

  test('leaves out the round trip from the beginning where uptime is not known', () => {
    const old = probe({ uptime: undefined, cost: { ...cost, roundTripMs: 2500 } });
    expect(quietTicks(sampleOf(ticks({ cores: 0.2 })), old).seconds).toBe(7);
  });

  test('leaves out the first second, and what it touched, where the audit failed', () => {
    expect(quietTicks(sampleOf(ticks({ cores: 0.2 })), unknown()).seconds).toBe(8);
  });

  test('subtracts the audit’s CPU time where it ran all the time', () => {
    const slow = probe({ uptime: { from: BEGAN + 1, to: BEGAN + 14 }, cost });
    const sample = { ...sampleOf(ticks({ cores: 0.2 })), processes: unknown() };
    const window = quietTicks(sample, slow);
    expect(window).toMatchObject({ how: 'corrected', seconds: 10 });
    expect(window).toMatchObject({ throttledPeriods: undefined });
    expect(window).toHaveProperty('whole');
    // All of its start, and 9 of the 13 s after it.
    expect(window.cores).toBeCloseTo((2000 + 120 - 400 - (1350 - 400) * (9 / 13)) / 10_000, 6);
  });

  test('says no less than the main process used, and nothing where looking took nearly all', () => {
    const slow = probe({
      uptime: { from: BEGAN, to: BEGAN + 14 },
      cost: { startCpuMs: 0, totalCpuMs: 1350, roundTripMs: 14_000 },
    });
    const sample = sampleOf(ticks({ cores: 0.09 }));
    expect(quietTicks(sample, slow).cores).toBeCloseTo(0.2, 6);
    expect(quietTicks({ ...sample, processes: unknown() }, slow)).not.toHaveProperty('cores');
  });

  test('subtracts no more of a slow audit than fell into a short window', () => {
    // As it was seen on a busy node: 13 s until the sampler ran, and the audit's first instruction after its last.
    const slow = probe({
      uptime: { from: BEGAN + 4, to: BEGAN + 6 },
      cost: { startCpuMs: 670, totalCpuMs: 910, roundTripMs: 15_000 },
    });
    const some = ticks({ cores: 0.3 }).slice(0, 2);
    const sample = {
      ...sampleOf(some),
      to: BEGAN + 1,
      cost: { cpuMs: 730, roundTripMs: 13_300 },
      processes: unknown(),
    };
    const window = quietTicks(sample, slow);
    expect(window).toMatchObject({ how: 'corrected', seconds: 1 });
    expect(window.cores).toBeCloseTo((420 - 670 / 13 - 60) / 1000, 6);
  });

  test.each<[string, CpuTick[]]>([
    ['no readings', []],
    ['one reading', [{ at: BEGAN, usageMs: 5 }]],
    [
      'two readings at the same time',
      [
        { at: BEGAN, usageMs: 5 },
        { at: BEGAN, usageMs: 9 },
      ],
    ],
  ])('says nothing of %s', (_, some) => {
    expect(quietTicks(sampleOf(some), probe())).toEqual({ how: 'none', seconds: 0, intervals: [] });
  });

  test('does not know what a counter that ran backwards means', () => {
    const some = ticks({ cores: 0.2 });
    some[5]!.usageMs = 0;
    const window = quietTicks(sampleOf(some), probe());
    expect(window.cores).toBeUndefined();
    expect(window.periods).toBe(90);
  });

  test('gives no figure that is no number, whatever was read', () => {
    const figure = fc.option(fc.double(), { nil: undefined });
    const tick = fc.record({
      at: fc.double(),
      usageMs: figure,
      periods: figure,
      throttledPeriods: figure,
      throttledMs: figure,
    });
    fc.assert(
      fc.property(fc.array(tick), fc.double({ min: 0, max: 1e6, noNaN: true }), (some, roundTripMs) => {
        const window = quietTicks(sampleOf(some), probe({ cost: { roundTripMs } }));
        for (const value of [window.cores, window.periods, window.throttledPeriods, window.samplerShare])
          expect(value === undefined || value >= 0).toBe(true);
      }),
    );
  });
});
