import { SHELL_MAIN, type ContainerSetup } from './containers/container.ts';
import type { KubeObject } from './api/objects.ts';

/** Many alike pods and Services, for benchmarks and tests of load. */
export interface Load {
  namespace: string;
  pods: number;
  /** Nodes that the pods are spread over; 1 by default. */
  nodes?: number;
  services?: number;
  /** Of each pod's container; a small one by default. */
  environment?: Record<string, string>;
  /** Containers with namespaces of their own are dearer; false by default. */
  isolated?: boolean;
}

/** Objects and containers that are added to the demo's own. */
export interface Extra {
  objects: KubeObject[];
  /** By `NAMESPACE/POD/CONTAINER`. */
  containers: Record<string, ContainerSetup>;
}

const SMALL = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' };

/** The objects and containers of a load. */
export function generate(load: Load): Extra {
  const { namespace, pods, nodes = 1, services = 0, environment = SMALL, isolated = false } = load;
  const names = Array.from({ length: pods }, (_, index) => `load-${String(index).padStart(4, '0')}`);
  const setup = container({ environment, isolated });
  return {
    objects: [
      ...names.map((name, index) => pod({ namespace, name, node: `node-${index % nodes}` })),
      ...Array.from({ length: services }, (_, index) => service(namespace, index)),
    ],
    containers: Object.fromEntries(names.map((name) => [`${namespace}/${name}/app`, setup])),
  };
}

/** A container with this environment, a shell and the usual tools. */
export function container(options: {
  environment: Record<string, string>;
  isolated?: boolean;
}): ContainerSetup {
  const { environment, isolated = true } = options;
  const block = Object.entries(environment).map(([name, value]) => `${name}=${value}\0`);
  return { environment: () => Buffer.from(block.join('')), shell: true, main: SHELL_MAIN, log: '', isolated };
}

/** A running pod with one container, `app`. */
export function pod({
  namespace,
  name,
  node = 'node-0',
}: {
  namespace: string;
  name: string;
  node?: string;
}): KubeObject {
  const started = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+/, '');
  const image = 'registry.example/load/app:1';
  const status = { name: 'app', image, ready: true, started: true, restartCount: 0 };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: `${namespace}-${name}`,
      labels: { app: 'load' },
      creationTimestamp: started,
    },
    spec: {
      nodeName: node,
      enableServiceLinks: true,
      restartPolicy: 'Always',
      containers: [{ name: 'app', image, command: ['sleep', 'infinity'], resources: {} }],
    },
    status: {
      phase: 'Running',
      podIP: '10.244.1.1',
      startTime: started,
      qosClass: 'BestEffort',
      containerStatuses: [{ ...status, state: { running: { startedAt: started } }, lastState: {} }],
    },
  };
}

function service(namespace: string, index: number): KubeObject {
  const created = new Date(Date.now() - 7_200_000).toISOString().replace(/\.\d+/, '');
  const clusterIP = `10.97.${index >> 8}.${index & 255}`;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `service-${String(index).padStart(5, '0')}`, namespace, creationTimestamp: created },
    spec: {
      type: 'ClusterIP',
      clusterIP,
      ports: [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: 8080 }],
    },
  };
}
