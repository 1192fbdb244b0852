import { describe, expect, test } from 'vitest';
import { NAMESPACE, pod, podOf, service, workload } from './objects.ts';
import { take, workloadOf } from './take.ts';

const objects = [
  workload('Deployment', 'web', { podLabels: { app: 'web', tier: 'front' } }),
  workload('Deployment', 'idle', { podLabels: { app: 'idle', tier: 'front' } }),
  workload('Deployment', 'api', { podLabels: { app: 'api', tier: 'back' } }),
  podOf('web', 'aaaaa', { labels: { tier: 'front' } }),
  podOf('web', 'bbbbb', { labels: { tier: 'canary' } }),
  podOf('api', 'aaaaa', { labels: { tier: 'back' } }),
  podOf('api', 'bbbbb', { labels: { tier: 'front' } }),
  pod('debug'),
  service('web', { selector: { app: 'web' } }),
  workload('Deployment', 'web', { namespace: 'other' }),
];

describe('a selector', () => {
  const scope = { namespaces: [NAMESPACE], selector: 'tier in (front, canary),app!=debug' };

  test('leaves the workloads of its pods, and those whose templates would make such pods', async () => {
    const { inventory } = await take(objects, { scope });
    expect(inventory.scope).toEqual(scope);
    expect(inventory.workloads.map(({ name, pods }) => [name, pods.count])).toEqual([
      ['api', 1],
      ['idle', 0],
      ['web', 2],
    ]);
  });

  test('is applied to pods by the server, and Services are not said to match no pod', async () => {
    const { inventory, requests } = await take(objects, { scope });
    const selected = requests.filter((path) => path.includes('labelSelector'));
    expect(selected).toHaveLength(1);
    expect(selected[0]).toContain('/pods?');
    const services = inventory.namespaces[0]?.services;
    expect(services?.known && services.value[0]).toMatchObject({ name: 'web' });
    expect(services?.known && services.value[0]).not.toHaveProperty('pods');
    expect(workloadOf(inventory, 'deployment/web').selectedBy).toEqual(['web']);
  });

  test('that is none is a usage error before anything is asked', async () => {
    const taken = take(objects, { scope: { namespaces: 'all', selector: 'app in web' } });
    await expect(taken).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });
});

describe('the scope', () => {
  test('of one namespace takes one list of each resource, and the Service of the API server', async () => {
    const { inventory, requests, lines } = await take(objects);
    expect(inventory.namespaces.map(({ name }) => name)).toEqual([NAMESPACE]);
    expect(inventory.kubernetesService).toMatchObject({ known: true, value: { name: 'kubernetes' } });
    expect(requests.map((path) => path.replace(/\?.*/, '')).toSorted()).toEqual([
      '/api/v1/namespaces/default/services/kubernetes',
      '/api/v1/namespaces/shop/pods',
      '/api/v1/namespaces/shop/services',
      '/apis/apps/v1/namespaces/shop/daemonsets',
      '/apis/apps/v1/namespaces/shop/deployments',
      '/apis/apps/v1/namespaces/shop/statefulsets',
      '/apis/batch/v1/namespaces/shop/cronjobs',
      '/apis/batch/v1/namespaces/shop/jobs',
      '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices',
    ]);
    expect(lines.at(-1)).toBe('Reading the cluster: 1 Services and 5 pods');
  });

  test('of the whole cluster has every namespace, and asks for no Service apart', async () => {
    const { inventory, requests } = await take(objects, { scope: { namespaces: 'all' } });
    expect(inventory.namespaces.map(({ name }) => name)).toEqual([
      'default',
      'kube-node-lease',
      'kube-public',
      'kube-system',
      'other',
      'shop',
    ]);
    expect(inventory.kubernetesService).toEqual({
      known: true,
      value: {
        name: 'kubernetes',
        clusterIP: '10.96.0.1',
        ports: [{ name: 'https', port: 443, protocol: 'TCP' }],
        createdAt: '2025-01-01T00:00:00Z',
      },
    });
    expect(inventory.workloads.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      'other/web',
      'shop/api',
      'shop/idle',
      'shop/web',
      'shop/debug',
    ]);
    expect(requests).toHaveLength(9);
  });

  test('of several namespaces has those, in order and each once', async () => {
    const { inventory } = await take(objects, { scope: { namespaces: ['shop', 'other', 'shop'] } });
    expect(inventory.namespaces.map(({ name }) => name)).toEqual(['other', 'shop']);
    expect(inventory.workloads.filter(({ name }) => name === 'web').map(({ pods }) => pods.count)).toEqual([
      0, 2,
    ]);
  });

  test.each([
    ['that does not exist', 'shopp', [{ code: 'not-found', hint: 'Did you mean shop?' }]],
    ['that is empty', 'kube-public', []],
  ])('of a namespace %s', async (_, namespace, problems) => {
    const { inventory } = await take(objects, { scope: { namespaces: [namespace] } });
    expect(inventory.workloads).toEqual([]);
    expect(inventory.problems).toMatchObject(problems);
  });

  test('says which cluster it is and when it was looked at', async () => {
    const { inventory } = await take([]);
    expect(inventory).toMatchObject({
      apiVersion: 'envaudit/v1',
      kind: 'Inventory',
      collectedAt: '2026-09-21T00:00:00.000Z',
      tool: { version: '0.0.0' },
      cluster: { context: 'demo' },
    });
  });
});
