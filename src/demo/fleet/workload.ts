import type { KubeObject } from '../api/objects.ts';
import { ago, suffixOf, uidOf } from './identity.ts';
import { pod, podSpec, reference, type PodParts, type TemplateParts } from './pod.ts';

export interface WorkloadParts {
  /** Rollout is Argo's: nobody serves it here, its ReplicaSets and pods are there. */
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Rollout';
  namespace: string;
  name: string;
  age: number;
  labels?: Record<string, string>;
  template: TemplateParts;
  pods: (Pick<PodParts, 'node' | 'ip' | 'age'> & { started?: number })[];
}

/** A workload, its ReplicaSet where it has one, and its pods, as the API server tells them. */
export function workload(parts: WorkloadParts): KubeObject[] {
  const { kind, namespace, name, template, labels = { app: name }, pods } = parts;
  const api = kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1';
  const owner = { apiVersion: api, kind, name };
  const templated = { metadata: { labels }, spec: podSpec(template) };
  const replicas = kind === 'DaemonSet' ? {} : { replicas: pods.length };
  const spec = { ...replicas, selector: { matchLabels: labels }, template: templated };
  const top = object({ ...parts, apiVersion: api, spec, status: statusOf(kind, pods.length) });
  if (kind === 'StatefulSet' || kind === 'DaemonSet') {
    const own = pods.map((one, index) => {
      const end = kind === 'StatefulSet' ? String(index) : suffixOf(5, namespace, name, one.node);
      return pod({ namespace, name: `${name}-${end}`, labels, owner, template, ...one });
    });
    return [top, ...own];
  }
  const hash = suffixOf(9, namespace, name);
  const hashed = { ...labels, 'pod-template-hash': hash };
  const replicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-${hash}` };
  const set = object({
    ...parts,
    ...replicaSet,
    labels: hashed,
    owner,
    spec: {
      replicas: pods.length,
      selector: { matchLabels: hashed },
      template: { ...templated, metadata: { labels: hashed } },
    },
    status: statusOf('ReplicaSet', pods.length),
  });
  const own = pods.map((one, index) => {
    const podName = `${replicaSet.name}-${suffixOf(5, namespace, name, String(index))}`;
    return pod({ namespace, name: podName, labels: hashed, owner: replicaSet, template, ...one });
  });
  return [...(kind === 'Rollout' ? [] : [top]), set, ...own];
}

export interface ObjectParts {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  age: number;
  labels?: Record<string, string>;
  owner?: PodParts['owner'];
  spec: Record<string, unknown>;
  status?: Record<string, unknown>;
}

/** Any object with a spec. */
export function object(parts: ObjectParts): KubeObject {
  const { apiVersion, kind, namespace, name, age, labels = {}, owner, spec, status = {} } = parts;
  const uid = uidOf(kind, namespace, name);
  const owners = owner === undefined ? {} : { ownerReferences: [reference(owner, namespace)] };
  const metadata = { name, namespace, uid, labels, creationTimestamp: ago(age), ...owners };
  return { apiVersion, kind, metadata, spec, status };
}

function statusOf(kind: string, count: number): Record<string, unknown> {
  if (kind === 'DaemonSet') {
    return { desiredNumberScheduled: count, currentNumberScheduled: count, numberReady: count };
  }
  return { replicas: count, readyReplicas: count, updatedReplicas: count, availableReplicas: count };
}
