import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../src/demo/api/objects.ts';
import { NAMESPACE, pod, podOf, service, workload } from './objects.ts';
import { take, workloadOf } from './take.ts';

const [T1, T2, T3] = ['2026-09-01T00:00:00Z', '2026-09-02T00:00:00Z', '2026-09-03T00:00:00Z'];

interface Case {
  name: string;
  objects: KubeObject[];
  workload: string;
  is: object;
}

const cases: Case[] = [
  {
    name: 'pods of both ReplicaSets of a rolling Deployment are one workload, with its template',
    objects: [
      workload('Deployment', 'web', { spec: { replicas: 3 } }),
      podOf('web', 'aaaaa', { containers: { app: T2 } }),
      podOf('web', 'bbbbb', { containers: { app: T1 } }),
      pod('web-66f4-ccccc', {
        labels: { 'pod-template-hash': '66f4' },
        owner: { kind: 'ReplicaSet', name: 'web-66f4' },
        containers: { app: T3 },
      }),
    ],
    workload: 'deployment/web',
    is: {
      apiVersion: 'apps/v1',
      enableServiceLinks: 'unset',
      replicas: 3,
      pods: { count: 3, withServiceLinks: 3 },
      containers: [
        { name: 'app', image: 'app:template', position: 0, starts: { count: 3, oldest: T1, newest: T3 } },
      ],
    },
  },
  {
    name: 'a template says that links are off while old pods have them',
    objects: [
      workload('Deployment', 'web', { links: false }),
      podOf('web', 'old', { links: true, containers: { app: T1 } }),
      podOf('web', 'new', { links: false, containers: { app: T2 } }),
    ],
    workload: 'deployment/web',
    is: {
      enableServiceLinks: 'false',
      pods: { count: 2, withServiceLinks: 1 },
      containers: [{ name: 'app', starts: { count: 1, oldest: T1, newest: T1 } }],
    },
  },
  {
    name: 'a template says true, which is not the same as saying nothing',
    objects: [workload('StatefulSet', 'db', { links: true })],
    workload: 'statefulset/db',
    is: { enableServiceLinks: 'true', pods: { count: 0, withServiceLinks: 0 } },
  },
  {
    name: 'a Deployment that is scaled to 0 is there from its template',
    objects: [workload('Deployment', 'idle', { spec: { replicas: 0 } })],
    workload: 'deployment/idle',
    is: { replicas: 0, pods: { count: 0, withServiceLinks: 0 }, containers: [{ image: 'app:template' }] },
  },
  {
    name: 'a DaemonSet is to have what its status says',
    objects: [workload('DaemonSet', 'agent', { status: { desiredNumberScheduled: 7 } })],
    workload: 'daemonset/agent',
    is: { replicas: 7 },
  },
  {
    name: 'a suspended CronJob is there from its template',
    objects: [workload('CronJob', 'backup', { apiVersion: 'batch/v1', spec: { suspend: true } })],
    workload: 'cronjob/backup',
    is: {
      apiVersion: 'batch/v1',
      suspended: true,
      containers: [{ image: 'app:template' }],
    },
  },
  {
    name: 'Jobs of a CronJob fold into it',
    objects: [
      workload('CronJob', 'backup', { apiVersion: 'batch/v1' }),
      workload('Job', 'backup-28471680', {
        apiVersion: 'batch/v1',
        owner: { kind: 'CronJob', name: 'backup', apiVersion: 'batch/v1' },
      }),
      pod('backup-28471680-x', { owner: { kind: 'Job', name: 'backup-28471680', apiVersion: 'batch/v1' } }),
      // Its Job is gone already: the name tells.
      pod('backup-28471620-y', { owner: { kind: 'Job', name: 'backup-28471620', apiVersion: 'batch/v1' } }),
    ],
    workload: 'cronjob/backup',
    is: { pods: { count: 2 } },
  },
  {
    name: "a Job that only looks like a CronJob's is one of its own",
    objects: [
      workload('Job', 'import-20260901', { apiVersion: 'batch/v1', spec: { parallelism: 2 } }),
      pod('import-20260901-x', { owner: { kind: 'Job', name: 'import-20260901', apiVersion: 'batch/v1' } }),
    ],
    workload: 'job/import-20260901',
    is: { replicas: 2, pods: { count: 1 } },
  },
  {
    name: 'a Job of something else is that',
    objects: [
      workload('Job', 'train-0', {
        apiVersion: 'batch/v1',
        owner: { kind: 'JobSet', name: 'train', apiVersion: 'jobset.x-k8s.io/v1alpha2' },
      }),
      pod('train-0-x', { owner: { kind: 'Job', name: 'train-0', apiVersion: 'batch/v1' } }),
    ],
    workload: 'jobset/train',
    is: { apiVersion: 'jobset.x-k8s.io/v1alpha2', enableServiceLinks: 'unseen', pods: { count: 1 } },
  },
  {
    name: 'a custom owner is named, and its newest pod tells what its template is',
    objects: [
      pod('clone-b', {
        owner: { kind: 'CloneSet', name: 'clone', apiVersion: 'apps.kruise.io/v1alpha1' },
        containers: { old: T1 },
        created: T1,
      }),
      pod('clone-a', {
        owner: { kind: 'CloneSet', name: 'clone', apiVersion: 'apps.kruise.io/v1alpha1' },
        containers: { app: T2 },
        created: T2,
      }),
    ],
    workload: 'cloneset/clone',
    is: {
      apiVersion: 'apps.kruise.io/v1alpha1',
      enableServiceLinks: 'unseen',
      containers: [{ name: 'app', image: 'app:pod', starts: { count: 1, oldest: T2 } }],
      pods: { count: 2, example: 'clone-a' },
    },
  },
  {
    name: 'ReplicaSets of a Rollout are the Rollout',
    objects: ['one', 'two'].flatMap((hash) => [
      workload('ReplicaSet', `canary-${hash}`, {
        owner: { kind: 'Rollout', name: 'canary', apiVersion: 'argoproj.io/v1alpha1' },
      }),
      pod(`canary-${hash}-x`, {
        owner: { kind: 'ReplicaSet', name: `canary-${hash}` },
        containers: { app: hash === 'one' ? T1 : T2 },
      }),
    ]),
    workload: 'rollout/canary',
    is: {
      apiVersion: 'argoproj.io/v1alpha1',
      enableServiceLinks: 'unseen',
      pods: { count: 2 },
      containers: [{ starts: { count: 2, oldest: T1, newest: T2 } }],
    },
  },
  {
    name: 'a ReplicaSet whose Deployment is gone is a workload, with its template',
    objects: [
      workload('ReplicaSet', 'left-59bccbd88c', { links: true }),
      pod('left-59bccbd88c-x', {
        owner: { kind: 'ReplicaSet', name: 'left-59bccbd88c' },
        labels: { 'pod-template-hash': '59bccbd88c' },
      }),
    ],
    workload: 'replicaset/left-59bccbd88c',
    is: { enableServiceLinks: 'true', containers: [{ image: 'app:template' }], pods: { count: 1 } },
  },
  {
    name: 'ReplicaSets of something else whose pods look like those of a Deployment are that',
    objects: [
      workload('ReplicaSet', 'canary-59bccbd88c', {
        owner: { kind: 'Rollout', name: 'canary', apiVersion: 'argoproj.io/v1alpha1' },
      }),
      pod('canary-59bccbd88c-x', {
        owner: { kind: 'ReplicaSet', name: 'canary-59bccbd88c' },
        labels: { 'pod-template-hash': '59bccbd88c' },
      }),
    ],
    workload: 'rollout/canary',
    is: { apiVersion: 'argoproj.io/v1alpha1', pods: { count: 1 } },
  },
  {
    name: 'a ReplicaSet that nobody owns is a workload, with its template',
    objects: [
      workload('ReplicaSet', 'bare', { links: false, spec: { replicas: 1 } }),
      pod('bare-x', { owner: { kind: 'ReplicaSet', name: 'bare' } }),
    ],
    workload: 'replicaset/bare',
    is: {
      enableServiceLinks: 'false',
      replicas: 1,
      containers: [{ image: 'app:template' }],
      pods: { count: 1 },
    },
  },
  {
    name: 'a pod of nobody is its own workload',
    objects: [pod('debug', { links: false })],
    workload: 'pod/debug',
    is: {
      apiVersion: 'v1',
      enableServiceLinks: 'false',
      pods: { count: 1, withServiceLinks: 0, example: 'debug' },
    },
  },
  {
    name: 'a static pod is its own workload',
    objects: [pod('etcd-node-1', { owner: { kind: 'Node', name: 'node-1', apiVersion: 'v1' } })],
    workload: 'pod/etcd-node-1',
    is: { enableServiceLinks: 'true', static: true, pods: { count: 1 } },
  },
  {
    name: 'an owner that is no controller does not count',
    objects: [pod('helped', { owner: { kind: 'ConfigMap', name: 'x', controller: false } })],
    workload: 'pod/helped',
    is: { pods: { count: 1 } },
  },
  {
    name: 'finished pods count nowhere',
    objects: [
      workload('Deployment', 'web'),
      podOf('web', 'aaaaa', { phase: 'Failed', containers: { app: T1 } }),
      podOf('web', 'bbbbb', { phase: 'Succeeded', containers: { app: T1 } }),
      podOf('web', 'ccccc', { containers: { app: T3 } }),
    ],
    workload: 'deployment/web',
    is: { pods: { count: 1 }, containers: [{ starts: { count: 1, oldest: T3, newest: T3 } }] },
  },
  {
    name: 'a sidecar that a webhook put into the pods is there besides the template',
    objects: [
      workload('Deployment', 'web'),
      podOf('web', 'aaaaa', { containers: { app: T1, proxy: T2 }, init: { 'proxy-init': undefined } }),
    ],
    workload: 'deployment/web',
    is: {
      containers: [
        { name: 'app', image: 'app:template', starts: { oldest: T1 } },
        {
          name: 'proxy',
          type: 'container',
          image: 'proxy:pod',
          injected: true,
          position: 1,
          starts: { oldest: T2 },
        },
        { name: 'proxy-init', type: 'init', injected: true, position: 0 },
      ],
    },
  },
  {
    name: 'init containers that keep running have starts',
    objects: [pod('mesh', { init: { proxy: T2 } })],
    workload: 'pod/mesh',
    is: { containers: [{ name: 'app' }, { name: 'proxy', type: 'init', starts: { count: 1, oldest: T2 } }] },
  },
];

