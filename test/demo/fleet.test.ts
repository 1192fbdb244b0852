import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { items, type KubeObject } from '../../src/demo/api/objects.ts';
import { environmentOf } from '../../src/demo/fleet/environment.ts';
import { fleet } from '../../src/demo/fleet/index.ts';
import { pod } from '../../src/demo/fleet/pod.ts';
import { service } from '../../src/demo/fleet/service.ts';
import { scenarios } from '../../src/demo/scenarios/index.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { exec, request } from './client.ts';

const EXEC_LIMIT = 2_097_152;
const all = fleet.flatMap(({ services, others }) => [...services(), ...others()]);
const ofKind = (kind: string): KubeObject[] => all.filter((object) => object.kind === kind);
const uidsOf = (objects: KubeObject[]): unknown[] => objects.map(({ metadata }) => metadata['uid']);

describe('the objects', () => {
  test('namespaces are none of the scenarios', () => {
    const names = [...fleet, ...scenarios.map(({ namespace }) => ({ name: namespace }))].map(
      ({ name }) => name,
    );
    expect(new Set(names).size).toBe(
      fleet.length + new Set(scenarios.map(({ namespace }) => namespace)).size,
    );
  });

  test('uids, names and addresses are unique', () => {
    const keys = all.map(({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`);
    expect(new Set(keys).size).toBe(all.length);
    const uids = uidsOf(all).filter((uid) => uid !== undefined);
    expect(new Set(uids).size).toBe(uids.length);
    for (const [kind, path] of [['Service', 'clusterIP'] as const, ['Pod', 'podIP'] as const]) {
      const ips = ofKind(kind).flatMap(({ spec, status }) => spec?.[path] ?? status?.[path] ?? []);
      expect(new Set(ips).size).toBe(ips.length);
    }
  });

  test('every controller that a pod or ReplicaSet names is there, but for the Rollout', () => {
    const owners = [...ofKind('Pod'), ...ofKind('ReplicaSet')].flatMap(({ metadata }) =>
      ((metadata['ownerReferences'] ?? []) as { kind: string; uid: string }[]).slice(0, 1),
    );
    const uids = uidsOf(all);
    expect(new Set(owners.filter(({ uid }) => !uids.includes(uid)).map(({ kind }) => kind))).toEqual(
      new Set(['Rollout']),
    );
  });

  test('everything is in the past, and was made before it started', () => {
    const now = Date.now();
    for (const { metadata } of all.filter(({ kind }) => kind !== 'Endpoints')) {
      expect(Date.parse(metadata.creationTimestamp ?? '')).toBeLessThanOrEqual(now);
    }
  });

  test('templates are silent about service links, pods are not', () => {
    const templates = ofKind('Deployment').map(({ spec }) => spec?.['template'] as { spec: object });
    expect(templates.filter((template) => 'enableServiceLinks' in template.spec)).toHaveLength(1);
    expect(ofKind('Pod').every(({ spec }) => typeof spec?.['enableServiceLinks'] === 'boolean')).toBe(true);
  });
});

/** Use of the limit by the containers of a pod of the tenants: as they run, or as they would start now. */
const use = (name: string, when: 'now' | 'then'): number => {
  const { services: own, others } = fleet.find((one) => one.name === 'tenants')!;
  const found = others().find((one) => one.kind === 'Pod' && one.metadata.name.startsWith(name))!;
  const [container] = items<{ name: string }>(found, 'spec.containers');
  const asOf =
    when === 'then'
      ? found
      : {
          ...found,
          status: {},
          metadata: { ...found.metadata, creationTimestamp: new Date().toISOString() },
        };
  const block = environmentOf(asOf, container?.name ?? '', own());
  return (block.length + 8 * block.filter((byte) => byte === 0).length) / EXEC_LIMIT;
};

describe('environments', () => {
  const services = [
    service({
      namespace: 'default',
      name: 'kubernetes',
      clusterIP: '10.96.0.1',
      age: 9,
      ports: [{ port: 443 }],
    }),
    service({
      namespace: 'a',
      name: 'my-db',
      clusterIP: 'fd00::5',
      age: 5,
      ports: [{ name: 'pg-main', port: 5432 }, { port: 9187 }],
    }),
    service({ namespace: 'a', name: 'headless', clusterIP: 'None', age: 5 }),
    service({ namespace: 'a', name: 'elsewhere', externalName: 'example.com', age: 5 }),
    service({ namespace: 'a', name: 'younger', clusterIP: '10.96.0.3', age: 1 }),
    service({ namespace: 'b', name: 'other', clusterIP: '10.96.0.4', age: 5 }),
  ];
  const kubernetes = {
    KUBERNETES_SERVICE_HOST: '10.96.0.1',
    KUBERNETES_SERVICE_PORT: '443',
    KUBERNETES_PORT: 'tcp://10.96.0.1:443',
    KUBERNETES_PORT_443_TCP: 'tcp://10.96.0.1:443',
    KUBERNETES_PORT_443_TCP_PROTO: 'tcp',
    KUBERNETES_PORT_443_TCP_PORT: '443',
    KUBERNETES_PORT_443_TCP_ADDR: '10.96.0.1',
  };
  const db = {
    MY_DB_SERVICE_HOST: 'fd00::5',
    MY_DB_SERVICE_PORT: '5432',
    MY_DB_SERVICE_PORT_PG_MAIN: '5432',
    MY_DB_PORT: 'tcp://[fd00::5]:5432',
    MY_DB_PORT_5432_TCP: 'tcp://[fd00::5]:5432',
    MY_DB_PORT_5432_TCP_PROTO: 'tcp',
    MY_DB_PORT_5432_TCP_PORT: '5432',
    MY_DB_PORT_5432_TCP_ADDR: 'fd00::5',
    MY_DB_PORT_9187_TCP: 'tcp://[fd00::5]:9187',
    MY_DB_PORT_9187_TCP_PROTO: 'tcp',
    MY_DB_PORT_9187_TCP_PORT: '9187',
    MY_DB_PORT_9187_TCP_ADDR: 'fd00::5',
  };
  const image = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' };
  const environment = (env: object[], links: boolean): object => {
    const template = { enableServiceLinks: links, containers: [{ name: 'app', image: 'app', env }] };
    const parts = { namespace: 'a', name: 'app-0', labels: {}, template, age: 3, node: 'n', ip: '10.1.0.1' };
    const block = environmentOf(pod(parts), 'app', services).toString();
    return Object.fromEntries(
      block
        .split('\0')
        .slice(0, -1)
        .map((entry) => entry.split(/=(.*)/s).slice(0, 2)),
    );
  };

  test("with links: Services of the namespace that are older than the start, and the API server's", () => {
    expect(environment([], true)).toEqual({ ...image, HOSTNAME: 'app-0', ...kubernetes, ...db });
  });

  test("without links: the API server's alone", () => {
    expect(environment([], false)).toEqual({ ...image, HOSTNAME: 'app-0', ...kubernetes });
  });

  test('what is declared wins, and refers to links and to what stands before it', () => {
    const env = [
      { name: 'MY_DB_PORT', value: '5432' },
      { name: 'URL', value: '$(MY_DB_SERVICE_HOST):$(MY_DB_PORT)/$(NOT_THERE)/$$(HOME)' },
    ];
    expect(environment(env, true)).toMatchObject({
      MY_DB_PORT: '5432',
      URL: 'fd00::5:5432/$(NOT_THERE)/$(HOME)',
    });
  });

  test('the portal of the tenants is near the limit at its next start, the agents are beyond it; both run', () => {
    expect(use('portal', 'now')).toBeGreaterThan(0.93);
    expect(use('portal', 'now')).toBeLessThan(1);
    expect(use('agents', 'now')).toBeGreaterThan(1);
    expect(use('portal', 'then')).toBeLessThan(0.6);
    expect(use('agents', 'then')).toBeLessThan(0.6);
  });
});

describe('served', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ scenarios: [], fleet });
  });
  afterAll(() => demo.close());

  const list = async (path: string): Promise<KubeObject[]> =>
    ((await request(demo, path)).json as { items: KubeObject[] }).items;

  test('its Services without endpoints and those with some can be told apart', async () => {
    const slices = await list('/apis/discovery.k8s.io/v1/namespaces/previews/endpointslices');
    const used = slices.filter((slice) => items(slice, 'endpoints').length > 0);
    const names = used.map(({ metadata }) => metadata.labels?.['kubernetes.io/service-name']);
    expect(names).toEqual(['main-db', ...[4, 5, 6, 7, 8, 9].map((n) => `pr-135${n}-web`), 'router']);
    expect(slices.length).toBeGreaterThan(300);
  });

  test('commands run in its pods, with the environment of their start', async () => {
    const { stdout } = await exec(demo, {
      pod: 'operations/debug-shell',
      command: ['sh', '-c', 'env | wc -l'],
    });
    expect(Number(stdout.toString())).toBeGreaterThan(350);
  });

  test('a finished pod runs nothing', async () => {
    const { refused } = await exec(demo, { pod: 'operations/restore-9zsd4', command: ['env'] });
    expect(refused?.status).toBeGreaterThanOrEqual(400);
  });
});
