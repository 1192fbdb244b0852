import { field, items, type KubeObject } from '../api/objects.ts';
import { nodeFigures } from './node-figures.ts';
import type { UsageOf } from './usage.ts';

/** What a kubelet's stats/summary tells about its node and the pods on it. */
export function statsSummary(node: string, pods: readonly KubeObject[], usageOf: UsageOf): object {
  const figures = nodeFigures(node);
  const time = new Date().toISOString().replace(/\.\d+/, '');
  const fs = {
    time,
    availableBytes: 82_868_682_752,
    capacityBytes: 270_553_174_016,
    usedBytes: 26_075_611_136,
    inodesFree: 16_319_084,
    inodes: 16_777_216,
    inodesUsed: 458_132,
  };
  const { pressure } = figures;
  return {
    node: {
      nodeName: node,
      startTime: '2025-01-01T00:00:00Z',
      cpu: { ...cpu(time, figures.usedCores), psi: psi(pressure.cpu, 0) },
      memory: {
        ...memory(time, figures.usedBytes),
        availableBytes: figures.memoryBytes - figures.usedBytes,
        majorPageFaults: 0,
        psi: psi(pressure.memory, pressure.memory),
      },
      io: { time, psi: psi(pressure.io, pressure.io) },
      network: {
        time,
        name: 'eth0',
        rxBytes: 2_411_417_838,
        rxErrors: 0,
        txBytes: 5_129_561,
        txErrors: 0,
        interfaces: [{ name: 'eth0', rxBytes: 2_411_417_838, rxErrors: 0, txBytes: 5_129_561, txErrors: 0 }],
      },
      fs,
      runtime: { imageFs: { ...fs, usedBytes: 434_454_528 } },
      rlimit: { time, maxpid: 32_768, curproc: figures.processes },
      systemContainers: [],
    },
    pods: pods.map((pod) => podStats(pod, time, usageOf)),
  };
}

function podStats(pod: KubeObject, time: string, usageOf: UsageOf): object {
  const { name, namespace = '', uid } = pod.metadata;
  const usage = usageOf(namespace, name);
  const containers = items<{ name: string }>(pod, 'spec.containers');
  const own = { cpu: cpu(time, usage.cpuCores), memory: memory(time, usage.memoryBytes) };
  return {
    podRef: { name, namespace, uid },
    startTime: field(pod, 'status.startTime'),
    containers: containers.slice(0, 1).map((container) => ({ name: container.name, ...own })),
    ...own,
    'ephemeral-storage': { time, capacityBytes: 270_553_174_016, usedBytes: 45_056 },
    process_stats: { process_count: 0 },
  };
}

function cpu(time: string, cores: number): object {
  return { time, usageNanoCores: Math.round(cores * 1e9), usageCoreNanoSeconds: Math.round(cores * 3.6e12) };
}

function memory(time: string, bytes: number): object {
  return {
    time,
    usageBytes: bytes,
    workingSetBytes: Math.round(bytes * 0.8),
    rssBytes: Math.round(bytes * 0.4),
  };
}

/** Shares of time, as kubelets from 1.34 on tell them. */
function psi(some: number, full: number): object {
  return { some: share(some), full: share(full) };
}

function share(avg10: number): object {
  return { total: Math.round(avg10 * 1e7), avg10, avg60: avg10, avg300: avg10 };
}