describe('pods and templates fold into workloads', () => {
  test.each(cases)('$name', async ({ objects, workload: label, is }) => {
    const { inventory } = await take(objects);
    expect(workloadOf(inventory, label)).toMatchObject(is);
    expect(inventory.workloads).toHaveLength(1);
    expect(inventory.problems).toEqual([]);
  });

  test('a container that does not run has no time of a start', async () => {
    const { inventory } = await take([pod('crashing', { containers: { app: undefined } })]);
    expect(workloadOf(inventory, 'pod/crashing').containers[0]).not.toHaveProperty('starts');
  });

  test('pods of nobody are not folded together, however alike their names', async () => {
    const { inventory } = await take([pod('run-1'), pod('run-2')]);
    expect(inventory.workloads.map(({ name }) => name)).toEqual(['run-1', 'run-2']);
  });

  test('a Job that has ended makes no more pods', async () => {
    const ended = { conditions: [{ type: 'Complete', status: 'True' }] };
    const { inventory } = await take([workload('Job', 'done', { apiVersion: 'batch/v1', status: ended })]);
    expect(inventory.workloads).toEqual([]);
  });

  test('workloads of the same name differ by kind and API group', async () => {
    const { inventory } = await take([
      workload('Deployment', 'web'),
      workload('StatefulSet', 'web'),
      pod('web-1', { owner: { kind: 'App', name: 'web', apiVersion: 'a.example/v1' } }),
      pod('web-2', { owner: { kind: 'App', name: 'web', apiVersion: 'b.example/v1' } }),
      pod('web-3', { owner: { kind: 'App', name: 'web', apiVersion: 'b.example/v2' } }),
    ]);
    expect(inventory.workloads.map(({ kind, apiVersion, pods }) => [kind, apiVersion, pods.count])).toEqual([
      ['app', 'a.example/v1', 1],
      ['app', 'b.example/v1', 2],
      ['deployment', 'apps/v1', 0],
      ['statefulset', 'apps/v1', 0],
    ]);
  });

  test('the pods of a node are counted apart, and a running pod is named', async () => {
    const objects = [
      workload('Deployment', 'web'),
      podOf('web', 'aaaaa', { node: 'node-1', created: T1 }),
      podOf('web', 'bbbbb', { node: 'node-2', created: T2 }),
      podOf('web', 'ccccc', { node: 'node-1', created: T3, phase: 'Pending' }),
    ];
    const { inventory } = await take(objects, { scope: { namespaces: [NAMESPACE], node: 'node-1' } });
    expect(workloadOf(inventory, 'deployment/web').pods).toEqual({
      count: 3,
      withServiceLinks: 3,
      onNode: 2,
      example: 'web-5b778d84c8-bbbbb',
    });
  });
});

