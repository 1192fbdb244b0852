import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { collectInventory } from '../../../src/collect/inventory/index.ts';
import type { Fault } from '../../../src/demo/faults.ts';
import inventorySchema from '../../../docs/inventory.schema.json' with { type: 'json' };
import { validator } from '../../contracts/schema.ts';
import { failure, json, startServer } from '../cluster/support/api-server.ts';
import { connectTo } from '../cluster/support/connect-to.ts';
import { NAMESPACE, pod, podOf, service, workload } from './objects.ts';
import { take, workloadOf } from './take.ts';

const request = {
  scope: { namespaces: [NAMESPACE] },
  onProgress: () => {},
  toolVersion: '0.0.0',
  now: new Date(0),
  signal: undefined,
};

/** More pods than a page has. */
const many = Array.from({ length: 1200 }, (_, index) => podOf('web', String(index).padStart(4, '0')));
const objects = [workload('Deployment', 'web'), service('web', { selector: { app: 'web' } }), ...many];

const expire = (path: RegExp, times: number): Fault => ({
  verb: 'list',
  path,
  times,
  action: { kind: 'status', code: 410, reason: 'Expired', message: 'too old' },
});

describe('a list of pods that expires', () => {
  test('once is begun again, and no pod is counted twice', async () => {
    const { inventory } = await take(objects, { faults: [expire(/pods\?.*continue/, 1)] });
    expect(workloadOf(inventory, 'deployment/web')).toMatchObject({
      pods: { count: 1200, withServiceLinks: 1200 },
      containers: [{ starts: { count: 1200 } }],
    });
    expect(inventory.namespaces).toMatchObject([{ services: { value: [{ pods: 1200 }] } }]);
    expect(inventory.problems).toEqual([]);
  });

  test('twice is said to be seen in part', async () => {
    const { inventory } = await take(objects, { faults: [expire(/pods\?.*continue/, 2)] });
    expect(workloadOf(inventory, 'deployment/web').pods.count).toBe(500);
    expect(inventory.namespaces).toMatchObject([
      { services: { value: [expect.not.objectContaining({ pods: expect.anything() })] } },
    ]);
    expect(inventory.problems).toMatchObject([
      {
        code: 'expired',
        message: expect.stringMatching(/^not all pods of namespace shop could be read, so .*: too old$/),
        hint: expect.stringContaining('try again'),
      },
    ]);
  });
});

test('Services that expire twice are unknown, not few', async () => {
  const services = Array.from({ length: 600 }, (_, index) => service(`s-${index}`));
  const { inventory } = await take(services, { faults: [expire(/services\?.*continue/, 2)] });
  expect(inventory.namespaces).toMatchObject([{ services: { known: false, problem: { code: 'expired' } } }]);
  expect(inventory.problems).toMatchObject([
    { code: 'expired', message: expect.stringContaining('what service links inject there is unknown') },
  ]);
});

