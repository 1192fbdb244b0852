import {
  INVENTORY_API_VERSION,
  type ServiceInventory,
  type WorkloadInventory,
} from '../../../src/contracts/inventory.ts';
import type { Inventory } from '../../../src/contracts/inventory.ts';
import type { Comparison, Difference } from '../../../src/contracts/comparison.ts';
import { compare } from '../../../src/analyze/compare/index.ts';
import type { ServiceEvidence } from '../../../src/contracts/evidence.ts';
import type { NodeEvidence, SideEvidence } from '../../../src/contracts/side-evidence.ts';
import { evidenceOf, KUBERNETES, type Scenario } from '../evidence.ts';

/** A side written short: the container of test/analyze/evidence.ts, on a node, in a namespace that was seen. */
export interface SideScenario extends Scenario {
  namespace?: string;
  context?: string;
  /** `forbidden`: nobody may read nodes. */
  node?: Partial<NodeEvidence> | 'forbidden';
  /** How many of the Services are stale, the last ones. */
  stale?: number;
  inventory?: 'forbidden';
  connection?: string[];
}

export const NODE: NodeEvidence = {
  name: 'node-1',
  kernel: '5.10.0-33-cloud-amd64',
  osImage: 'Debian GNU/Linux 12 (bookworm)',
  containerRuntime: 'containerd://1.7.2',
  kubelet: 'v1.31.0',
  architecture: 'amd64',
  cpu: 8,
  memory: 32 * 2 ** 30,
};

const FORBIDDEN = { code: 'forbidden', message: 'not allowed to get nodes' };

export function sideOf(scenario: SideScenario): SideEvidence {
  const { namespace = 'shop', context = 'test', node = {}, connection = [] } = scenario;
  const evidence = evidenceOf(scenario);
  const own = evidence.services['shop'] ?? { known: true, value: [] };
  const services = { default: evidence.services['default']!, [namespace]: own };
  const [seen] = evidence.containers;
  const container = { ...seen!, pod: { ...seen!.pod, namespace } };
  const problem = { code: 'forbidden', message: 'not allowed to list pods' };
  return {
    typed: container.target,
    connection,
    cluster: { context, server: `https://${context}:6443` },
    collectedAt: evidence.collectedAt,
    namespace,
    serverVersion: { known: true, value: 'v1.31.0' },
    container,
    node:
      node === 'forbidden'
        ? { known: false, problem: FORBIDDEN }
        : { known: true, value: { ...NODE, ...node } },
    services,
    inventory:
      scenario.inventory === 'forbidden' || !own.known
        ? { known: false, problem }
        : { known: true, value: inventoryOf(namespace, own.value, scenario) },
    problems: node === 'forbidden' ? [FORBIDDEN] : [],
  };
}

/** A namespace as a side, with one workload of that many pods. */
export function namespaceOf(scenario: SideScenario): SideEvidence {
  const { container: _, ...side } = sideOf(scenario);
  return { ...side, typed: `namespace/${side.namespace}` };
}

export function compared(a: SideScenario, b: SideScenario): Comparison {
  return compareSides(sideOf(a), sideOf(b));
}

export function compareSides(a: SideEvidence, b: SideEvidence): Comparison {
  return compare({
    a,
    b,
    collectedAt: '2026-03-03T00:00:00Z',
    tool: { version: '0.1.0' },
    staleAfterMs: 30 * 86_400_000,
  });
}

/** The difference of that name; undefined where there is none. */
export function difference({ differences }: Comparison, what: string): Difference | undefined {
  return differences.find((each) => each.what === what);
}

export function explains({ differences }: Comparison): string[] {
  return differences.filter(({ weight }) => weight === 'explains').map(({ what }) => what);
}

function inventoryOf(
  namespace: string,
  services: readonly ServiceEvidence[],
  { stale = 0, pod = {}, container = {} }: SideScenario,
): Inventory {
  const links = pod.enableServiceLinks ?? true;
  const fresh = services.length - stale;
  return {
    apiVersion: INVENTORY_API_VERSION,
    kind: 'Inventory',
    collectedAt: '2026-03-03T00:00:00Z',
    tool: { version: '0.1.0' },
    scope: { namespaces: [namespace] },
    kubernetesService: { known: true, value: KUBERNETES },
    namespaces: [
      {
        name: namespace,
        services: { known: true, value: services.map((service, index) => used(service, index < fresh)) },
      },
    ],
    workloads: [
      {
        kind: 'deployment',
        name: 'web',
        apiVersion: 'apps/v1',
        namespace,
        enableServiceLinks: links ? 'unset' : 'false',
        replicas: 1,
        containers: [
          {
            name: 'web',
            type: 'container',
            image: 'registry.example/web:1',
            command: [],
            args: [],
            env: [],
            envFrom: [],
            execProbes: [],
            position: 0,
            starts: { count: 1, oldest: '2026-03-01T00:00:00Z', newest: '2026-03-01T00:00:00Z' },
            ...container,
          },
        ],
        pods: { count: 1, withServiceLinks: links ? 1 : 0 },
        selectedBy: [],
      } satisfies WorkloadInventory,
    ],
    problems: [],
  };
}

function used(service: ServiceEvidence, isUsed: boolean): ServiceInventory {
  const backends = isUsed ? 1 : 0;
  return {
    ...service,
    type: 'ClusterIP',
    selector: { app: service.name },
    endpoints: { ready: backends, notReady: 0 },
    pods: backends,
  };
}
