import type { KubeObject } from '../api/objects.ts';
import type { FleetNamespace } from './fleet-namespace.ts';
import { pod } from './pod.ts';
import { service } from './service.ts';
import { object, workload } from './workload.ts';

const namespace = 'operations';
const NODES = ['worker-1', 'worker-2', 'worker-3'];

/** One workload of every kind, in a namespace of some sixty Services in good order. */
export const operations: FleetNamespace = { name: namespace, services, others };

function services(): KubeObject[] {
  const components =
    'alerts audit backup billing cache catalog dns gateway identity ingress logs metrics'.split(' ');
  return components.flatMap((component, row) =>
    ['api', 'db', 'grpc', 'metrics', 'web'].map((part, column) =>
      service({
        namespace,
        name: `${component}-${part}`,
        age: 420 - 35 * row,
        clusterIP: `10.96.204.${row * 5 + column + 1}`,
        selector: { app: NAMES[(row + column) % NAMES.length] ?? '' },
        ports: [{ name: part, port: 8000 + column }],
      }),
    ),
  );
}

const NAMES = ['checkout', 'ledger', 'node-agent'];

function others(): KubeObject[] {
  const agent = workload({
    kind: 'DaemonSet',
    namespace,
    name: 'node-agent',
    age: 400,
    template: {
      hostNetwork: true,
      containers: [
        { name: 'agent', image: 'registry.example/operations/node-agent:1.8', command: ['/agent'] },
      ],
    },
    pods: NODES.map((node, index) => ({ node, ip: `10.0.0.${11 + index}`, age: 30 })),
  });
  const ledger = workload({
    kind: 'StatefulSet',
    namespace,
    name: 'ledger',
    age: 300,
    template: {
      initContainers: [
        {
          name: 'migrate',
          image: 'registry.example/operations/ledger:5.2',
          command: ['sh', '-c', './migrate'],
        },
      ],
      containers: [
        {
          name: 'ledger',
          image: 'registry.example/operations/ledger:5.2',
          command: ['java', '-jar', 'ledger.jar'],
          livenessProbe: {
            exec: { command: ['bash', '-c', 'test -e /tmp/healthy'] },
            timeoutSeconds: 1,
            periodSeconds: 5,
          },
          resources: { limits: { cpu: '200m', memory: '1Gi' } },
        },
      ],
    },
    pods: NODES.map((node, index) => ({ node, ip: `10.244.203.${1 + index}`, age: 120 - 40 * index })),
  });
  const checkout = workload({
    kind: 'Rollout',
    namespace,
    name: 'checkout',
    age: 200,
    template: { containers: [{ name: 'checkout', image: 'registry.example/operations/checkout:9' }] },
    pods: NODES.slice(0, 2).map((node, index) => ({ node, ip: `10.244.203.${10 + index}`, age: 14 })),
  });
  const quiet = workload({
    kind: 'Deployment',
    namespace,
    name: 'exporter',
    age: 90,
    template: {
      enableServiceLinks: false,
      containers: [{ name: 'exporter', image: 'registry.example/operations/exporter:2.2' }],
    },
    pods: [{ node: 'worker-2', ip: '10.244.203.20', age: 90 }],
  });
  return [...agent, ...ledger, ...checkout, ...quiet, ...restore(), debugShell()];
}

/** A Job that runs, and a pod of it that has failed before. */
function restore(): KubeObject[] {
  const owner = { apiVersion: 'batch/v1', kind: 'Job', name: 'restore' };
  const image = 'registry.example/operations/restore:1.0';
  const template = { containers: [{ name: 'restore', image, command: ['bash', '/restore.sh'] }] };
  const labels = { 'job-name': 'restore' };
  const common = { namespace, labels, owner, template, restartPolicy: 'Never', node: 'worker-3' };
  return [
    object({
      ...owner,
      namespace,
      age: 1,
      labels,
      spec: { completions: 2, parallelism: 1, template: { metadata: { labels }, spec: template } },
      status: { active: 1, succeeded: 1 },
    }),
    pod({ ...common, name: 'restore-9zsd4', age: 1, ip: '10.244.203.30', phase: 'Succeeded' }),
    pod({ ...common, name: 'restore-x2pk7', age: 0.5, ip: '10.244.203.31' }),
  ];
}

/** A pod of its own: nothing makes it again when it is gone. */
function debugShell(): KubeObject {
  const container = { name: 'shell', image: 'docker.io/library/busybox:1.37', command: ['sleep', '86400'] };
  return pod({
    namespace,
    name: 'debug-shell',
    labels: { run: 'debug-shell' },
    template: { containers: [container] },
    age: 45,
    node: 'worker-1',
    ip: '10.244.203.40',
  });
}
