import { managedFields } from './managed-fields.ts';
import type { Plan, ServicePlan } from './plan.ts';
import { nodeOf, podAddress, podName } from './pod-rows.ts';
import { rows, type Rows } from './rows.ts';
import { template } from './template.ts';
import { address, daysAgo, uid } from './values.ts';

/** Of a slice, https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#maximum-endpoints-per-slice */
const MOST = 100;
const LABELS = {
  app: '@app@',
  'app.kubernetes.io/name': '@name@',
  'app.kubernetes.io/managed-by': 'Helm',
};
const PORTS = [
  [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
  [{ port: 8080, protocol: 'TCP', targetPort: 8080 }],
  [
    { name: 'grpc', port: 9000, protocol: 'TCP', targetPort: 9000 },
    { name: 'metrics', port: 9102, protocol: 'TCP', targetPort: 9102 },
  ],
];

const serviceTemplates = PORTS.map((ports) => {
  const selector = { app: '@app@', 'app.kubernetes.io/instance': '@app@' };
  const spec = {
    ports,
    selector,
    clusterIP: '@ip@',
    clusterIPs: ['@ip@'],
    type: 'ClusterIP',
    sessionAffinity: 'None',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
  };
  return template({
    metadata: {
      name: '@name@',
      namespace: '@namespace@',
      uid: '@uid@',
      resourceVersion: '@version@',
      creationTimestamp: '@created@',
      labels: LABELS,
      managedFields: [managedFields('helm', { metadata: { labels: LABELS }, spec })],
    },
    spec,
    status: { loadBalancer: {} },
  });
});

const sliceHead = template({
  metadata: {
    name: '@name@-@hash@',
    generateName: '@name@-',
    namespace: '@namespace@',
    uid: '@uid@',
    resourceVersion: '@version@',
    creationTimestamp: '@created@',
    labels: {
      ...LABELS,
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      'kubernetes.io/service-name': '@name@',
    },
    ownerReferences: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        name: '@name@',
        uid: '@serviceUid@',
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
    managedFields: [
      managedFields('kube-controller-manager', { endpoints: {}, metadata: { labels: LABELS } }),
    ],
  },
  addressType: 'IPv4',
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
});

const endpointTemplate = template({
  addresses: ['@ip@'],
  conditions: { ready: true, serving: true, terminating: false },
  targetRef: { kind: 'Pod', namespace: '@namespace@', name: '@pod@', uid: '@uid@' },
  nodeName: '@node@',
  zone: 'zone-a',
});

/** All Services. */
export function serviceRows(plan: Plan): Rows {
  return rows({
    apiVersion: 'v1',
    kind: 'Service',
    namespaces: plan.namespaces.length,
    items: plan.services,
    namespaceOf: ({ namespace }) => namespace,
    render: (service, place) =>
      serviceTemplates[place % serviceTemplates.length]!({
        ...common(service, place, plan),
        uid: uid('service', place),
        ip: address(96, place + 1),
      }),
  });
}

/** Their EndpointSlices, one each. */
export function sliceRows(plan: Plan): Rows {
  return rows({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    namespaces: plan.namespaces.length,
    items: plan.services,
    namespaceOf: ({ namespace }) => namespace,
    render: (service, place) => {
      const values = { ...common(service, place, plan), hash: '2b7k5' };
      const head = sliceHead({ ...values, uid: uid('slice', place), serviceUid: uid('service', place) });
      return `${head.slice(0, -1)},"endpoints":[${endpoints(service, plan).join(',')}]}`;
    },
  });
}

function common({ namespace, name, workload }: ServicePlan, place: number, plan: Plan) {
  return {
    name,
    namespace: plan.namespaces[namespace]!,
    app: workload === undefined ? `${name}-gone` : plan.workloads[workload]!.name,
    version: 3_000_000 + place,
    created: daysAgo(1 + ((place * 7919) % 4000) / 10),
  };
}

function endpoints({ namespace, workload }: ServicePlan, plan: Plan): string[] {
  if (workload === undefined) return [];
  const owner = plan.workloads[workload]!;
  return Array.from({ length: Math.min(MOST, owner.pods) }, (_, index) => {
    const place = owner.firstPod + index;
    return endpointTemplate({
      namespace: plan.namespaces[namespace]!,
      pod: podName(owner, workload, place),
      uid: uid('pod', place),
      ip: podAddress(place),
      node: nodeOf(place),
    });
  });
}
