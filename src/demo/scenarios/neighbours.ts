import type { KubeObject } from '../api/objects.ts';
import { pod } from '../fleet/pod.ts';
import type { FleetNamespace } from '../fleet/fleet-namespace.ts';
import { SATURATED_NAME } from '../nodes/node-figures.ts';
import type { PodUsage } from '../nodes/usage.ts';

const TRANSCODERS = ['transcode-2x4kd', 'transcode-8hz7n', 'transcode-vq5ts'];

/** Who uses up the CPUs of the saturated node, and what measures it there. */
export const neighbours: readonly FleetNamespace[] = [
  { name: 'batch', services: () => [], others: transcoders },
  { name: 'monitoring', services: () => [], others: exporter },
];

/** What they use, as their kubelet tells. */
export const NEIGHBOUR_USAGE: Record<string, PodUsage> = Object.fromEntries(
  TRANSCODERS.map((name, index) => [
    `batch/${name}`,
    { cpuCores: 1.31 - 0.05 * index, memoryBytes: 412_090_368 },
  ]),
);

function transcoders(): KubeObject[] {
  return TRANSCODERS.map((name, index) =>
    pod({
      namespace: 'batch',
      name,
      labels: { 'job-name': 'transcode' },
      owner: { apiVersion: 'batch/v1', kind: 'Job', name: 'transcode' },
      template: {
        enableServiceLinks: false,
        containers: [
          { name: 'transcode', image: 'registry.example/batch/transcode:2.3', command: ['transcode'] },
        ],
      },
      restartPolicy: 'Never',
      age: 0.2,
      node: SATURATED_NAME,
      ip: `10.244.9.${11 + index}`,
    }),
  );
}

function exporter(): KubeObject[] {
  const container = {
    name: 'node-exporter',
    image: 'quay.io/prometheus/node-exporter:v1.8.2',
    ports: [{ name: 'metrics', containerPort: 9100, protocol: 'TCP' }],
  };
  return [
    pod({
      namespace: 'monitoring',
      name: 'node-exporter-9s4xt',
      labels: { 'app.kubernetes.io/name': 'node-exporter' },
      owner: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'node-exporter' },
      template: { enableServiceLinks: false, hostNetwork: true, containers: [container] },
      age: 40,
      node: SATURATED_NAME,
      ip: '10.244.0.2',
    }),
  ];
}
