import type { Check, CheckDetail } from '../../../contracts/diagnosis.ts';
import { percent, size } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line, table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { percentOf } from '../rates.ts';
import { inContainer, rawOfNode, whyUnknown } from '../subject.ts';
import { figure, type Figure } from './cpu-figures.ts';
import { exportedNow, HOST_PARTS, procOfNode, type HostParts } from './parts.ts';

/** How much of the node’s memory is not available. */
export const memoryUtilisation = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts): Check[] => {
    const [best, ...others] = memoryUsed(parts);
    const base: CheckBase = {
      id: 'memory-utilisation',
      title: 'Memory of the node',
      scope: 'host',
      method: 'utilisation',
      ...(best?.source === 'kubelet'
        ? rawOfNode(parts.audit, 'proxy/stats/summary')
        : inContainer(parts.audit, ['cat', '/proc/meminfo'])),
    };
    if (best === undefined) return [unknownCheck(base, unknownMemory(parts))];
    return [
      measuredCheck(base, {
        threshold: 'memory-utilisation',
        value: best.value,
        measured: `${percent(best.value)} not available`,
        reasons: {
          ok: 'The node has memory to spare.',
          warning:
            'The node’s memory is nearly used up: the kernel drops caches, and the kubelet is near to evicting pods.',
          problem: 'The node’s memory is used up: pods are evicted or killed.',
        },
        details: [
          ...table(
            ['Source', 'Not available'],
            [best, ...others].map(({ source, value }) => [source, percent(value)]),
          ),
          ...ownDetails(parts),
        ],
      }),
    ];
  },
});

/** Why the host’s memory is not known, in a sentence. */
export function unknownMemory(parts: HostParts): string {
  const proc = procOfNode(parts);
  if (parts.sample.known && !proc.trusted) return `${proc.because} ${whyUnknown(parts.nodeStats)}`;
  return whyUnknown(parts.sample, parts.nodeStats);
}

function memoryUsed(parts: HostParts): Figure[] {
  const { nodeExporter, nodeStats, metrics, node } = parts;
  const proc = procOfNode(parts);
  const capacity = node.known ? node.value.capacity.memory : undefined;
  const memory = proc.trusted ? proc.host.memory : undefined;
  const stats = nodeStats.known ? nodeStats.value.memory : undefined;
  return [
    figure(
      'node-exporter',
      notAvailable(
        exportedNow(nodeExporter, 'node_memory_MemAvailable_bytes'),
        exportedNow(nodeExporter, 'node_memory_MemTotal_bytes'),
      ),
    ),
    figure('/proc/meminfo', notAvailable(memory?.available, memory?.total)),
    figure('kubelet', notAvailable(stats?.available, capacity) ?? percentOf(stats?.workingSet, capacity)),
    figure('metrics.k8s.io', metrics.known ? percentOf(metrics.value.node?.memory, capacity) : undefined),
  ].flat();
}

function notAvailable(available: number | undefined, total: number | undefined): number | undefined {
  const free = percentOf(available, total);
  return free === undefined ? undefined : Math.max(0, 100 - free);
}

function ownDetails({ sample, nodeStats }: HostParts): CheckDetail[] {
  const own = sample.known ? sample.value.cgroup.memory.workingSet?.last : undefined;
  const rows = nodeStats.known
    ? nodeStats.value.busiest.flatMap(({ namespace, pod, memory }) =>
        memory === undefined ? [] : [[namespace, pod, size(memory)]],
      )
    : [];
  return [
    ...(own === undefined ? [] : [line(`This container itself: ${size(own)}`)]),
    ...table(['Namespace', 'Busy pod', 'Memory'], rows),
  ];
}
