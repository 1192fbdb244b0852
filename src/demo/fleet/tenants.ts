import type { KubeObject } from '../api/objects.ts';
import type { FleetNamespace } from './fleet-namespace.ts';
import { service } from './service.ts';
import { workload } from './workload.ts';

const namespace = 'tenants';
const TENANTS = 4800;
const DAYS = 480;

/**
 * A Service for every tenant, ten more each day for sixteen months. The portal runs since there were half as many; at
 * its next restart it is near the kernel's limit for exec, and some weeks from now beyond it. The agents have one
 * container with a long list of variables of its own, and are beyond it today.
 */
export const tenants: FleetNamespace = { name: namespace, services, others };

function services(): KubeObject[] {
  return Array.from({ length: TENANTS }, (_, index) => {
    const tenant = `tenant-${String(index + 1).padStart(4, '0')}`;
    return service({
      namespace,
      name: `${tenant}-storefront-web`,
      age: DAYS - (index * DAYS) / TENANTS,
      clusterIP: `10.97.${index >> 8}.${index & 255}`,
      selector: { app: 'portal' },
      ports: [{ port: 80, targetPort: 8080 }],
      labels: { tenant },
    });
  });
}

function others(): KubeObject[] {
  const portal = workload({
    kind: 'Deployment',
    namespace,
    name: 'portal',
    age: 300,
    template: {
      containers: [
        {
          name: 'portal',
          image: 'registry.example/tenants/portal:4.1.0',
          command: ['node', 'server.js'],
          readinessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10 },
          resources: { limits: { cpu: '1', memory: '512Mi' } },
        },
      ],
    },
    pods: [
      { node: 'worker-1', ip: '10.244.202.1', age: 240 },
      { node: 'worker-2', ip: '10.244.202.2', age: 240, started: 31 },
    ],
  });
  const agents = workload({
    kind: 'StatefulSet',
    namespace,
    name: 'agents',
    age: 420,
    template: {
      containers: [
        {
          name: 'agent',
          image: 'registry.example/tenants/agent:2.0.3',
          command: ['/agent'],
          env: [{ name: 'ROUTING_TABLE', value: 'shard=eu-west-1;'.repeat(8000) }],
        },
      ],
    },
    pods: [{ node: 'worker-3', ip: '10.244.202.3', age: 400 }],
  });
  return [...portal, ...agents];
}
