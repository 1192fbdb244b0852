import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubeObject } from '../../src/demo/api/objects.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { healthy } from '../../src/demo/scenarios/healthy.ts';
import { request } from './client.ts';

const KINDS: [kind: string, apiVersion: string, path: string][] = [
  ['Deployment', 'apps/v1', 'deployments'],
  ['ReplicaSet', 'apps/v1', 'replicasets'],
  ['StatefulSet', 'apps/v1', 'statefulsets'],
  ['DaemonSet', 'apps/v1', 'daemonsets'],
  ['Job', 'batch/v1', 'jobs'],
  ['CronJob', 'batch/v1', 'cronjobs'],
];

const object = (kind: string, apiVersion: string, namespace: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: `${kind.toLowerCase()}-of-${namespace}`, namespace, labels: { team: namespace } },
  spec: {},
});
const objects = ['one', 'two'].flatMap((namespace) =>
  KINDS.map(([kind, apiVersion]) => object(kind, apiVersion, namespace)),
);

const itemsOf = (json: unknown): KubeObject[] => (json as { items: KubeObject[] }).items;
const listOf = async (demo: Demo, path: string): Promise<KubeObject[]> =>
  itemsOf((await request(demo, path)).json);
const names = (json: unknown): string[] => itemsOf(json).map(({ metadata }) => metadata.name);

describe('like Kubernetes 1.31', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ scenarios: [healthy], extras: [{ objects, containers: {} }] });
  });
  afterAll(() => demo.close());

  test.each(KINDS)(
    '%s of %s are listed for one namespace, for all and by label',
    async (kind, group, plural) => {
      const of = (namespace: string): string => `${kind.toLowerCase()}-of-${namespace}`;
      const list = async (path: string): Promise<string[]> =>
        names((await request(demo, `/apis/${group}/${path}`)).json);
      expect(await list(`namespaces/two/${plural}`)).toEqual([of('two')]);
      expect(await list(plural)).toEqual(expect.arrayContaining([of('one'), of('two')]));
      expect(await list(`${plural}?labelSelector=team%3Done`)).toEqual([of('one')]);
    },
  );

  test('namespaces of extras are namespaces', async () => {
    expect(names((await request(demo, '/api/v1/namespaces')).json)).toEqual(
      expect.arrayContaining(['default', 'one', 'tools', 'two']),
    );
  });

  test('the Service of the API server has endpoints, those of captured Services follow from their selectors', async () => {
    expect(await listOf(demo, '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices')).toMatchObject([
      { endpoints: [{ addresses: ['10.244.0.1'] }] },
    ]);
    const slices = await listOf(demo, '/apis/discovery.k8s.io/v1/endpointslices');
    const services = await listOf(demo, '/api/v1/namespaces/tools/services');
    const selecting = services.filter(({ spec }) => spec?.['selector'] && spec['type'] !== 'ExternalName');
    expect(slices.filter(({ metadata }) => metadata.namespace === 'tools')).toHaveLength(selecting.length);
    expect(await listOf(demo, '/api/v1/namespaces/tools/endpoints')).toHaveLength(selecting.length);
  });
});

describe('like Kubernetes 1.20', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ scenarios: [healthy], extras: [{ objects, containers: {} }], release: '1.20' });
  });
  afterAll(() => demo.close());

  test('it says so', async () => {
    expect((await request(demo, '/version')).json).toMatchObject({ major: '1', minor: '20' });
  });

  test.each([
    ['/apis/discovery.k8s.io/v1/endpointslices', 404],
    ['/apis/discovery.k8s.io/v1beta1/endpointslices', 200],
    ['/apis/batch/v1/cronjobs', 404],
    ['/apis/batch/v1beta1/cronjobs', 200],
    ['/apis/batch/v1/jobs', 200],
  ])('%s is %i', async (path, code) => {
    expect((await request(demo, path)).status).toBe(code);
  });

  test('lists and objects carry the old version', async () => {
    const path = '/apis/batch/v1beta1/namespaces/one/cronjobs';
    expect((await request(demo, path)).json).toMatchObject({ apiVersion: 'batch/v1beta1' });
    expect((await request(demo, `${path}/cronjob-of-one`)).json).toMatchObject({
      apiVersion: 'batch/v1beta1',
    });
  });

  test('discovery names both versions of batch', async () => {
    expect((await request(demo, '/apis/batch')).json).toMatchObject({
      versions: [{ version: 'v1beta1' }, { version: 'v1' }],
    });
  });
});
