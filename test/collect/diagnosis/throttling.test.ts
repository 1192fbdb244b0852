import { describe, expect, test } from 'vitest';
import { reduceThrottling } from '../../../src/collect/diagnosis/throttling.ts';
import { containerIdOf } from '../../../src/collect/diagnosis/pod-state.ts';
import { captured, capturedText, podEvidence } from './captured.ts';

const throttled = podEvidence({ namespace: 'diag-throttled', name: 'throttled' });
const own = {
  pod: throttled,
  container: 'app',
  containerId: containerIdOf(captured('pod-throttled.json'), 'app'),
};

describe('of a cAdvisor that does not know the containers', () => {
  const found = reduceThrottling(capturedText('cadvisor.txt'), own);

  test('the diagnosed container is found by its ID', () => {
    expect(found[0]).toEqual({
      namespace: 'diag-throttled',
      pod: 'throttled',
      container: 'app',
      periods: 6638,
      throttledPeriods: 3662,
      throttledMs: 128_628.865,
    });
  });

  test('the others are pods as a whole, the most throttled first, those never throttled left out', () => {
    expect(found.slice(1)).toEqual([
      expect.objectContaining({ pod: 'case-a', container: '', periods: 7993, throttledMs: 422_945.366 }),
      expect.objectContaining({ pod: 'node-limited', throttledPeriods: 5773, throttledMs: 346_543.396 }),
      expect.objectContaining({ pod: 'web-b6854f75b-tp7h9', throttledMs: 94_656.889 }),
      expect.objectContaining({ pod: 'distroless', throttledPeriods: 1 }),
    ]);
  });
});

const line = (metric: string, labels: string, value: number, at = 1000): string =>
  `container_cpu_cfs_${metric}{${labels}} ${value} ${at}`;

function series(labels: string, [periods, throttledPeriods, seconds]: number[], at?: number): string {
  return [
    line('periods_total', labels, periods!, at),
    line('throttled_periods_total', labels, throttledPeriods!, at),
    line('throttled_seconds_total', labels, seconds!, at),
  ].join('\n');
}

const labels = (container: string, id: string, pod = 'throttled'): string =>
  `container="${container}",id="/kubepods/${pod}/${id}",namespace="diag-throttled",pod="${pod}"`;

describe('of a cAdvisor that knows the containers', () => {
  test("pods as a whole are left out where their containers' own figures are there, and so is the sandbox", () => {
    const text = [
      series(labels('', ''), [90, 40, 9]),
      series(labels('POD', 'p'), [9, 4, 1]),
      series(labels('app', 'c1'), [50, 20, 4]),
      series(labels('sidecar', 'c2'), [40, 20, 5]),
    ].join('\n');
    expect(reduceThrottling(text, { ...own, containerId: undefined })).toEqual([
      expect.objectContaining({ container: 'app', periods: 50, throttledPeriods: 20, throttledMs: 4000 }),
      expect.objectContaining({ container: 'sidecar', periods: 40, throttledMs: 5000 }),
    ]);
  });

  test('after a restart the container that was read last counts', () => {
    const text = [
      series(labels('app', 'new'), [5, 1, 0.1], 2000),
      series(labels('app', 'old'), [500, 200, 40], 1000),
    ].join('\n');
    expect(reduceThrottling(text, own)).toEqual([expect.objectContaining({ periods: 5, throttledMs: 100 })]);
  });

  test('no more than the 20 most throttled come besides, their names cut', () => {
    const text = Array.from({ length: 300 }, (_, index) =>
      series(labels('c', `id${index}`, `p${index}-${'x'.repeat(500)}`), [10, 1, index]),
    ).join('\n');
    const found = reduceThrottling(text, own);
    expect(found).toHaveLength(20);
    expect(found[0]?.throttledMs).toBe(299_000);
    expect(found[0]?.pod).toHaveLength(253);
  });

  test('a container without a limit has no periods, and is not there', () => {
    expect(reduceThrottling('', own)).toEqual([]);
    expect(reduceThrottling('container_cpu_usage_seconds_total{pod="a"} 1', own)).toEqual([]);
  });
});
