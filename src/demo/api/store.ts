import { createChanges, type Changes } from './changes.ts';
import { endpointSlices } from './endpoint-slices.ts';
import { endpoints, type EndpointSources } from './endpoints.ts';
import type { KubeObject } from './objects.ts';
import { podEvents } from './pod-events.ts';
import type { Resource } from './resources.ts';
import { keyOf as orderKey } from './pages.ts';
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
  /** Makes an object, or gives one a new state. */
  put: (object: KubeObject) => void;
  /** Takes an object away, if it is there. */
  remove: (object: Pick<KubeObject, 'kind' | 'metadata'>) => void;
  changes: Changes;
}

/** Namespaces are as old as the clusters' own Service. */
const CREATED = '2025-01-01T00:00:00Z';
const SYSTEM = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** A store of objects; Namespaces, Nodes, Endpoints and EndpointSlices follow from the others, and tell no changes. */
export function createStore(parts: readonly Part[]): Store {
  const loaded = new Map<Part, KubeObject[]>();
  const names = [...new Set([...SYSTEM, ...parts.map(({ namespace }) => namespace)])].toSorted();
  const objectsOf = (part: Part): KubeObject[] => {
    const objects = loaded.get(part) ?? part.load();
    loaded.set(part, objects);
    return objects;
  };
  /** Those that were put or removed, in place of the ones from the start. */
  const changed = new Map<string, KubeObject | undefined>();
  const changes = createChanges();
  const asChanged = (
    objects: KubeObject[],
    kinds: readonly string[],
    namespace: string | undefined,
  ): KubeObject[] => {
    if (changed.size === 0) return objects;
    const put = [...changed.values()].filter(
      (object) =>
        object !== undefined &&
        kinds.includes(object.kind) &&
        (namespace ?? object.metadata.namespace) === object.metadata.namespace,
    ) as KubeObject[];
    return [...objects.filter((object) => !changed.has(keyOf(object))), ...put];
  };
  const given = (kinds: readonly string[], namespace: string | undefined): KubeObject[] => {
    const services = kinds.includes('Service');
    const objects = parts
      .filter((part) => part.services === services && (namespace ?? part.namespace) === part.namespace)
      .flatMap(objectsOf)
      .filter(({ kind }) => kinds.includes(kind));
    return asChanged(objects, kinds, namespace);
  };
  const sources = (namespace: string | undefined): EndpointSources => ({
    services: given(['Service'], namespace),
    pods: given(['Pod'], namespace),
    given: given(['Endpoints', 'EndpointSlice'], namespace),
  });
  const namespaceObjects = (): KubeObject[] =>
    asChanged(names.map(namespaceObject), ['Namespace'], undefined);
  const make = ({ kind, version }: Resource, namespace: string | undefined): KubeObject[] => {
    if (kind === 'Namespace') return namespaceObjects();
    if (kind === 'Node') return nodeNames(given(['Pod'], undefined)).map(nodeObject);
    if (kind === 'Event') return [...given([kind], namespace), ...podEvents(given(['Pod'], namespace))];
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
  const inPlace = ({ kind, metadata }: Pick<KubeObject, 'kind' | 'metadata'>): KubeObject | undefined => {
    const { namespace, name } = metadata;
    const objects = kind === 'Namespace' ? namespaceObjects() : given([kind], namespace);
    return objects.find((object) => object.metadata.name === name);
  };
  return {
    list,
    get,
    namespaces: () => names,
    put(object) {
      const before = inPlace(object);
      lists.clear();
      changes.add((version) => {
        const metadata = { ...object.metadata, resourceVersion: String(version) };
        const stored = { ...object, metadata };
        changed.set(keyOf(object), stored);
        return { before, object: stored, isGone: false };
      });
    },
    remove(object) {
      const before = inPlace(object);
      if (before === undefined) return;
      changed.set(keyOf(before), undefined);
      lists.clear();
      changes.add((version) => {
        const metadata = { ...before.metadata, resourceVersion: String(version) };
        return { before, object: { ...before, metadata }, isGone: true };
      });
    },
    changes,
  };
}

function keyOf({ kind, metadata }: Pick<KubeObject, 'kind' | 'metadata'>): string {
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

function byName(left: KubeObject, right: KubeObject): number {
  const [one, other] = [orderKey(left), orderKey(right)];
  return one === other ? 0 : one < other ? -1 : 1;
}

function namespaceObject(name: string): KubeObject {
  const labels = { 'kubernetes.io/metadata.name': name };
  const metadata = { name, labels, creationTimestamp: CREATED };
  return { apiVersion: 'v1', kind: 'Namespace', metadata, spec: {}, status: { phase: 'Active' } };
}

function nodeNames(pods: KubeObject[]): string[] {
  return [...new Set(pods.flatMap(({ spec }) => (spec?.['nodeName'] as string | undefined) ?? []))];
}
