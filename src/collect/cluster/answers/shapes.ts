import { clusterMetadata, conditions, metadata, pod, podTemplate, targetPort } from './pod-shapes.ts';
import {
  clusterAddress,
  count,
  flag,
  listOf,
  mapOf,
  object,
  port,
  quantity,
  text,
  whole,
  type Shape,
} from './shape.ts';

/** What a resource of the API answers with. */
export interface Answered {
  kind: string;
  /** Of what is used of it. */
  shape: Shape;
}

const selector = object(
  {},
  {
    matchLabels: mapOf(text),
    matchExpressions: listOf(object({ key: text, operator: text }, { values: listOf(text) })),
  },
);

const service = object(
  {
    metadata,
    spec: object(
      {},
      {
        type: text,
        clusterIP: clusterAddress,
        clusterIPs: listOf(text),
        externalIPs: listOf(text),
        ports: listOf(object({ port }, { name: text, protocol: text, targetPort })),
        selector: mapOf(text),
      },
    ),
  },
  {
    status: object(
      {},
      { loadBalancer: object({}, { ingress: listOf(object({}, { ip: text, hostname: text })) }) },
    ),
  },
);

/** A workload with these fields besides its template. */
const workload = (more: Record<string, Shape>, status: Record<string, Shape> = {}): Shape =>
  object({ metadata, spec: object({ template: podTemplate }, more) }, { status: object({}, status) });

const job = { parallelism: whole, suspend: flag, selector };

const endpointSlice = object(
  { metadata },
  {
    addressType: text,
    endpoints: listOf(object({}, { addresses: listOf(text), conditions: object({}, { ready: flag }) })),
    ports: listOf(object({}, { port: whole, name: text })),
  },
);
const addresses = listOf(object({}, { ip: text }));
const endpoints = object(
  { metadata },
  {
    subsets: listOf(
      object(
        {},
        { addresses, notReadyAddresses: addresses, ports: listOf(object({}, { port: whole, name: text })) },
      ),
    ),
  },
);

const node = object(
  { metadata: clusterMetadata },
  {
    spec: object({}, { unschedulable: flag }),
    status: object(
      {},
      { conditions, nodeInfo: mapOf(text), allocatable: mapOf(quantity), capacity: mapOf(quantity) },
    ),
  },
);

const event = object(
  { metadata: object({}, { creationTimestamp: text }) },
  {
    type: text,
    reason: text,
    message: text,
    count: whole,
    firstTimestamp: text,
    lastTimestamp: text,
    eventTime: text,
    series: object({}, { count: whole, lastObservedTime: text }),
  },
);

const usage = mapOf(quantity);

/** By group and plural. */
const RESOURCES: Readonly<Record<string, Answered>> = {
  '/pods': { kind: 'Pod', shape: pod },
  '/services': { kind: 'Service', shape: service },
  '/endpoints': { kind: 'Endpoints', shape: endpoints },
  '/namespaces': { kind: 'Namespace', shape: object({ metadata: clusterMetadata }) },
  '/nodes': { kind: 'Node', shape: node },
  '/events': { kind: 'Event', shape: event },
  '/configmaps': {
    kind: 'ConfigMap',
    shape: object({ metadata }, { data: mapOf(text), binaryData: mapOf(text) }),
  },
  '/secrets': { kind: 'Secret', shape: object({ metadata }) },
  '/replicationcontrollers': {
    kind: 'ReplicationController',
    shape: object(
      { metadata, spec: object({}, { template: podTemplate, replicas: count, selector: mapOf(text) }) },
      { status: object({}) },
    ),
  },
  'apps/deployments': { kind: 'Deployment', shape: workload({ replicas: count, selector }) },
  'apps/statefulsets': { kind: 'StatefulSet', shape: workload({ replicas: count, selector }) },
  'apps/replicasets': { kind: 'ReplicaSet', shape: workload({ replicas: count, selector }) },
  'apps/daemonsets': {
    kind: 'DaemonSet',
    shape: workload({ selector }, { desiredNumberScheduled: count }),
  },
  'batch/jobs': { kind: 'Job', shape: workload(job, { conditions }) },
  'batch/cronjobs': {
    kind: 'CronJob',
    shape: object(
      {
        metadata,
        spec: object(
          { jobTemplate: object({ spec: object({ template: podTemplate }, job) }) },
          { suspend: flag },
        ),
      },
      { status: object({}) },
    ),
  },
  'discovery.k8s.io/endpointslices': { kind: 'EndpointSlice', shape: endpointSlice },
  'metrics.k8s.io/nodes': { kind: 'NodeMetrics', shape: object({ usage }) },
  'metrics.k8s.io/pods': {
    kind: 'PodMetrics',
    shape: object({ containers: listOf(object({ name: text, usage })) }),
  },
  'authorization.k8s.io/selfsubjectaccessreviews': {
    kind: 'SelfSubjectAccessReview',
    shape: object({ status: object({ allowed: flag }, { reason: text, denied: flag }) }),
  },
};

const STATS_SUMMARY = /^\/api\/v1\/nodes\/[^/]+\/proxy\/stats\/summary$/;

/** https://github.com/kubernetes/kubelet/blob/master/pkg/apis/stats/v1alpha1/types.go */
const statsSummary = object(
  { node: object({ nodeName: text }) },
  { pods: listOf(object({ podRef: object({ name: text, namespace: text }) })) },
);

/** What a resource answers with; undefined for one that nobody here reads. */
export function answeredBy({ group, resource }: { group: string; resource: string }): Answered | undefined {
  return Object.hasOwn(RESOURCES, `${group}/${resource}`) ? RESOURCES[`${group}/${resource}`] : undefined;
}

/** The shape of what is no resource; any object where nobody knows it. */
export function shapeOfPath(path: string): Shape {
  return STATS_SUMMARY.test(path) ? statsSummary : object({});
}

/** What is sent where only metadata are asked for. */
export const metadataOnly: Readonly<Record<'namespaced' | 'cluster', Shape>> = {
  namespaced: object({ metadata }),
  cluster: object({ metadata: clusterMetadata }),
};
