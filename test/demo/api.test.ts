import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { KubeObject } from '../../src/demo/api/objects.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { web } from '../../src/demo/scenarios/web.ts';
import { until } from '../until.ts';
import { request } from './client.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.close());

const names = (json: unknown): string[] =>
  (json as { items: { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name);

describe('errors are told as Kubernetes tells them', () => {
  const TABLE: [string, string, number, string][] = [
    ['GET', '/api/v1/namespaces/shop/pods/nope', 404, 'pods "nope" not found'],
    ['GET', '/apis/apps/v1/namespaces/shop/deployments/nope', 404, 'deployments.apps "nope" not found'],
    ['GET', '/api/v1/namespaces/nope', 404, 'namespaces "nope" not found'],
    ['GET', '/api/v1/nopes', 404, 'the server could not find the requested resource'],
    [
      'PUT',
      '/api/v1/namespaces/shop/pods/x',
      403,
      'pods "x" is forbidden: User "demo" cannot update resource "pods" in API group "" in the namespace "shop": the demo can only be read',
    ],
    [
      'GET',
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      405,
      'the server does not allow this method on the requested resource',
    ],
    ['GET', '/api/v1/pods?fieldSelector=spec.foo%3Db', 400, 'field label not supported: spec.foo'],
    ['GET', '/api/v1/pods?labelSelector=a%3D%3D%3Db', 400, 'unable to parse requirement: "a===b"'],
    [
      'GET',
      `/api/v1/namespaces/shop/pods/${web.pod}/exec?command=x&stdout=1`,
      400,
      'Upgrade request required',
    ],
    [
      'GET',
      `/api/v1/namespaces/shop/pods/${web.pod}/log?container=x`,
      400,
      `container x is not valid for pod ${web.pod}`,
    ],
  ];
  test.each(TABLE)('%s %s is %i', async (method, path, code, message) => {
    const { status, json } = await request(demo, path, { method });
    expect(status).toBe(code);
    expect(json).toMatchObject({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code });
  });

  test('a continue token that is none is a bad request', async () => {
    const { json } = await request(demo, '/api/v1/pods?limit=2&continue=abc');
    expect(json).toMatchObject({
      reason: 'BadRequest',
      message: expect.stringContaining('invalid continue token'),
    });
  });
});

describe('who may', () => {
  test('nobody without credentials', async () => {
    const { status, json } = await request(demo, '/api/v1/pods', { anonymous: true });
    expect([status, (json as { message: string }).message]).toEqual([401, 'Unauthorized']);
  });

  test('nobody with a wrong token', async () => {
    const headers = { authorization: 'Bearer wrong' };
    expect((await request(demo, '/version', { headers })).status).toBe(401);
  });

  test('an access review is allowed', async () => {
    const spec = {
      resourceAttributes: { namespace: 'shop', verb: 'get', resource: 'pods', subresource: 'exec' },
    };
    const body = JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec,
    });
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    const { status, json } = await request(demo, path, { method: 'POST', body });
    expect([status, json]).toEqual([201, { ...(JSON.parse(body) as object), status: { allowed: true } }]);
  });
});

