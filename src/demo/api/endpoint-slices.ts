import { createHash } from 'node:crypto';
import {
  addressesOf,
  backendsOf,
  byPorts,
  familiesOf,
  hasSelector,
  targetOf,
  type Backend,
} from './backends.ts';
import { keyOf, type EndpointSources } from './endpoints.ts';
import { items, type KubeObject } from './objects.ts';

/** A slice has at most so many endpoints unless the controller is told otherwise. */
const SLICE_SIZE = 100;
const SERVICE_NAME = 'kubernetes.io/service-name';

/**
 * The given EndpointSlices, those of Services with a selector, and copies of Endpoints that were made by hand.
 * `v1beta1` is what Kubernetes up to 1.20 has: the node is a topology there, and nobody says `serving`.
 */
export function endpointSlices({ services, pods, given }: EndpointSources, version: string): KubeObject[] {
  const own = given.filter(({ kind }) => kind === 'EndpointSlice');
  const taken = new Set(
    own.map(({ metadata }) => `${metadata.namespace}/${metadata.labels?.[SERVICE_NAME]}`),
  );
  const byHand = new Map(given.filter(({ kind }) => kind === 'Endpoints').map((one) => [keyOf(one), one]));
  const behind = backendsOf(pods);
  const made = services
    .filter((service) => !taken.has(keyOf(service)))
    .flatMap((service) => {
      const copied = byHand.get(keyOf(service));
      if (copied !== undefined) return copies(service, copied);
      return hasSelector(service) ? slices(service, behind(service), version) : [];
    });
  return [...own, ...made];
}

interface Contents {
  family: string;
  ports: object[] | null;
  endpoints: object[] | null;
}

function slices(service: KubeObject, backends: Backend[], version: string): KubeObject[] {
  const contents = familiesOf(service).flatMap((family): Contents[] => {
    const filled = byPorts(backends).flatMap(([ports, group]) => {
      const all = group.flatMap((backend) => endpoint(backend, family, version));
      return chunks(all).map((some) => ({ family, ports, endpoints: some }));
    });
    // Without any endpoint there is still one slice.
    return filled.length > 0 ? filled : [{ family, ports: null, endpoints: null }];
  });
  return contents.map((one, index) => slice(service, one, index));
}

function copies(service: KubeObject, made: KubeObject): KubeObject[] {
  const [family = 'IPv4'] = familiesOf(service);
  return items(made, 'subsets').map((subset, index) => {
    const part = (name: string, ready: boolean): object[] =>
      items<{ ip: string }>(subset, name).map(({ ip }) => ({ addresses: [ip], conditions: { ready } }));
    const all = [...part('addresses', true), ...part('notReadyAddresses', false)];
    return slice(service, { family, ports: items(subset, 'ports'), endpoints: all }, index);
  });
}

function endpoint({ pod, ready, terminating }: Backend, family: string, version: string): object[] {
  const addresses = addressesOf(pod, family);
  if (addresses.length === 0) return [];
  const { nodeName, targetRef } = targetOf(pod);
  const conditions = { ready: ready && !terminating };
  if (version === 'v1beta1') {
    return [{ addresses, conditions, targetRef, topology: { 'kubernetes.io/hostname': nodeName } }];
  }
  return [{ addresses, conditions: { ...conditions, serving: ready, terminating }, targetRef, nodeName }];
}

function slice(service: KubeObject, { family, ports, endpoints }: Contents, index: number): KubeObject {
  const { name, namespace = '', labels, creationTimestamp = '', uid = '' } = service.metadata;
  const hash = createHash('sha256').update(`${namespace}/${name}/${index}`).digest('hex').slice(0, 5);
  const manager = 'endpointslice-controller.k8s.io';
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${hash}`,
      generateName: `${name}-`,
      namespace,
      labels: { ...labels, 'endpointslice.kubernetes.io/managed-by': manager, [SERVICE_NAME]: name },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true },
      ],
      creationTimestamp,
    },
    addressType: family,
    endpoints,
    ports,
  };
}

function chunks<T>(list: T[]): T[][] {
  const count = Math.ceil(list.length / SLICE_SIZE);
  return Array.from({ length: count }, (_, index) =>
    list.slice(index * SLICE_SIZE, (index + 1) * SLICE_SIZE),
  );
}
