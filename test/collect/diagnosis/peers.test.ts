import { describe, expect, test } from 'vitest';
import { lookAtPeers } from '../../../src/collect/diagnosis/look-at-peers.ts';
import { mostImportant } from '../../../src/collect/diagnosis/peers.ts';
import { createShared } from '../../../src/collect/diagnosis/shared.ts';
import type { PeerEvidence } from '../../../src/contracts/diagnosis-evidence.ts';
import type { Known } from '../../../src/contracts/evidence.ts';
import type { ConnectionSample, SampleEvidence } from '../../../src/contracts/sample-evidence.ts';
import { podEvidence } from './captured.ts';
import { fakeApi, refusal, type FakeApi } from './fake-api.ts';

const SLICES = '/apis/discovery.k8s.io/v1/namespaces';
const slicesOf = (namespace: string, name: string): string =>
  `${SLICES}/${namespace}/endpointslices?kubernetes.io/service-name=${name}`;
const lookUp = (ip: string): string => `/api/v1/pods?fieldSelector=status.podIP%3D${ip}&resourceVersion=0`;

interface Make {
  namespace?: string;
  name: string;
  ip: string;
  labels?: object;
  spec?: object;
  ready?: boolean;
  owner?: string;
}

function pod({ namespace = 'shop', name, ip, labels = {}, spec = {}, ready = true, owner }: Make): object {
  const ownerReferences = [{ controller: true, kind: 'StatefulSet', name: owner, apiVersion: 'apps/v1' }];
  return {
    metadata: { namespace, name, labels, ...(owner === undefined ? {} : { ownerReferences }) },
    spec: { nodeName: 'node-1', containers: [], ...spec },
    status: {
      phase: 'Running',
      podIP: ip,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

const naming = (value: string) => ({ containers: [{ env: [{ name: 'X', value }] }] });

function service(namespace: string, name: string, clusterIP: string, more: object = {}): object {
  const ports = [{ name: 'main', port: 6379, targetPort: 16_379 }];
  return { metadata: { namespace, name }, spec: { clusterIP, ports, ...more } };
}

const slice = (name: string, endpoints: object[], port = 6379) => ({
  metadata: { namespace: 'shop', labels: { 'kubernetes.io/service-name': name } },
  addressType: 'IPv4',
  endpoints,
  ports: [{ port }],
});

const web = podEvidence({ workload: { kind: 'statefulset', name: 'web', apiVersion: 'apps/v1' } });
const webPod = pod({ name: 'web', ip: '10.1.0.1', owner: 'web' });
const redisPod = pod({
  name: 'redis-0',
  ip: '10.1.0.2',
  labels: { app: 'redis' },
  ready: false,
  owner: 'redis',
});
const shop = [
  webPod,
  pod({ name: 'web-2', ip: '10.1.0.3', owner: 'web', spec: naming('redis') }),
  redisPod,
  pod({ name: 'worker', ip: '10.1.0.4', spec: naming('redis:6379') }),
  pod({ name: 'idle', ip: '10.1.0.5' }),
];
const master = {
  metadata: { namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['192.168.0.1'] }],
  ports: [{ port: 6443 }],
};

const ANSWERS: Record<string, unknown> = {
  '/api/v1/namespaces/shop/pods/web': webPod,
  '/api/v1/namespaces/shop/pods': shop,
  '/api/v1/pods?spec.nodeName=node-1': [...shop, pod({ namespace: 'other', name: 'near', ip: '10.1.0.9' })],
  '/api/v1/nodes/node-1': { status: { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] } },
  '/api/v1/services': [
    service('default', 'kubernetes', '10.96.0.1'),
    service('shop', 'redis', '10.96.0.2', { selector: { app: 'redis' } }),
    service('other', 'db', '10.96.0.3', { selector: { app: 'db', tier: 'a' }, externalIPs: ['203.0.113.7'] }),
    service('shop', 'by-hand', '10.96.0.4'),
    service('shop', 'headless', 'None', { selector: { app: 'idle' } }),
  ],
  [slicesOf('default', 'kubernetes')]: [master],
  [slicesOf('shop', 'redis')]: [
    slice('redis', [{ addresses: ['10.1.0.2'], conditions: { ready: false } }, { addresses: ['10.1.0.6'] }]),
  ],
  [slicesOf('shop', 'by-hand')]: [],
  [slicesOf('other', 'db')]: refusal('forbidden', 'not allowed to list endpointslices'),
  '/api/v1/namespaces/other/endpoints?metadata.name=db': refusal('forbidden'),
  '/api/v1/namespaces/other/pods?app=db,tier=a': [
    pod({ namespace: 'other', name: 'db-0', ip: '10.1.0.7', owner: 'db' }),
  ],
  [lookUp('10.1.2.3')]: { items: [pod({ namespace: 'far', name: 'far', ip: '10.1.2.3' })] },
  [lookUp('192.168.0.2')]: {
    items: [pod({ name: 'proxy', ip: '192.168.0.2', spec: { hostNetwork: true } })],
  },
  [lookUp('10.9.9.9')]: { items: [] },
  [lookUp('10.8.8.8')]: { items: [pod({ name: 'no-selector', ip: '10.1.1.1' })] },
};

function connection(remote: string, more: Partial<ConnectionSample> = {}): ConnectionSample {
  const colon = remote.lastIndexOf(':');
  return {
    direction: 'out',
    remote,
    address: remote.slice(0, colon),
    port: Number(remote.slice(colon + 1)),
    states: { ESTABLISHED: 1 },
    looks: 5,
    looksConnecting: 0,
    looksUnacked: 0,
    looksUnread: 0,
    mostRetransmits: 0,
    ...more,
  };
}

async function look(
  remotes: string[],
  { answers = {}, api = fakeApi({ ...ANSWERS, ...answers }) }: { answers?: object; api?: FakeApi } = {},
): Promise<Known<PeerEvidence[]>> {
  const value = { network: { connections: remotes.map((remote) => connection(remote)) } } as SampleEvidence;
  return lookAtPeers({
    pod: web,
    sample: Promise.resolve({ known: true, value }),
    services: Promise.resolve({
      default: {
        known: true,
        value: [{ name: 'kubernetes', clusterIP: '10.96.0.1', ports: [], createdAt: '' }],
      },
    }),
    shared: createShared(web, api),
    api,
  });
}

async function one(remote: string, answers: object = {}): Promise<PeerEvidence> {
  const peers = await look([remote], { answers });
  if (!peers.known || peers.value[0] === undefined) throw new Error('there is no peer');
  return peers.value[0];
}

describe('a peer is told by its address', () => {
  test('a Service, with its endpoints, the pods behind it, their workload, and who else uses it', async () => {
    expect(await one('10.96.0.2:6379')).toEqual({
      address: '10.96.0.2',
      port: 6379,
      kind: 'service',
      service: { namespace: 'shop', name: 'redis', port: 'main' },
      endpoints: { known: true, value: { ready: 1, notReady: 1 } },
      pods: [expect.objectContaining({ pod: 'redis-0', ready: false })],
      workload: { kind: 'statefulset', name: 'redis', apiVersion: 'apps/v1' },
      // Not web-2, which is of the same workload as the diagnosed pod.
      users: { known: true, value: { pods: [expect.objectContaining({ pod: 'worker' })], total: 1 } },
      remote: '10.96.0.2:6379',
    });
  });

  test('a Service of another namespace, whose endpoints nobody may see', async () => {
    expect(await one('10.96.0.3:6379')).toMatchObject({
      kind: 'service',
      service: { namespace: 'other', name: 'db' },
      endpoints: { known: false, problem: { code: 'forbidden' } },
      pods: [{ pod: 'db-0' }],
      workload: { name: 'db' },
    });
  });

  test('a Service by one of its external addresses', async () => {
    expect(await one('203.0.113.7:6379')).toMatchObject({ kind: 'service', service: { name: 'db' } });
  });

  test('a Service without a selector has no pods', async () => {
    const peer = await one('10.96.0.4:6379');
    expect(peer).toMatchObject({
      service: { name: 'by-hand' },
      endpoints: { value: { ready: 0, notReady: 0 } },
    });
    expect(peer.pods).toBeUndefined();
  });

  test('a pod, with the Service that selects it and its port there', async () => {
    expect(await one('10.1.0.2:16379')).toMatchObject({
      kind: 'pod',
      pods: [{ pod: 'redis-0' }],
      service: { namespace: 'shop', name: 'redis', port: 'main' },
      workload: { name: 'redis' },
    });
  });

  test.each<[string, string, object]>([
    ['a pod of the node', '10.1.0.9:80', { kind: 'pod', pods: [{ namespace: 'other', pod: 'near' }] }],
    ['a pod of another node', '10.1.2.3:80', { kind: 'pod', pods: [{ pod: 'far' }] }],
    ['itself', '10.1.0.1:80', { kind: 'pod', pods: [{ pod: 'web' }] }],
    ['a sidecar', '127.0.0.1:15001', { kind: 'pod', pods: [{ pod: 'web' }] }],
    ['a sidecar over IPv6', '::1:15001', { kind: 'pod', pods: [{ pod: 'web' }] }],
    ["the API server's Service", '10.96.0.1:443', { kind: 'api-server', service: { name: 'kubernetes' } }],
    ['the API server itself', '192.168.0.1:6443', { kind: 'api-server' }],
    ['its node on another port', '192.168.0.1:10250', { kind: 'node' }],
    ['another node', '192.168.0.2:9100', { kind: 'node' }],
    ['a private address of nobody', '10.9.9.9:80', { kind: 'outside' }],
    ['a server that does not know the question', '10.8.8.8:80', { kind: 'outside' }],
    ['the world', '198.51.100.1:443', { kind: 'outside' }],
    ['nonsense', 'x/../y:443', { kind: 'outside' }],
  ])('%s', async (_, remote, expected) => {
    const peer = await one(remote);
    expect(peer).toMatchObject(expected);
    expect(peer.problem).toBeUndefined();
  });
});

test('a public address is asked about only where pods have such addresses', async () => {
  const api = fakeApi(ANSWERS);
  await look(['198.51.100.1:443'], { api });
  expect(api.asked.filter((path) => path.includes('podIP'))).toEqual([]);
  const own = pod({ name: 'web', ip: '198.51.100.9' });
  const there = fakeApi({ ...ANSWERS, '/api/v1/namespaces/shop/pods/web': own });
  await look(['198.51.100.1:443'], { api: there });
  expect(there.asked).toContain(lookUp('198.51.100.1'));
});

describe('where little may be seen', () => {
  const forbidden = {
    '/api/v1/services': refusal('forbidden', 'not allowed to list services'),
    '/api/v1/namespaces/shop/services': [
      service('shop', 'redis', '10.96.0.2', { selector: { app: 'redis' } }),
    ],
    '/api/v1/pods?spec.nodeName=node-1': refusal('forbidden'),
    '/api/v1/namespaces/shop/pods?spec.nodeName=node-1': [],
    '/api/v1/nodes/node-1': refusal('forbidden'),
    [slicesOf('default', 'kubernetes')]: refusal('forbidden'),
    '/api/v1/namespaces/default/endpoints?metadata.name=kubernetes': refusal('forbidden'),
    [lookUp('10.1.2.3')]: refusal('forbidden', 'not allowed to list pods'),
  };

  test('the Services of the namespace are known, and `kubernetes`', async () => {
    expect(await one('10.96.0.2:6379', forbidden)).toMatchObject({
      kind: 'service',
      pods: [{ pod: 'redis-0' }],
    });
    expect(await one('10.96.0.1:443', forbidden)).toMatchObject({ kind: 'api-server' });
  });

  test('what may be a Service or pod of another namespace is outside, with the missing right', async () => {
    expect(await one('10.1.2.3:80', forbidden)).toMatchObject({
      kind: 'outside',
      problem: { code: 'forbidden', message: 'not allowed to list services' },
    });
  });

  test('without a list of the pods, those behind are asked for, and users are unknown', async () => {
    const answers = {
      '/api/v1/namespaces/shop/pods': refusal('forbidden'),
      '/api/v1/namespaces/shop/pods?app=redis': [redisPod],
    };
    expect(await one('10.96.0.2:6379', answers)).toMatchObject({
      pods: [{ pod: 'redis-0' }],
      users: { known: false, problem: { code: 'forbidden' } },
    });
  });

  test('without a sample nobody is known', async () => {
    const problem = { code: 'no-runtime', message: 'no shell' };
    const api = fakeApi(ANSWERS);
    const sample = Promise.resolve({ known: false, problem } as const);
    const peers = await lookAtPeers({
      pod: web,
      sample,
      services: Promise.resolve({}),
      shared: createShared(web, api),
      api,
    });
    expect(peers).toEqual({
      known: false,
      problem: { code: 'no-runtime', message: 'whom the container talks to was not seen: no shell' },
    });
  });
});

test('what is behind a Service is asked for once, whoever leads there', async () => {
  const api = fakeApi(ANSWERS);
  await look(['10.96.0.2:6379', '10.96.0.2:6380', '10.1.0.2:16379'], { api });
  expect(api.asked.filter((path) => path.includes('service-name=redis'))).toHaveLength(1);
});

test('1.20 has EndpointSlices as v1beta1, which is asked for at once the second time', async () => {
  const answers: Record<string, unknown> = Object.fromEntries(
    Object.entries(ANSWERS).map(([path, value]) => [
      path.startsWith(SLICES) ? path.replace('/v1/', '/v1beta1/') : path,
      value,
    ]),
  );
  const api = fakeApi(answers);
  expect(await look(['10.96.0.2:6379'], { api })).toMatchObject({
    value: [{ endpoints: { value: { ready: 1, notReady: 1 } } }],
  });
  expect(api.asked.filter((path) => path.startsWith(SLICES))).toEqual([slicesOf('default', 'kubernetes')]);
});

test('Endpoints are read where slices may not be', async () => {
  const subsets = [
    { addresses: [{ ip: '10.1.0.2' }], notReadyAddresses: [{ ip: '10.1.0.6' }], ports: [{ port: 1 }] },
  ];
  const answers = {
    [slicesOf('shop', 'redis')]: refusal('forbidden'),
    '/api/v1/namespaces/shop/endpoints?metadata.name=redis': [
      { metadata: { namespace: 'shop', name: 'redis' }, subsets },
    ],
  };
  expect(await one('10.96.0.2:6379', answers)).toMatchObject({
    endpoints: { value: { ready: 1, notReady: 1 } },
  });
});

test('the 20 that matter most are looked at: those in trouble first', () => {
  const connections = [
    connection('1.1.1.1:1', { direction: 'in' }),
    connection('1.1.1.2:1', { address: undefined }),
    ...Array.from({ length: 30 }, (_, index) => connection(`2.2.2.${index}:1`)),
    connection('3.3.3.3:1', { looksConnecting: 1 }),
    connection('4.4.4.4:1', { mostRetransmits: 3 }),
  ];
  const found = mostImportant(connections).map(({ remote }) => remote);
  expect(found).toHaveLength(20);
  expect(found.slice(0, 3)).toEqual(['3.3.3.3:1', '4.4.4.4:1', '2.2.2.0:1']);
});
