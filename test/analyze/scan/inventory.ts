import type { ScanOptions } from '../../../src/analyze/scan/index.ts';
import { analyzeInventory } from '../../../src/analyze/scan/index.ts';
import { INVENTORY_API_VERSION } from '../../../src/contracts/inventory.ts';
import type {
  ContainerInventory,
  Inventory,
  ServiceInventory,
  WorkloadInventory,
} from '../../../src/contracts/inventory.ts';
import type { NamespaceReport, ScanReport, WorkloadReport } from '../../../src/contracts/scan-report.ts';
import { service } from '../../env/services.ts';
import { KUBERNETES } from '../evidence.ts';

export const NOW = '2026-11-20T00:00:00Z';
export const DAY_MS = 86_400_000;

/** An inventory written short: one Deployment of a static program in namespace `shop`, changed where a test says so. */
export interface Scene {
  services?: number | ServiceInventory[];
  workload?: Partial<WorkloadInventory>;
  container?: Partial<ContainerInventory>;
  /** More containers beside the first. */
  others?: Partial<ContainerInventory>[];
  /** More workloads beside the first. */
  workloads?: WorkloadInventory[];
  scope?: Inventory['scope'];
  /** Services may not be listed. */
  forbidden?: boolean;
  /** From files: there is no cluster. */
  manifests?: boolean;
  options?: Partial<ScanOptions>;
}

export function inventoryOf(scene: Scene = {}): Inventory {
  const { services = 3, forbidden = false, manifests = false } = scene;
  const list = typeof services === 'number' ? someServices(services) : services;
  const problem = { code: 'forbidden', message: 'may not list services in namespace shop' };
  return {
    apiVersion: INVENTORY_API_VERSION,
    kind: 'Inventory',
    collectedAt: NOW,
    tool: { version: '0.1.0' },
    ...(manifests ? {} : { cluster: { server: 'https://127.0.0.1:6443' } }),
    scope: scene.scope ?? { namespaces: 'all' },
    kubernetesService: { known: true, value: KUBERNETES },
    namespaces: [
      { name: 'shop', services: forbidden ? { known: false, problem } : { known: true, value: list } },
    ],
    workloads: [workload(scene), ...(scene.workloads ?? [])],
    problems: forbidden && !manifests ? [problem] : [],
  };
}

export function workload(scene: Pick<Scene, 'workload' | 'container' | 'others'> = {}): WorkloadInventory {
  return {
    namespace: 'shop',
    kind: 'deployment',
    name: 'web',
    apiVersion: 'apps/v1',
    enableServiceLinks: 'true',
    replicas: 2,
    containers: [scene.container ?? {}, ...(scene.others ?? [])].map((changes, position) => ({
      ...container({ name: position === 0 ? 'web' : `side-${position}`, position }),
      ...changes,
    })),
    pods: { count: 2, withServiceLinks: 2, example: 'web-7d64' },
    selectedBy: [],
    ...scene.workload,
  };
}

export function container(changes: Partial<ContainerInventory> = {}): ContainerInventory {
  return {
    name: 'web',
    type: 'container',
    image: 'registry.example/shop:1',
    command: [],
    args: [],
    env: [],
    envFrom: [],
    execProbes: [],
    position: 0,
    starts: { count: 2, oldest: '2026-11-01T00:00:00Z', newest: '2026-11-02T00:00:00Z' },
    ...changes,
  };
}

/** N Services of one named port, all made at once and all in use. */
export function someServices(count: number, changes: Partial<ServiceInventory> = {}): ServiceInventory[] {
  return Array.from({ length: count }, (_, index) =>
    inUse(`orders-api-${String(index).padStart(4, '0')}`, changes),
  );
}

/** A Service with endpoints. */
export function inUse(name: string, changes: Partial<ServiceInventory> = {}): ServiceInventory {
  return {
    ...service(name, '10.96.100.200', 'http:8080'),
    type: 'ClusterIP',
    selector: { app: name },
    endpoints: { ready: 1, notReady: 0 },
    pods: 1,
    ...changes,
  };
}

export function scan(scene: Scene = {}): ScanReport {
  return analyzeInventory(inventoryOf(scene), { staleAfterMs: 30 * DAY_MS, rules: [], ...scene.options });
}

/** The report of the scene's first workload. */
export function workloadOf(scene: Scene = {}): WorkloadReport {
  const found = scan(scene).workloads.find(({ name }) => name === (scene.workload?.name ?? 'web'));
  if (found === undefined) throw new Error('the workload is not in the report');
  return found;
}

export function namespaceOf(scene: Scene = {}): NamespaceReport {
  const [found] = scan(scene).namespaces;
  if (found === undefined) throw new Error('the namespace is not in the report');
  return found;
}