describe('lists', () => {
  test('pages together give what one list gives', async () => {
    const path = '/api/v1/namespaces/shop/services';
    const all = names((await request(demo, path)).json);
    const paged: string[] = [];
    let token = '';
    do {
      const { json } = await request(demo, `${path}?limit=700&continue=${token}`);
      paged.push(...names(json));
      token = (json as { metadata: { continue?: string } }).metadata.continue ?? '';
    } while (token !== '');
    expect(all).toHaveLength(1950);
    expect(paged).toEqual(all);
  });

  const SELECTORS: [string, string[]][] = [
    ['labelSelector=app%3Dweb', [web.pod]],
    ['labelSelector=app%21%3Dweb', ['orders-5b8c9d876f-x9jz2']],
    ['labelSelector=app+in+(web,orders)', ['orders-5b8c9d876f-x9jz2', web.pod]],
    ['labelSelector=app+notin+(web),pod-template-hash', ['orders-5b8c9d876f-x9jz2']],
    ['labelSelector=%21app', []],
    [`fieldSelector=metadata.name%3D${web.pod}`, [web.pod]],
    ['fieldSelector=status.phase%3DRunning,spec.nodeName%21%3Denvaudit-node', []],
  ];
  test.each(SELECTORS)('%s', async (query, expected) => {
    expect(names((await request(demo, `/api/v1/namespaces/shop/pods?${query}`)).json)).toEqual(expected);
  });

  test('of all namespaces are in order of namespace and name', async () => {
    const { json } = await request(demo, '/api/v1/pods');
    const { items } = json as { items: { metadata: { namespace: string; name: string } }[] };
    const keys = items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(keys).toHaveLength(17);
    expect(keys).toEqual(keys.toSorted());
  });

  test('as tables have the columns of kubectl get pods', async () => {
    const headers = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
    const { json } = await request(demo, '/api/v1/namespaces/platform/pods', { headers });
    const { columnDefinitions, rows } = json as {
      columnDefinitions: { name: string; priority: number }[];
      rows: { cells: unknown[] }[];
    };
    const shown = columnDefinitions.filter(({ priority }) => priority === 0);
    expect(shown.map(({ name }) => name)).toEqual(['Name', 'Ready', 'Status', 'Restarts', 'Age']);
    expect(rows.map(({ cells }) => cells.slice(1, 4))).toEqual([
      ['0/1', 'CrashLoopBackOff', 3],
      ['1/1', 'Running', 0],
    ]);
  });

  test('of metadata have managedFields, and no data', async () => {
    const headers = { accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1' };
    const { json } = await request(demo, '/api/v1/namespaces/shop/secrets/web-credentials', { headers });
    expect(json).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { managedFields: expect.any(Array) },
    });
    expect(json).not.toHaveProperty('data');
  });
});

test('requests are logged with user agent and impersonation', async () => {
  const headers = { 'user-agent': 'a-test', 'impersonate-user': 'jane', 'impersonate-group': 'dev' };
  await request(demo, '/version?x=1', { headers });
  expect(demo.requests.at(-1)).toMatchObject({
    method: 'GET',
    path: '/version?x=1',
    userAgent: 'a-test',
    impersonation: { 'impersonate-user': ['jane'], 'impersonate-group': ['dev'] },
  });
});

test('a watch gives what is there when it is asked for all, a bookmark, and ends when its time is over', async () => {
  const path =
    '/api/v1/namespaces/shop/pods?watch=true&timeoutSeconds=1&sendInitialEvents=true&allowWatchBookmarks=true';
  const { text } = await request(demo, path);
  const events = text
    .trim()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as { type: string; object: { kind: string; metadata: { annotations?: object } } },
    );
  expect(new Set(events.map(({ type, object }) => `${type} ${object.kind}`))).toEqual(
    new Set(['ADDED Pod', 'BOOKMARK Pod']),
  );
  expect(events.find(({ type }) => type === 'BOOKMARK')?.object.metadata.annotations).toEqual({
    'k8s.io/initial-events-end': 'true',
  });
});

const list = async (query = ''): Promise<{ version: string; names: string[] }> => {
  const { json } = await request(demo, `/api/v1/namespaces/shop/pods${query}`);
  const { metadata, items } = json as {
    metadata: { resourceVersion: string };
    items: { metadata: { name: string } }[];
  };
  return { version: metadata.resourceVersion, names: items.map((item) => item.metadata.name) };
};
const watch = async (version: string, query = ''): Promise<string[]> => {
  const path = `/api/v1/namespaces/shop/pods?watch=true&timeoutSeconds=1&resourceVersion=${version}${query}`;
  const { text } = await request(demo, path);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { type, object } = JSON.parse(line) as {
        type: string;
        object: { code?: number; status?: { phase?: string }; rows?: { cells: string[] }[] };
      };
      return `${type} ${object.status?.phase ?? object.code ?? object.rows?.[0]?.cells[0] ?? ''}`.trim();
    });
};

