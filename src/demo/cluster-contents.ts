import { createStore, type Part, type Store } from './api/store.ts';
import type { KubeObject } from './api/objects.ts';
import type { ContainerSetup } from './containers/container.ts';
import { IDLE, type PodUsage, type UsageOf } from './nodes/usage.ts';
import type { FleetNamespace } from './fleet/fleet-namespace.ts';
import { fleetSetups } from './fleet/setups.ts';
import { KUBERNETES_ENDPOINTS, KUBERNETES_SERVICE } from './kubernetes-service.ts';
import { parts } from './scenarios/load.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Extra } from './workloads.ts';

export interface ContentOptions {
  scenarios: readonly Scenario[];
  fleet: readonly FleetNamespace[];
  extras: readonly Extra[];
  /** Whether containers have namespaces of their own. */
  isolated: boolean;
}

export interface Contents {
  store: Store;
  setupOf: (namespace: string, pod: string, container: string) => ContainerSetup | undefined;
  usageOf: UsageOf;
}

/**
 * What the demo's cluster holds. Where containers have no namespaces of their own, pods say that they share their
 * processes: process 1 is then not the container's.
 */
export function clusterContents({ scenarios, fleet, extras, isolated }: ContentOptions): Contents {
  const setups = new Map<string, ContainerSetup>();
  for (const { namespace, pod, container, setup } of scenarios)
    setups.set(`${namespace}/${pod}/${container}`, setup);
  for (const { containers = {} } of [...scenarios, ...extras])
    for (const [key, setup] of Object.entries(containers)) setups.set(key, setup);
  const namespaces = new Map(scenarios.map((scenario) => [scenario.namespace, scenario]));
  const handmade = [...fleet, ...scenarios.flatMap(({ neighbours = [] }) => neighbours)];
  const all: Part[] = [
    { namespace: 'default', services: true, load: () => [KUBERNETES_SERVICE] },
    { namespace: 'default', services: false, load: () => KUBERNETES_ENDPOINTS },
    ...[...namespaces].flatMap(([namespace, { objects, node }]) => parts(namespace, objects, node)),
    ...handmade.flatMap(({ name: namespace, services, others }) => [
      { namespace, services: true, load: services },
      { namespace, services: false, load: others },
    ]),
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
  const fleetSetup = fleetSetups(handmade, store);
  const setupOf: Contents['setupOf'] = (namespace, pod, container) =>
    setups.get(`${namespace}/${pod}/${container}`) ?? fleetSetup(namespace, pod, container);
  const usage = Object.assign({}, ...scenarios.map((scenario) => scenario.usage)) as Record<string, PodUsage>;
  return { store, setupOf, usageOf: (namespace, pod) => usage[`${namespace}/${pod}`] ?? IDLE };
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
