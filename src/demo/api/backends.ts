import { field, items, type KubeObject } from './objects.ts';

/** A pod behind a Service. */
export interface Backend {
  pod: KubeObject;
  /** Whether the Service may send traffic to it. */
  ready: boolean;
  terminating: boolean;
  /** The ports of the Service as this pod has them; a name that no container port has leaves its port out. */
  ports: BackendPort[];
}

export interface BackendPort {
  name?: string;
  port: number;
  protocol: string;
}

export type BackendsOf = (service: KubeObject) => Backend[];

interface ServicePort {
  name?: string;
  port: number;
  protocol?: string;
  targetPort?: number | string;
}

/**
 * Tells which pods are behind a Service, by the rules of Kubernetes' endpoints controllers: pods of its namespace
 * with all labels of its selector that have an address and have not finished, ready or not. None without a selector.
 * https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/controller/util/endpoint/controller_utils.go
 */
export function backendsOf(pods: readonly KubeObject[]): BackendsOf {
  const byLabel = new Map<string, KubeObject[]>();
  for (const pod of pods.filter(mayBeInEndpoints)) {
    for (const [name, value] of Object.entries(pod.metadata.labels ?? {})) {
      const key = labelKey(pod, name, value);
      const same = byLabel.get(key);
      if (same === undefined) byLabel.set(key, [pod]);
      else same.push(pod);
    }
  }
  return (service) => {
    const [first, ...rest] = Object.entries(selectorOf(service));
    if (first === undefined) return [];
    return (byLabel.get(labelKey(service, ...first)) ?? [])
      .filter(({ metadata }) => rest.every(([name, value]) => metadata.labels?.[name] === value))
      .map((pod) => backend(service, pod));
  };
}

/** Whether Kubernetes keeps the endpoints of a Service. */
export function hasSelector(service: KubeObject): boolean {
  return Object.keys(selectorOf(service)).length > 0;
}

/** The address families of a Service, its first one first: IPv4, IPv6. */
export function familiesOf(service: KubeObject): string[] {
  const families = items<string>(service, 'spec.ipFamilies');
  if (families.length > 0) return families;
  return [String(field(service, 'spec.clusterIP')).includes(':') ? 'IPv6' : 'IPv4'];
}

/** The address of a pod in a family; none or one. */
export function addressesOf(pod: KubeObject, family: string): string[] {
  const known = items<{ ip: string }>(pod, 'status.podIPs').map(({ ip }) => ip);
  const all = known.length > 0 ? known : [field(pod, 'status.podIP') as string];
  return all.filter((ip) => ip.includes(':') === (family === 'IPv6')).slice(0, 1);
}

/** What an endpoint says about its pod. */
export function targetOf(pod: KubeObject): { nodeName: unknown; targetRef: object } {
  const { name, namespace, uid } = pod.metadata;
  return { nodeName: field(pod, 'spec.nodeName'), targetRef: { kind: 'Pod', namespace, name, uid } };
}

/** Pods that have the same ports stand together. */
export function byPorts(backends: Backend[]): [BackendPort[], Backend[]][] {
  const groups = Map.groupBy(backends, ({ ports }) => JSON.stringify(ports));
  return [...groups.values()].map((group) => [group[0]?.ports ?? [], group]);
}

/** The selector of a Service for which Kubernetes keeps endpoints; empty when it does not. */
function selectorOf(service: KubeObject): Record<string, string> {
  if (service.spec?.['type'] === 'ExternalName') return {};
  return (service.spec?.['selector'] as Record<string, string> | undefined) ?? {};
}

function labelKey({ metadata }: KubeObject, name: string, value: string): string {
  return JSON.stringify([metadata.namespace, name, value]);
}

function mayBeInEndpoints({ status }: KubeObject): boolean {
  if (status?.['phase'] === 'Failed' || status?.['phase'] === 'Succeeded') return false;
  return status?.['podIP'] !== undefined;
}

function backend(service: KubeObject, pod: KubeObject): Backend {
  const conditions = items<{ type: string; status: string }>(pod, 'status.conditions');
  const ready = conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  const ports = items<ServicePort>(service, 'spec.ports').flatMap((port) => {
    const number = targetPort(port, pod);
    if (number === undefined) return [];
    const { name, protocol = 'TCP' } = port;
    return [{ ...(name === undefined ? {} : { name }), port: number, protocol }];
  });
  return {
    pod,
    ready: ready || field(service, 'spec.publishNotReadyAddresses') === true,
    terminating: pod.metadata['deletionTimestamp'] !== undefined,
    ports,
  };
}

function targetPort(
  { port, targetPort: target, protocol = 'TCP' }: ServicePort,
  pod: KubeObject,
): number | undefined {
  if (typeof target !== 'string') return target ?? port;
  const ports = items(pod, 'spec.containers').flatMap((container) =>
    items<{ name?: string; containerPort: number; protocol?: string }>(container, 'ports'),
  );
  return ports.find(({ name, protocol: own = 'TCP' }) => name === target && own === protocol)?.containerPort;
}
