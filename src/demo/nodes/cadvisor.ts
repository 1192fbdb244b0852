import { items, type KubeObject } from '../api/objects.ts';
import type { PodUsage, UsageOf } from './usage.ts';

const METRICS: [name: string, value: (usage: PodUsage) => number | undefined][] = [
  ['container_cpu_cfs_periods_total', ({ throttling }) => throttling?.periods],
  ['container_cpu_cfs_throttled_periods_total', ({ throttling }) => throttling?.throttledPeriods],
  ['container_cpu_cfs_throttled_seconds_total', ({ throttling }) => throttling?.throttledSeconds],
  ['container_cpu_usage_seconds_total', ({ cpuCores }) => Math.round(cpuCores * 3600)],
  ['container_memory_working_set_bytes', ({ memoryBytes }) => Math.round(memoryBytes * 0.8)],
  ['container_oom_events_total', () => 0],
];

/** What a kubelet's metrics/cadvisor tells about the containers of its pods: a selection of metrics, as text. */
export function cadvisorText(pods: readonly KubeObject[], usageOf: UsageOf): string {
  const lines = METRICS.flatMap(([metric, value]) => [
    `# TYPE ${metric} ${metric.endsWith('_total') ? 'counter' : 'gauge'}`,
    ...pods.flatMap((pod) => {
      const { name, namespace = '', uid } = pod.metadata;
      const measured = value(usageOf(namespace, name));
      const [first] = items<{ name: string; image: string }>(pod, 'spec.containers');
      if (measured === undefined || first === undefined) return [];
      const id = `/kubepods/burstable/pod${String(uid)}`;
      const rest = `namespace="${namespace}",pod="${name}"} ${measured} ${Date.now()}`;
      return [
        `${metric}{container="",id="${id}",image="",name="",${rest}`,
        `${metric}{container="${first.name}",id="${id}/0",image="${first.image}",name="0",${rest}`,
      ];
    }),
  ]);
  return `${lines.join('\n')}\n`;
}
