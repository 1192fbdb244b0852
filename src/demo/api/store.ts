import type { KubeObject } from './objects.ts';
import { groupVersion, RESOURCES, type Resource } from './resources.ts';

/** Objects of one namespace that are made when they are first asked for. */
export interface Part {
  namespace: string;
  /** Whether these are the namespace's Services (of which there may be thousands), or all else. */
  services: boolean;
  load: () => KubeObject[];
}

export interface Store {
  /** Objects of a resource, of one namespace or of all, by namespace and name. */
  list: (resource: Resource, namespace?: string) => KubeObject[];
  get: (resource: Resource, namespace: string | undefined, name: string) => KubeObject | undefined;
  namespaces: () => string[];
}

/** Namespaces and Nodes are as old as the clusters' own Service. */
const CREATED = '2025-01-01T00:00:00Z';
const SYSTEM = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** A read-only store of objects; Namespaces and Nodes follow from the others. */
export function createStore(parts: readonly Part[]): Store {
  const loaded = new Map<Part, KubeObject[]>();
  const names = [...new Set([...SYSTEM, ...parts.map(({ namespace }) => namespace)])].toSorted();
  const objectsOf = (part: Part): KubeObject[] => {
    const objects = loaded.get(part) ?? part.load();
    loaded.set(part, objects);
    return objects;
  };
  const list = (resource: Resource, namespace?: string): KubeObject[] => {
    if (resource.kind === 'Namespace') return names.map(namespaceObject);
    if (resource.kind === 'Node') return nodes(list(podResource()));
    const services = resource.kind === 'Service';
    return parts
      .filter((part) => part.services === services && (namespace ?? part.namespace) === part.namespace)
      .flatMap(objectsOf)
      .filter(({ kind, apiVersion }) => kind === resource.kind && apiVersion === groupVersion(resource))
      .toSorted(byName);
  };
  const get: Store['get'] = (resource, namespace, name) =>
    list(resource, namespace).find(({ metadata }) => metadata.name === name);
  return { list, get, namespaces: () => names };
}

export function podResource(): Resource {
  const found = RESOURCES.find(({ kind }) => kind === 'Pod');
  if (found === undefined) throw new Error('pods are not a resource');
  return found;
}

function byName(left: KubeObject, right: KubeObject): number {
  const [one, other] = [left, right].map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}\0`);
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1;
}

function namespaceObject(name: string): KubeObject {
  const labels = { 'kubernetes.io/metadata.name': name };
  const metadata = { name, labels, creationTimestamp: CREATED };
  return { apiVersion: 'v1', kind: 'Namespace', metadata, spec: {}, status: { phase: 'Active' } };
}

function nodes(pods: KubeObject[]): KubeObject[] {
  const names = new Set(pods.flatMap(({ spec }) => (spec?.['nodeName'] as string | undefined) ?? []));
  return [...names].toSorted().map((name) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name }, creationTimestamp: CREATED },
    spec: {},
    status: { conditions: [{ type: 'Ready', status: 'True' }], nodeInfo: { kubeletVersion: 'v1.20.2' } },
  }));
}
