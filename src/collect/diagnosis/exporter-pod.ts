import { count, list, record, text } from '../inventory/shape.ts';
import type { SeenPod } from './seen-pod.ts';

/** A node-exporter that can be asked through the API server's pod proxy. */
export interface Exporter {
  namespace: string;
  pod: string;
  port: number;
  /** It asks who is there, or speaks TLS only: the API server passes no credentials on. */
  guarded: boolean;
}

const DEFAULT_PORT = 9100;
const NAMES = new Set(['prometheus-node-exporter', 'node-exporter']);

/** The node-exporter that a pod is, by its labels or an image's name; undefined when it is none or does not run. */
export function exporterIn(item: unknown, { health, labels, phase }: SeenPod): Exporter | undefined {
  if (phase !== 'Running') return undefined;
  const containers = list(record(record(item)['spec'])['containers']).map(record);
  const named = NAMES.has(labels['app.kubernetes.io/name'] ?? '') || labels['app'] === 'node-exporter';
  const own = containers.find(isExporter) ?? (named ? containers[0] : undefined);
  if (own === undefined) return undefined;
  return {
    namespace: health.namespace,
    pod: health.pod,
    port: portOf(own),
    guarded: containers.some(
      (container) => /kube-rbac-proxy/.test(text(container['image'])) || hasSecurePort(container),
    ),
  };
}

function isExporter({ image }: Record<string, unknown>): boolean {
  return /(^|\/)(prometheus-)?node[-_]exporter([:@]|$)/.test(text(image));
}

/** Of its arguments, else of its ports, else the usual one. */
function portOf(container: Record<string, unknown>): number {
  const ports = list(container['ports']).map(record);
  const metrics = ports.find(({ name }) => /metrics/.test(text(name))) ?? ports[0];
  const listening = list(container['args'])
    .map((arg) => /^--web\.listen-address=\S*:(\d{1,5})$/.exec(text(arg))?.[1])
    .find((port) => port !== undefined);
  const port = listening === undefined ? count(metrics?.['containerPort']) : Number(listening);
  return port !== undefined && port > 0 && port <= 65_535 ? port : DEFAULT_PORT;
}

function hasSecurePort(container: Record<string, unknown>): boolean {
  return list(container['ports']).some((port) => record(port)['name'] === 'https');
}