describe('objects that change', () => {
  const POD = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'app' }] } };
  const pod = (labels = {}, phase = 'Pending'): KubeObject => ({
    ...POD,
    metadata: { namespace: 'shop', name: 'late', labels },
    status: { phase },
  });
  afterEach(() => demo.store.remove(pod()));

  test('are listed as they are now, each with a version, and the list has one', async () => {
    const before = await list();
    demo.store.put(pod());
    const after = await list();
    expect(after.names.toSorted()).toEqual([...before.names, 'late'].toSorted());
    expect(Number(after.version)).toBe(Number(before.version) + 1);
    const { json } = await request(demo, '/api/v1/namespaces/shop/pods/late');
    expect(json).toMatchObject({ metadata: { resourceVersion: after.version } });
    demo.store.remove(pod());
    expect(await list()).toEqual({ names: before.names, version: String(Number(after.version) + 1) });
  });

  test('who watches from a version hears what he missed and what comes', async () => {
    const { version } = await list();
    demo.store.put(pod());
    const before = demo.requests.length;
    const heard = watch(version, '&allowWatchBookmarks=true');
    await until(() => demo.requests.length > before);
    demo.store.put(pod({}, 'Running'));
    demo.store.remove(pod());
    expect(await heard).toEqual(['ADDED Pending', 'MODIFIED Running', 'DELETED Running', 'BOOKMARK']);
  });

  test('with a selector, what does not match any more is gone', async () => {
    const { version } = await list();
    demo.store.put(pod({ app: 'a' }));
    demo.store.put(pod({ app: 'b' }));
    demo.store.put(pod({ app: 'a' }, 'Running'));
    expect(await watch(version, '&labelSelector=app%3Da')).toEqual([
      'ADDED Pending',
      'DELETED Pending',
      'ADDED Running',
    ]);
  });

  test('what is forgotten cannot be gone on from', async () => {
    const { version } = await list();
    demo.store.changes.compact();
    expect(await watch(version)).toEqual(['ERROR 410']);
  });

  test('a list in pages has the version of its first page, and misses nothing that stays', async () => {
    const all = await list();
    const { json } = await request(demo, '/api/v1/namespaces/shop/pods?limit=1');
    const { metadata } = json as { metadata: { continue: string; resourceVersion: string } };
    demo.store.put(pod());
    const rest = await list(`?limit=500&continue=${metadata.continue}`);
    expect(rest.version).toBe(all.version);
    expect(all.names.slice(1).every((name) => rest.names.includes(name))).toBe(true);
  });
});

const log = (query: string, pod = web.pod, namespace = 'shop') =>
  request(demo, `/api/v1/namespaces/${namespace}/pods/${pod}/log?${query}`);

describe('logs', () => {
  const crasher = 'docs-84b668f79c-58hqq';

  test('have times where they are asked for, and only the last lines', async () => {
    expect((await log('timestamps=true')).text).toMatch(/^\d{4}-\S+Z v22\.20\.0 listens\n$/);
    expect((await log('tailLines=0')).text).toBe('');
    expect((await log('sinceTime=2100-01-01T00:00:00Z')).text).toBe('');
  });

  test('of a container that crashes are those of the run that ended, also as the one before', async () => {
    expect((await log('', crasher, 'platform')).text).toContain('argument list too long');
    expect((await log('previous=true', crasher, 'platform')).text).toContain('argument list too long');
  });

  test('of a run before that was none are refused in the words of the kubelet', async () => {
    const { status, text } = await log('previous=true');
    expect(status).toBe(400);
    expect(text).toContain(`previous terminated container \\"web\\" in pod \\"${web.pod}\\" not found`);
  });
});

async function reasons(selector: string): Promise<string[]> {
  const path = `/api/v1/namespaces/platform/events?fieldSelector=${encodeURIComponent(selector)}`;
  const { json } = await request(demo, path);
  return (json as { items: { reason: string }[] }).items.map(({ reason }) => reason);
}

describe('events', () => {
  test('tell what the kubelet does with a pod that fails again and again', async () => {
    expect(await reasons('involvedObject.kind=Pod,involvedObject.name=docs-84b668f79c-58hqq')).toEqual([
      'Pulled',
      'Created',
      'Started',
      'BackOff',
    ]);
  });

  test('are found by their fields', async () => {
    expect(await reasons('type=Warning')).toEqual(['BackOff']);
    expect(await reasons('involvedObject.name=gateway-6d95f5787-52x5z')).toEqual([]);
  });
});
