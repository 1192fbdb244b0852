import { assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';
import { cpuWait, waitWords } from '../../../../src/analyze/figures/container/cpu-wait.ts';
import { quietWindow } from '../../../../src/analyze/figures/container/throttling.ts';
import type { DiagnosisEvidence } from '../../../../src/contracts/diagnosis-evidence.ts';
import { ticks } from '../../stages/healthy-evidence.ts';
import { busyByItself, mainOf, sampleOf, smallLimit } from '../../stages/scenes.ts';

test('throttled time is the limit’s part of the wait, and the rest is that of others', () => {
  const evidence = smallLimit();
  mainOf(evidence).runQueueWaitMs = 4500;
  sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.16, throttledPeriods: 3, msPerPeriod: 20 });
  const wait = waitOf(evidence)!;
  expect(wait.percent).toBeCloseTo(45);
  expect(wait.limit).toBeCloseTo(6);
  expect(waitWords(wait)).toBe('45 % of the time: 39 % behind other tasks, 6 % for its CPU limit');
});

test('throttled time is a sum over CPUs, so it explains no more than the wait', () => {
  const evidence = smallLimit();
  sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.16, throttledPeriods: 9, msPerPeriod: 300 });
  expect(waitWords(waitOf(evidence)!)).toBe('35 % of the time, for its CPU limit');
});

test('without a limit all of it is others’', () => {
  expect(waitWords(waitOf(busyByItself())!)).toBe('15 % of the time, behind other tasks');
});

test('without schedstat, or without the throttled time, it cannot be told', () => {
  const evidence = smallLimit();
  for (const tick of sampleOf(evidence).cgroup.ticks) delete tick.throttledMs;
  expect(waitOf(evidence)).toBeUndefined();
  const other = smallLimit();
  delete mainOf(other).runQueueWaitMs;
  expect(waitOf(other)).toBeUndefined();
});

test('the parts add up, as they are and as they are shown', () => {
  assert(
    property(
      double({ min: 0, max: 10_000, noNaN: true }),
      double({ min: 0, max: 400, noNaN: true }),
      (waited, msPerPeriod) => {
        const evidence = smallLimit();
        mainOf(evidence).runQueueWaitMs = waited;
        sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.16, throttledPeriods: 5, msPerPeriod });
        const wait = waitOf(evidence)!;
        expect(wait.limit + wait.others).toBeCloseTo(wait.percent);
        const [all, ...parts] = [...waitWords(wait).matchAll(/(\d+) %/g)].map(([, figure]) => Number(figure));
        expect(parts.length === 0 ? all : parts.reduce((a, b) => a + b)).toBe(all);
      },
    ),
  );
});

function waitOf(evidence: DiagnosisEvidence) {
  return cpuWait(sampleOf(evidence), quietWindow(evidence));
}
