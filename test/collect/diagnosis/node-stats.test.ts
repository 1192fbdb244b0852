import { describe, expect, test } from 'vitest';
import { reduceStats } from '../../../src/collect/diagnosis/node-stats.ts';
import { captured, podEvidence } from './captured.ts';

const pod = podEvidence({ namespace: 'diag-oom-killed', name: 'oom-killed' });

test("a kubelet's summary is reduced to the node's figures and the busiest pods", () => {
  expect(reduceStats(captured('stats-summary.json'), pod)).toEqual({
    cpuCores: 1.705627483,
    memory: {
      usage: 3_207_127_040,
      workingSet: 2_628_923_392,
      available: 22_647_590_912,
      majorPageFaults: 0,
    },
    fs: { capacity: 270_553_174_016, available: 82_855_153_664, inodes: 16_777_216, inodesFree: 16_317_665 },
    imageFs: expect.objectContaining({ capacity: 270_553_174_016 }) as object,
    processes: { current: 646, max: 32_768 },
    network: { rxErrors: 0, txErrors: 0 },
    busiest: [
      { namespace: 'demo', pod: 'case-a', cpuCores: 0.234323747, memory: 69_656_576 },
      { namespace: 'diag-throttled', pod: 'throttled', cpuCores: 0.148738003, memory: 10_756_096 },
      { namespace: 'demo', pod: 'web-b6854f75b-tp7h9', cpuCores: 0.059602725, memory: 29_769_728 },
      { namespace: 'diag-oom-killed', pod: 'oom-killed', cpuCores: 0.003590603, memory: 27_906_048 },
    ],
    ephemeralStorage: 77_824,
  });
});

const ZEROS = { total: 0, avg10: 0, avg60: 0, avg300: 0 };

const psi = (some: number, full: number) => ({
  full: { total: 1, avg10: full, avg60: 1, avg300: 1 },
  some: { total: 2, avg10: some, avg60: 2, avg300: 2 },
});

describe('pressure', () => {
  test('comes from newer kubelets, as the share of the last 10 s', () => {
    const node = { cpu: { psi: psi(61.03, 0) }, memory: { psi: psi(0, 0) }, io: { psi: psi(12.5, 4.25) } };
    expect(reduceStats({ node, pods: [] }, pod)).toEqual({
      pressure: {
        cpu: { some: 61.03, full: 0 },
        memory: { some: 0, full: 0 },
        io: { some: 12.5, full: 4.25 },
      },
      busiest: [],
    });
  });

  test.each<[string, unknown]>([
    ['of nothing that ever waited, as where the kernel keeps none', { some: ZEROS, full: ZEROS }],
    ['of no share', { some: { total: 5 } }],
    ['above 100 %', psi(101, 0)],
    ['below zero', psi(-1, 0)],
    ['that is a text', { some: { avg10: '3' } }],
  ])('%s is not known', (_, value) => {
    expect(reduceStats({ node: { cpu: { psi: value } } }, pod)).toEqual({ busiest: [] });
  });
});

test('errors are summed over the interfaces, or are those of the default one', () => {
  const interfaces = [{ rxErrors: 1, txErrors: 2 }, { rxErrors: 10, txErrors: 20 }, { name: 'odd' }];
  expect(reduceStats({ node: { network: { rxErrors: 1, txErrors: 2, interfaces } } }, pod).network).toEqual({
    rxErrors: 11,
    txErrors: 22,
  });
  expect(reduceStats({ node: { network: { rxErrors: 3, txErrors: 4 } } }, pod).network).toEqual({
    rxErrors: 3,
    txErrors: 4,
  });
});

test('of a thousand pods the ten busiest are named, their names cut', () => {
  const pods = Array.from({ length: 1000 }, (_, index) => ({
    podRef: { namespace: 'n', name: 'p'.repeat(1000) },
    cpu: { usageNanoCores: index },
  }));
  const { busiest } = reduceStats({ pods }, pod);
  expect(busiest.map(({ cpuCores }) => Math.round(cpuCores * 1e9))).toEqual([
    999, 998, 997, 996, 995, 994, 993, 992, 991, 990,
  ]);
  expect(busiest[0]?.pod).toHaveLength(253);
});

test.each<[string, unknown]>([
  ['nothing', {}],
  ['a list', []],
  ['pods that are none', { node: 7, pods: [null, 1, {}, { podRef: 3, cpu: [] }] }],
  [
    'figures that are none',
    { node: { cpu: { usageNanoCores: '1' }, fs: { capacityBytes: -1, availableBytes: 3 } } },
  ],
])('%s says nothing, and is no error', (_, summary) => {
  expect(reduceStats(summary, pod)).toEqual({ busiest: [] });
});
