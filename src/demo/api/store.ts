import { endpointSlices } from './endpoint-slices.ts';
import { endpoints, type EndpointSources } from './endpoints.ts';
import type { KubeObject } from './objects.ts';
import type { Resource } from './resources.ts';
import { nodeObject } from '../nodes/node-object.ts';

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

/** Namespaces are as old as the clusters' own Service. */
const CREATED = '2025-01-01T00:00:00Z';
const SYSTEM = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** A read-only store of objects; Namespaces, Nodes, Endpoints and EndpointSlices follow from the others. */
export function createStore(parts: readonly Part[]): Store {
  const loaded = new Map<Part, KubeObject[]>();
  const names = [...new Set([...SYSTEM, ...parts.map(({ namespace }) => namespace)])].toSorted();
  const objectsOf = (part: Part): KubeObject[] => {
    const objects = loaded.get(part) ?? part.load();
    loaded.set(part, objects);
    return objects;
  };
  const given = (kinds: readonly string[], namespace: string | undefined): KubeObject[] => {
    const services = kinds.includes('Service');
    return parts
      .filter((part) => part.services === services && (namespace ?? part.namespace) === part.namespace)
      .flatMap(objectsOf)
      .filter(({ kind }) => kinds.includes(kind));
  };
  const sources = (namespace: string | undefined): EndpointSources => ({
    services: given(['Service'], namespace),
    pods: given(['Pod'], namespace),
    given: given(['Endpoints', 'EndpointSlice'], namespace),
  });
  const make = ({ kind, version }: Resource, namespace: string | undefined): KubeObject[] => {
    if (kind === 'Namespace') return names.map(namespaceObject);
    if (kind === 'Node') return nodeNames(given(['Pod'], undefined)).map(nodeObject);
    if (kind === 'Endpoints') return endpoints(sources(namespace));
    if (kind === 'EndpointSlice') return endpointSlices(sources(namespace), version);
    return given([kind], namespace);
  };
  const lists = new Map<string, KubeObject[]>();
  const list: Store['list'] = (resource, namespace) => {
    const key = `${resource.kind}/${namespace ?? ''}`;
    const known = lists.get(key) ?? make(resource, namespace).toSorted(byName);
    lists.set(key, known);
    return known;
  };
  const get: Store['get'] = (resource, namespace, name) =>
    list(resource, namespace).find(({ metadata }) => metadata.name === name);
  return { list, get, namespaces: () => names };
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

function nodeNames(pods: KubeObject[]): string[] {
  return [...new Set(pods.flatMap(({ spec }) => (spec?.['nodeName'] as string | undefined) ?? []))];
}
