import type { KubeObject } from '../../../src/demo/api/objects.ts';

/** Objects as an API server gives them, as short as the inventory can be told by them. */

const CREATED = '2026-09-01T00:00:00Z';
export const NAMESPACE = 'shop';

type Parts = Record<string, unknown>;

interface Meta {
  namespace?: string;
  labels?: Record<string, string>;
  /** What it is owned by: kind and name. */
  owner?: { kind: string; name: string; apiVersion?: string; controller?: boolean };
  created?: string;
}

function metadata(name: string, { namespace = NAMESPACE, labels, owner, created = CREATED }: Meta) {
  return {
    name,
    namespace,
    uid: `uid-of-${namespace}-${name}`,
    creationTimestamp: created,
    ...(labels === undefined ? {} : { labels }),
    ...(owner === undefined
      ? {}
      : { ownerReferences: [{ apiVersion: 'apps/v1', controller: true, ...owner }] }),
  };
}

export interface PodParts extends Meta {
  /** Names of containers, with the times at which the running ones started. */
  containers?: Record<string, string | undefined>;
  init?: Record<string, string | undefined>;
  links?: boolean;
  node?: string;
  phase?: string;
}

/** A pod; its containers run since the times given. */
export function pod(name: string, parts: PodParts = {}): KubeObject {
  const {
    containers = { app: CREATED },
    init = {},
    links = true,
    node = 'node-1',
    phase = 'Running',
  } = parts;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(name, parts),
    spec: {
      nodeName: node,
      enableServiceLinks: links,
      containers: Object.keys(containers).map((container) => ({
        name: container,
        image: `${container}:pod`,
      })),
      initContainers: Object.keys(init).map((container) => ({ name: container, image: `${container}:pod` })),
    },
    status: { phase, containerStatuses: statuses(containers), initContainerStatuses: statuses(init) },
  };
}

function statuses(of: Record<string, string | undefined>): object[] {
  return Object.entries(of).map(([container, startedAt]) => ({
    name: container,
    state: startedAt === undefined ? { waiting: { reason: 'CrashLoopBackOff' } } : { running: { startedAt } },
  }));
}

/** A pod of a Deployment's ReplicaSet, as the API names them. */
export function podOf(deployment: string, suffix: string, parts: PodParts = {}): KubeObject {
  const hash = '5b778d84c8';
  return pod(`${deployment}-${hash}-${suffix}`, {
    ...parts,
    labels: { app: deployment, 'pod-template-hash': hash, ...parts.labels },
    owner: { kind: 'ReplicaSet', name: `${deployment}-${hash}` },
  });
}

export interface WorkloadParts extends Meta {
  apiVersion?: string;
  /** Of the template. */
  links?: boolean;
  containers?: Parts[];
  podLabels?: Record<string, string>;
  spec?: Parts;
  status?: Parts;
}

/** A workload with a pod template. */
export function workload(kind: string, name: string, parts: WorkloadParts = {}): KubeObject {
  const { apiVersion = 'apps/v1', links, podLabels = { app: name }, spec, status = {} } = parts;
  const { containers = [{ name: 'app', image: 'app:template' }] } = parts;
  const template = {
    metadata: { labels: podLabels },
    spec: { containers, ...(links === undefined ? {} : { enableServiceLinks: links }) },
  };
  const ofKind = kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template };
  return { apiVersion, kind, metadata: metadata(name, parts), spec: { ...ofKind, ...spec }, status };
}

export interface ServiceParts extends Meta {
  selector?: Record<string, string>;
  spec?: Parts;
  managedFields?: Parts[];
}

/** A Service with one port. */
export function service(name: string, parts: ServiceParts = {}): KubeObject {
  const { selector, spec, managedFields } = parts;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata(name, parts), ...(managedFields === undefined ? {} : { managedFields }) },
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.0.0.1',
      ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
      ...(selector === undefined ? {} : { selector }),
      ...spec,
    },
  };
}