describe('Ctrl-C', () => {
  test('while pods come leaves what was seen, and says so once', async () => {
    const controller = new AbortController();
    const { inventory } = await take(objects, {
      signal: controller.signal,
      watch: (line) => {
        if (line.includes(' 0 pods')) return;
        controller.abort();
      },
    });
    const { count } = workloadOf(inventory, 'deployment/web').pods;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(1200);
    expect(inventory.problems).toEqual([
      { code: 'interrupted', message: `interrupted: 1 Services and ${count} pods were seen until then` },
    ]);
  });

  test('before anything came is that error', async () => {
    const signal = AbortSignal.abort();
    await expect(take(objects, { signal })).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('a server', () => {
  test('that refuses the login is that error, not an empty inventory', async () => {
    const faults: Fault[] = [{ action: { kind: 'status', code: 401, message: 'expired' } }];
    await expect(take(objects, { faults })).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('that is silent is asked for a first few lists only, and those are given up together', async () => {
    const closed: Promise<unknown>[] = [];
    const server = await startServer({
      handle: (asked) => void closed.push(once(asked.socket, 'close')),
    });
    const cluster = await connectTo(server, { limits: { idleMs: 300 } });
    await expect(
      collectInventory({ ...request, cluster, scope: { namespaces: 'all' } }),
    ).rejects.toMatchObject({
      code: 'timed-out',
    });
    await Promise.all(closed);
    // The names of namespaces beside four lists: no second round.
    expect(server.requests.length).toBeLessThanOrEqual(5);
  });

  test('that is silent for one list only leaves the others', async () => {
    const server = await startServer({
      handle: (asked, response) => {
        if (asked.url?.includes('/deployments')) return;
        json(response, { metadata: {}, items: [] });
      },
    });
    const cluster = await connectTo(server, { limits: { idleMs: 1000 } });
    const { problems } = await collectInventory({ ...request, cluster });
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'timed-out',
        message: expect.stringContaining('not all deployments of namespace shop') as string,
      }),
    );
  });

  test('that fails for one resource leaves the others', async () => {
    const faults: Fault[] = [
      { path: '/statefulsets', action: { kind: 'status', code: 500, message: 'etcd' } },
    ];
    const { inventory } = await take(objects, { faults });
    expect(workloadOf(inventory, 'deployment/web').pods.count).toBe(1200);
    expect(inventory.problems).toMatchObject([
      { code: 'server-error', message: expect.stringContaining('not all statefulsets of namespace shop') },
    ]);
  });

  test('like Kubernetes 1.20 has slices and CronJobs in beta', async () => {
    const cronJob = workload('CronJob', 'backup', { apiVersion: 'batch/v1beta1' });
    const { inventory } = await take([...objects.slice(0, 3), cronJob], { release: '1.20' });
    expect(workloadOf(inventory, 'cronjob/backup').apiVersion).toBe('batch/v1beta1');
    expect(inventory.namespaces).toMatchObject([
      { services: { value: [{ endpoints: { ready: expect.any(Number) as number } }] } },
    ]);
    expect(inventory.problems).toEqual([]);
  });
});

test('pods of a ReplicationController are those of its owner, here a DeploymentConfig of OpenShift', async () => {
  const items: Record<string, unknown[]> = {
    pods: [pod('front-3-x', { owner: { kind: 'ReplicationController', name: 'front-3', apiVersion: 'v1' } })],
    replicationcontrollers: [
      workload('ReplicationController', 'front-3', {
        owner: { kind: 'DeploymentConfig', name: 'front', apiVersion: 'apps.openshift.io/v1' },
      }),
    ],
  };
  const server = await startServer({
    handle: (asked, response) => {
      const resource = /(\w+)\?/.exec(asked.url ?? '')?.[1] ?? '';
      json(response, { metadata: {}, items: items[resource] ?? [] });
    },
  });
  const { workloads } = await collectInventory({ ...request, cluster: await connectTo(server) });
  expect(workloads).toMatchObject([
    { kind: 'deploymentconfig', name: 'front', apiVersion: 'apps.openshift.io/v1', pods: { count: 1 } },
  ]);
});

describe('malformed objects are left out and told, never an exception', () => {
  const odd: unknown[] = [
    null,
    7,
    'text',
    [],
    {},
    { metadata: null, spec: null, status: null },
    {
      metadata: {
        name: 1,
        namespace: {},
        labels: [],
        ownerReferences: {},
        managedFields: 5,
        creationTimestamp: 3,
      },
    },
    {
      metadata: {
        name: 'a',
        ownerReferences: [null, 1, { controller: true }, { controller: true, kind: 1 }],
      },
    },
    {
      metadata: { name: 'b', labels: { app: 1 }, managedFields: [null, { time: 1 }, { time: 'never' }] },
      spec: {
        ports: [null, 'x', { port: 'y' }, { port: 80, name: 7, protocol: [] }],
        selector: { app: 1 },
        type: 8,
      },
    },
    {
      metadata: { name: 'c', creationTimestamp: 'never' },
      spec: {
        containers: [
          null,
          { name: 1, env: [null, { name: 2 }, { name: 'A', value: 3 }, { name: 'B', valueFrom: 'x' }] },
          { name: 'app', command: 'sh', args: [1], envFrom: [0, {}], resources: { limits: { cpu: -1 } } },
          {
            name: 'p',
            livenessProbe: { exec: 'x' },
            readinessProbe: { exec: { command: 'y' }, periodSeconds: 'z' },
          },
          { name: 'h', lifecycle: { postStart: { exec: null }, preStop: 4 }, resources: [] },
        ],
        template: { spec: { containers: 'none', enableServiceLinks: 'no' }, metadata: 9 },
        jobTemplate: 3,
        replicas: 'many',
        enableServiceLinks: 'perhaps',
        nodeName: {},
      },
      status: {
        phase: [],
        conditions: 'x',
        containerStatuses: [
          null,
          { name: 'app', state: { running: { startedAt: 'never' } } },
          { name: 'p', state: 1 },
        ],
        initContainerStatuses: 'y',
      },
      endpoints: [null, { conditions: 3 }],
      subsets: [null, { addresses: 'z' }],
    },
    pod('__proto__', { labels: { __proto__: 'x', constructor: 'y' } }),
    service('\u001b[31m', { selector: { toString: 'x' } }),
  ];

  test.each([['all'], [[NAMESPACE]]] as const)('in the scope %s', async (namespaces) => {
    const server = await startServer({ handle: (_request, response) => json(response, { items: odd }) });
    const inventory = await collectInventory({
      ...request,
      cluster: await connectTo(server),
      scope: { namespaces: namespaces === 'all' ? 'all' : [...namespaces] },
    });
    expect(validator(inventorySchema)(inventory)).toEqual([]);
    expect(inventory.workloads).toEqual([]);
    expect(inventory.problems).toContainEqual(
      expect.objectContaining({
        code: 'malformed',
        message: expect.stringMatching(/^12 of 12 pods cannot be understood and are left out: /) as string,
      }),
    );
  });

  test('and lists that are none', async () => {
    const server = await startServer({
      handle: (asked, response) =>
        asked.url?.includes('/pods')
          ? json(response, failure(404, 'NotFound', 'no pods here'), { status: 404 })
          : json(response, { items: asked.url?.includes('/services') ? null : [], metadata: null }),
    });
    const inventory = await collectInventory({ ...request, cluster: await connectTo(server) });
    expect(inventory).toMatchObject({
      workloads: [],
      namespaces: [{ services: { known: false, problem: { code: 'malformed' } } }],
    });
    expect(inventory.problems).toMatchObject([
      { code: 'malformed', message: expect.stringContaining('not all services of namespace shop') },
      { code: 'not-found', message: expect.stringContaining('not all pods of namespace shop') },
      { code: 'malformed', message: expect.stringContaining('KUBERNETES_*') },
    ]);
  });
});
