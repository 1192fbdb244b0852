import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import { percent, size } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { line, table } from '../details.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { inContainer, rawOfNode } from '../../figures/subject.ts';
import { NODE_MIXIN } from '../../figures/threshold.ts';
import { figuresOf, type Figure } from '../../figures/node/pressure.ts';
import { exportedNow, procOfNode, whyNoFigure, type HostParts } from '../../figures/node/parts.ts';
import { bySource, OF_HOST } from './of-host.ts';

/** How much of the node’s memory is not available. */
export const memoryUtilisation = defineCheck({
  ...OF_HOST,
  id: 'memory-utilisation',
  title: 'Memory of the node',
  method: 'utilisation',
  decides: true,
  threshold: {
    what: 'Memory of the node that is not available',
    unit: '%',
    comparison: 'above',
    warning: 90,
    problem: 98,
    why: 'The node-exporter mixin alerts above 90%; little later the kubelet evicts (100 MiB left by default).',
    source: NODE_MIXIN,
  },
  shownBy: (parts) =>
    memoryUsed(parts)[0]?.source === 'kubelet'
      ? rawOfNode(parts.audit, 'proxy/stats/summary')
      : inContainer(parts.audit, ['cat', '/proc/meminfo']),
  look: (parts) => {
    const sources = memoryUsed(parts);
    const [best] = sources;
    if (best === undefined) return { unknown: whyNoFigure(parts) };
    return {
      value: best.value,
      measured: `${percent(best.value)} not available`,
      reasons: {
        ok: 'The node has memory to spare.',
        warning:
          'The node’s memory is nearly used up: the kernel drops caches, and the kubelet is near to evicting pods.',
        problem: 'The node’s memory is used up: pods are evicted or killed.',
      },
      details: [...bySource('Not available', sources), ...usersOf(parts)],
    };
  },
});

function memoryUsed(parts: HostParts): Figure[] {
  const { nodeExporter, nodeStats, metrics, node } = parts;
  const capacity = node.known ? node.value.capacity.memory : undefined;
  const { memory } = procOfNode(parts).host;
  const stats = nodeStats.known ? nodeStats.value.memory : undefined;
  return figuresOf({
    'node-exporter': notAvailable(
      exportedNow(nodeExporter, 'node_memory_MemAvailable_bytes'),
      exportedNow(nodeExporter, 'node_memory_MemTotal_bytes'),
    ),
    '/proc/meminfo': notAvailable(memory?.available, memory?.total),
    kubelet: notAvailable(stats?.available, capacity) ?? percentOf(stats?.workingSet, capacity),
    'metrics.k8s.io': metrics.known ? percentOf(metrics.value.node?.memory, capacity) : undefined,
  });
}

function notAvailable(available: number | undefined, total: number | undefined): number | undefined {
  const free = percentOf(available, total);
  return free === undefined ? undefined : Math.max(0, 100 - free);
}

function usersOf({ sample, nodeStats }: HostParts): CheckDetail[] {
  const own = sample.known ? sample.value.cgroup.memory.workingSet?.last : undefined;
  const busiest = nodeStats.known ? nodeStats.value.busiest : [];
  return [
    ...(own === undefined ? [] : [line(`This container itself: ${size(own)}`)]),
    ...table(
      ['Namespace', 'Busy pod', 'Memory'],
      busiest.flatMap(({ namespace, pod, memory }) =>
        memory === undefined ? [] : [[namespace, pod, size(memory)]],
      ),
    ),
  ];
}
