import type { V1OwnerReference, V1Pod } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { workloadOf } from '../../../src/collect/pods/workload.ts';

const owner = (kind: string, name: string, apiVersion: string): V1OwnerReference => ({
  kind,
  name,
  apiVersion,
  uid: 'u',
  controller: true,
});
const ownedPod = (reference: V1OwnerReference, labels: Record<string, string> = {}): V1Pod => ({
  metadata: { ownerReferences: [reference], labels },
});

test.each<[string, V1Pod, string | undefined]>([
  [
    'a ReplicaSet named after the template’s hash belongs to a Deployment',
    ownedPod(owner('ReplicaSet', 'web-api-7d64', 'apps/v1'), { 'pod-template-hash': '7d64' }),
    'deployment/web-api apps/v1',
  ],
  [
    'a ReplicaSet made by hand is its own workload',
    ownedPod(owner('ReplicaSet', 'web', 'apps/v1')),
    'replicaset/web apps/v1',
  ],
  [
    'a Job named with the scheduled minute belongs to a CronJob',
    ownedPod(owner('Job', 'nightly-29384720', 'batch/v1')),
    'cronjob/nightly batch/v1',
  ],
  [
    'a Job with another name stands alone',
    ownedPod(owner('Job', 'import-2', 'batch/v1')),
    'job/import-2 batch/v1',
  ],
  [
    'a custom owner is named as it is',
    ownedPod(owner('CloneSet', 'web', 'apps.kruise.io/v1alpha1')),
    'cloneset/web apps.kruise.io/v1alpha1',
  ],
  ['a bare pod has none', { metadata: {} }, undefined],
  [
    'an owner that does not control the pod is none',
    { metadata: { ownerReferences: [{ ...owner('Node', 'n1', 'v1'), controller: false }] } },
    undefined,
  ],
])('%s', (_, pod, expected) => {
  const workload = workloadOf(pod);
  expect(workload && `${workload.kind}/${workload.name} ${workload.apiVersion}`).toBe(expected);
});