describe('Services', () => {
  test('are reduced to what tells about them', async () => {
    const managedFields = [
      { time: T2, manager: 'helm' },
      { time: T1, manager: 'kubectl' },
      { time: T3, manager: 'lb-controller', subresource: 'status' },
    ];
    const { inventory } = await take([
      service('web', { selector: { app: 'web' }, managedFields }),
      service('headless', { spec: { clusterIP: 'None' } }),
      service('far', { spec: { type: 'ExternalName', clusterIP: '' } }),
    ]);
    const [{ services }] = inventory.namespaces as [(typeof inventory.namespaces)[0]];
    expect(services).toMatchObject({
      known: true,
      value: [
        { name: 'far', type: 'ExternalName', endpoints: { ready: 0, notReady: 0 } },
        { name: 'headless', type: 'ClusterIP', clusterIP: 'None' },
        {
          name: 'web',
          type: 'ClusterIP',
          clusterIP: '10.0.0.1',
          ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
          createdAt: T1,
          changedAt: T2,
          selector: { app: 'web' },
          pods: 0,
        },
      ],
    });
  });

  test('know how many pods their selectors match, and workloads which Services select them', async () => {
    const { inventory } = await take([
      workload('Deployment', 'web'),
      workload('Deployment', 'idle', { podLabels: { app: 'idle', tier: 'back' } }),
      podOf('web', 'aaaaa', { labels: { tier: 'front' } }),
      podOf('web', 'bbbbb', { labels: { tier: 'front' }, phase: 'Pending' }),
      podOf('web', 'ccccc', { labels: { tier: 'front' }, phase: 'Failed' }),
      service('web', { selector: { app: 'web' } }),
      service('front', { selector: { app: 'web', tier: 'front' } }),
      service('idle', { selector: { tier: 'back' } }),
      service('nobody', { selector: { app: 'web', tier: 'back' } }),
      service('none'),
      service('elsewhere', { namespace: 'other', selector: { app: 'web' } }),
    ]);
    const [{ services }] = inventory.namespaces as [(typeof inventory.namespaces)[0]];
    const counts = services.known ? services.value.map(({ name, pods }) => [name, pods]) : [];
    expect(counts).toEqual([
      ['front', 2],
      ['idle', 0],
      ['nobody', 0],
      ['none', undefined],
      ['web', 2],
    ]);
    expect(workloadOf(inventory, 'deployment/web').selectedBy).toEqual(['front', 'web']);
    expect(workloadOf(inventory, 'deployment/idle').selectedBy).toEqual(['idle']);
  });
});
