import type { Known } from '../../contracts/evidence.ts';
import {
  INVENTORY_API_VERSION,
  type Inventory,
  type NamespaceInventory,
  type ServiceInventory,
  type WorkloadInventory,
} from '../../contracts/inventory.ts';
import {
  subjectKey,
  type LocatedInventory,
  type ManifestFault,
  type Manifests,
  type ObjectPlaces,
} from '../../contracts/manifests.ts';
import { indexServices, type ServiceIndex } from '../inventory/service-index.ts';
import type { Drafts, GroupDrafts } from './drafts.ts';
import { expectedMasterService } from './services.ts';
import { withKeys } from './with-keys.ts';

/** The Services of a cluster, as `scan --save` wrote them. */
export interface Snapshot {
  file: string;
  inventory: Inventory;
}

export interface AssembleOptions {
  snapshot: Snapshot | undefined;
  /** RFC 3339: the time of the inventory. */
  now: string;
  version: string;
}

/** Overlays of one app are tens of folders; more objects of one name are a mistake, or an attack. */
const MOST_OF_ONE_NAME = 200;

/** Makes inventories of what was found, those of each group for themselves. */
export function assemble(
  { groups, counts }: Pick<Drafts, 'groups' | 'counts'>,
  options: AssembleOptions,
): Pick<Manifests, 'inventories' | 'services'> & { faults: ManifestFault[] } {
  const { snapshot } = options;
  const made = Array.from(groups.values(), (drafts, group) => assembleGroup(drafts, group, options));
  const services = new Set(made.flatMap((each) => each.services));
  return {
    inventories: made.flatMap(({ inventories }) => inventories),
    faults: made.flatMap(({ faults }) => faults),
    services: {
      from: snapshot === undefined ? (counts.services > 0 ? 'input' : 'none') : 'snapshot',
      file: snapshot?.file,
      count: services.size,
      estimated: counts.estimated,
    },
  };
}

function assembleGroup(
  drafts: GroupDrafts,
  group: number,
  { snapshot, now, version }: AssembleOptions,
): { inventories: LocatedInventory[]; faults: ManifestFault[]; services: ServiceInventory[] } {
  const names = [...drafts.namespaces].toSorted();
  const namespaces = namespacesOf(names, drafts, snapshot);
  const services = new Map(
    namespaces.flatMap((each) => (each.services.known ? [[each.name, each.services.value] as const] : [])),
  );
  const shared: Omit<Inventory, 'workloads'> = {
    apiVersion: INVENTORY_API_VERSION,
    kind: 'Inventory',
    collectedAt: now,
    tool: { version },
    scope: { namespaces: names },
    kubernetesService: masterService(snapshot, now),
    namespaces,
    problems: [],
  };
  const { layers, faults } = layersOf(drafts, indexServices(services));
  const inventories = layers.map(({ workloads, places }, layer): LocatedInventory => ({
    inventory: { ...shared, workloads, namespaces: layer === 0 ? namespaces : only(namespaces, workloads) },
    group,
    layer,
    places,
  }));
  return { inventories, faults, services: [...services.values()].flat() };
}

/** The namespaces that workloads are in. */
function only(
  namespaces: readonly NamespaceInventory[],
  workloads: readonly WorkloadInventory[],
): NamespaceInventory[] {
  const wanted = new Set(workloads.map(({ namespace }) => namespace));
  return namespaces.filter(({ name }) => wanted.has(name));
}

function namespacesOf(
  names: readonly string[],
  drafts: GroupDrafts,
  snapshot: Snapshot | undefined,
): NamespaceInventory[] {
  const services = Map.groupBy(drafts.services, ({ namespace }) => namespace);
  const mentions = Map.groupBy(drafts.mentions, ({ namespace }) => namespace);
  const before = snapshotServices(snapshot);
  return names.map((name) => {
    const own = (services.get(name) ?? []).map(({ service }) => service);
    return {
      name,
      services: together(before(name), own),
      mentions: { known: true, value: (mentions.get(name) ?? []).map(({ mention }) => mention) },
    };
  });
}

/** Those of the snapshot, and after them those of the input, which take the place of others of their names. */
function together(
  before: Known<ServiceInventory[]>,
  own: readonly ServiceInventory[],
): Known<ServiceInventory[]> {
  if (own.length === 0) return before;
  const byName = new Map((before.known ? before.value : []).map((each) => [each.name, each]));
  for (const service of own) {
    byName.delete(service.name);
    byName.set(service.name, service);
  }
  return { known: true, value: [...byName.values()] };
}

const NO_SERVICES: Known<ServiceInventory[]> = {
  known: false,
  problem: {
    code: 'no-services',
    message: 'the input has no Services of this namespace',
    hint: 'Add their manifests, or what kubectl envaudit scan --save FILE wrote: --services FILE',
  },
};

/** By namespace. One that a scan of the whole cluster did not meet is new, and empty. */
function snapshotServices(snapshot: Snapshot | undefined): (namespace: string) => Known<ServiceInventory[]> {
  if (snapshot === undefined) return () => NO_SERVICES;
  const { namespaces, scope } = snapshot.inventory;
  const byName = new Map(namespaces.map(({ name, services }) => [name, services]));
  const otherwise: Known<ServiceInventory[]> =
    scope.namespaces === 'all' ? { known: true, value: [] } : NO_SERVICES;
  return (namespace) => byName.get(namespace) ?? otherwise;
}

function masterService(snapshot: Snapshot | undefined, now: string): Inventory['kubernetesService'] {
  const known = snapshot?.inventory.kubernetesService;
  return known?.known === true ? known : { known: true, value: expectedMasterService(now) };
}

interface Layer {
  workloads: WorkloadInventory[];
  places: Map<string, ObjectPlaces>;
}

/** The first object of each name is in the first layer, with all Services; the second one in the second, and so on. */
function layersOf(drafts: GroupDrafts, index: ServiceIndex): { layers: Layer[]; faults: ManifestFault[] } {
  const layers: Layer[] = [{ workloads: [], places: placesOfOthers(drafts) }];
  const faults: ManifestFault[] = [];
  const seen = new Map<string, number>();
  for (const { workload, labels, places } of drafts.workloads) {
    const { namespace, kind, name } = workload;
    const key = subjectKey(workload);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    if (nth < MOST_OF_ONE_NAME) {
      const layer = (layers[nth] ??= { workloads: [], places: new Map() });
      const selectedBy = index.matching(namespace, labels).flatMap(({ services }) => services);
      layer.workloads.push({
        ...withKeys(workload, drafts.keys),
        selectedBy: selectedBy.toSorted(),
      });
      layer.places.set(key, places);
    } else if (nth === MOST_OF_ONE_NAME) {
      const message = `More than ${MOST_OF_ONE_NAME} objects are called ${kind} ${name} in namespace ${namespace}; this one and those after it were not checked.`;
      faults.push({ kind: 'too-many', message, location: places.at([]), object: { namespace, kind, name } });
    }
  }
  for (const { workloads } of layers) workloads.sort(byPlaceInCluster);
  return { layers, faults };
}

function placesOfOthers({ services, mentions }: GroupDrafts): Map<string, ObjectPlaces> {
  return new Map([
    ...mentions.map(
      ({ namespace, mention, places }) => [subjectKey({ ...mention, namespace }), places] as const,
    ),
    ...services.map(
      ({ namespace, service, places }) =>
        [subjectKey({ namespace, kind: 'service', name: service.name }), places] as const,
    ),
  ]);
}

function byPlaceInCluster(one: WorkloadInventory, other: WorkloadInventory): number {
  return subjectKey(one) < subjectKey(other) ? -1 : 1;
}
