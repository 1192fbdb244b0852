import type { KubeObject } from '../api/objects.ts';
import type { FleetNamespace } from './fleet-namespace.ts';
import type { ContainerParts } from './pod.ts';
import { service } from './service.ts';
import { object, workload } from './workload.ts';

const namespace = 'integrations';

/** Names of Services whose variables apps read as their own settings, and apps that do. */
export const integrations: FleetNamespace = { name: namespace, services, others };

/** Each with its port; those with a workload of their name select its pods. */
const SERVICES: [name: string, port: number, age: number, selects?: string][] = [
  ['redis', 6379, 210, 'redis'],
  ['rabbitmq', 5672, 190],
  ['server', 80, 160, 'kibana'],
  ['n8n', 5678, 120, 'n8n'],
  ['kubernetes-service', 8080, 95, 'cluster-agent'],
  ['foo', 80, 60, 'storefront'],
  ['foo-service', 8080, 45, 'storefront'],
  // Allowed since Kubernetes 1.36; no shell can read its variables.
  ['3scale', 8443, 20, 'storefront'],
];

function services(): KubeObject[] {
  return SERVICES.map(([name, port, age, selects], index) =>
    service({
      namespace,
      name,
      age,
      clusterIP: `10.96.200.${10 + index}`,
      ports: [{ port }],
      // Nobody's pods have the label of rabbitmq: its broker is a StatefulSet of another namespace by now.
      selector: { app: selects ?? `${name}-broker` },
    }),
  );
}

const limits = { resources: { limits: { cpu: '500m', memory: '512Mi' } } };

const DEPLOYMENTS: [container: ContainerParts, age: number][] = [
  [
    { name: 'redis', image: 'docker.io/bitnami/redis:7.2.5', ports: [{ containerPort: 6379 }], ...limits },
    150,
  ],
  [
    {
      name: 'kibana',
      image: 'docker.elastic.co/kibana/kibana:8.15.0',
      ports: [{ containerPort: 5601 }],
      ...limits,
    },
    80,
  ],
  [{ name: 'n8n', image: 'docker.io/n8nio/n8n:1.60.1', ports: [{ containerPort: 5678 }], ...limits }, 33],
  [
    {
      // Laravel reads REDIS_PORT, too, and is safe: what is declared wins.
      name: 'storefront',
      image: 'registry.example/integrations/laravel-storefront:11.2',
      env: [
        { name: 'REDIS_HOST', value: 'redis' },
        { name: 'REDIS_PORT', value: '6379' },
      ],
    },
    40,
  ],
  [
    {
      // Would break without service links.
      name: 'importer',
      image: 'registry.example/integrations/importer:3.4.1',
      command: ['/importer'],
      args: ['--queue=$(RABBITMQ_SERVICE_HOST):$(RABBITMQ_SERVICE_PORT)'],
      env: [{ name: 'CACHE_URL', value: 'redis://$(REDIS_SERVICE_HOST):$(REDIS_SERVICE_PORT)/0' }],
    },
    75,
  ],
  [
    {
      // Asks the API server at KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT.
      name: 'cluster-agent',
      image: 'registry.example/integrations/cluster-agent:0.9.0',
      command: ['/manager', '--leader-elect'],
    },
    100,
  ],
];

function others(): KubeObject[] {
  const deployments = DEPLOYMENTS.flatMap(([container, age], index) =>
    workload({
      kind: 'Deployment',
      namespace,
      name: container.name,
      age,
      template: { containers: [container] },
      pods: [{ node: `worker-${(index % 3) + 1}`, ip: `10.244.200.${10 + index}`, age }],
    }),
  );
  return [...deployments, nightlyReport()];
}

/** A CronJob that never ran: nothing but its template tells what its pods will get. */
function nightlyReport(): KubeObject {
  const image = 'registry.example/integrations/spring-report:2.7';
  const containers = [{ name: 'report', image, command: ['java', '-jar', '/app/report.jar'] }];
  const template = { metadata: {}, spec: { restartPolicy: 'Never', containers } };
  return object({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    namespace,
    name: 'nightly-report',
    age: 2,
    spec: { schedule: '30 2 * * *', suspend: false, jobTemplate: { spec: { template } } },
  });
}
