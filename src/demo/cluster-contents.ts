import { createStore, type Part, type Store } from './api/store.ts';
import type { KubeObject } from './api/objects.ts';
import type { ContainerSetup } from './containers/container.ts';
import { parts } from './scenarios/load.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Extra } from './workloads.ts';

export interface Contents {
  store: Store;
  setupOf: (namespace: string, pod: string, container: string) => ContainerSetup | undefined;
}

/** The Service that every cluster has; its address is the captured clusters'. */
const KUBERNETES: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
    creationTimestamp: '2025-01-01T00:00:00Z',
  },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.96.0.1',
    clusterIPs: ['10.96.0.1'],
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    sessionAffinity: 'None',
  },
  status: { loadBalancer: {} },
};

const SKIP = { 'endpointslice.kubernetes.io/skip-mirror': 'true' };
const API_PORTS = [{ name: 'https', port: 6443, protocol: 'TCP' }];
const API_METADATA = {
  name: 'kubernetes',
  namespace: 'default',
  creationTimestamp: '2025-01-01T00:00:00Z',
};

/** Its endpoints, which the API server keeps itself. */
const KUBERNETES_ENDPOINTS: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { ...API_METADATA, labels: SKIP },
    subsets: [{ addresses: [{ ip: '10.244.0.1' }], ports: API_PORTS }],
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...API_METADATA, labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.244.0.1'], conditions: { ready: true } }],
    ports: API_PORTS,
  },
];

/**
 * What the demo's cluster holds. Where containers have no namespaces of their own, pods say that they share their
 * processes: process 1 is then not the container's.
 */
export function clusterContents(
  scenarios: readonly Scenario[],
  extras: readonly Extra[],
  isolated: boolean,
): Contents {
  const setups = new Map<string, ContainerSetup>();
  for (const { namespace, pod, container, setup } of scenarios)
    setups.set(`${namespace}/${pod}/${container}`, setup);
  for (const { containers } of extras)
    for (const [key, setup] of Object.entries(containers)) setups.set(key, setup);
  const namespaces = new Map(scenarios.map(({ namespace, objects }) => [namespace, objects]));
  const all: Part[] = [
    { namespace: 'default', services: true, load: () => [KUBERNETES] },
    { namespace: 'default', services: false, load: () => KUBERNETES_ENDPOINTS },
    ...[...namespaces].flatMap(([namespace, objects]) => parts(namespace, objects)),
    ...extraParts(extras.flatMap(({ objects }) => objects)),
  ];
  const shared = (object: KubeObject): KubeObject => {
    const { name, namespace = '' } = object.metadata;
    const plain = [...setups].some(
      ([key, setup]) => setup.isolated === false && key.startsWith(`${namespace}/${name}/`),
    );
    if (object.kind !== 'Pod' || (isolated && !plain)) return object;
    return { ...object, spec: { ...object.spec, shareProcessNamespace: true } };
  };
  const store = createStore(all.map((part) => ({ ...part, load: () => part.load().map(shared) })));
  return { store, setupOf: (namespace, pod, container) => setups.get(`${namespace}/${pod}/${container}`) };
}

function extraParts(objects: KubeObject[]): Part[] {
  const namespaces = new Set(objects.map(({ metadata }) => metadata.namespace ?? ''));
  return [...namespaces].flatMap((namespace) => {
    const own = objects.filter(({ metadata }) => metadata.namespace === namespace);
    return [true, false].map((services) => {
      const load = (): KubeObject[] => own.filter(({ kind }) => (kind === 'Service') === services);
      return { namespace, services, load };
    });
  });
}
