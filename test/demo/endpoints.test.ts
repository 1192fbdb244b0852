import { describe, expect, test } from 'vitest';
import { endpoints, type EndpointSources } from '../../src/demo/api/endpoints.ts';
import { endpointSlices } from '../../src/demo/api/endpoint-slices.ts';
import { field, items, type KubeObject } from '../../src/demo/api/objects.ts';

const labels = { app: 'web' };

function service(spec: object = {}, name = 'web'): KubeObject {
  const ports = [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }];
  const metadata = { name, namespace: 'shop', uid: `uid-${name}` };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { clusterIP: '10.96.0.9', selector: labels, ports, ...spec },
  };
}

interface PodParts {
  name?: string;
  ready?: boolean;
  metadata?: object;
  spec?: object;
  status?: object;
}

function pod({ name = 'web-1', ready = true, metadata, spec, status }: PodParts = {}): KubeObject {
  const conditions = [{ type: 'Ready', status: ready ? 'True' : 'False' }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels, ...metadata },
    spec: { nodeName: 'node-1', containers: [], ...spec },
    status: { phase: 'Running', podIP: '10.1.0.1', conditions, ...status },
  };
}

function made(sources: Partial<EndpointSources>): {
  ready: string[];
  notReady: string[];
  slices: KubeObject[];
} {
  const full = { services: [], pods: [], given: [], ...sources };
  const addresses = (name: string): string[] =>
    endpoints(full).flatMap((one) =>
      items(one, 'subsets').flatMap((subset) => items<{ ip: string }>(subset, name).map(({ ip }) => ip)),
    );
  return {
    ready: addresses('addresses'),
    notReady: addresses('notReadyAddresses'),
    slices: endpointSlices(full, 'v1'),
  };
}

const sliceEndpoints = (slices: KubeObject[]): { addresses: string[]; conditions: { ready: boolean } }[] =>
  slices.flatMap((slice) => items(slice, 'endpoints'));

describe('who is behind a Service', () => {
  const IP = '10.1.0.1';
  const TABLE: [string, KubeObject, KubeObject, string[], string[]][] = [
    ['a ready pod', service(), pod(), [IP], []],
    ['a pod that is not ready', service(), pod({ ready: false }), [], [IP]],
    [
      'a pod that is not ready, where that does not matter',
      service({ publishNotReadyAddresses: true }),
      pod({ ready: false }),
      [IP],
      [],
    ],
    ['a finished pod', service(), pod({ status: { phase: 'Succeeded' } }), [], []],
    ['a failed pod', service(), pod({ status: { phase: 'Failed' } }), [], []],
    ['a pod without an address', service(), pod({ status: { podIP: undefined } }), [], []],
    ['a pod that is being deleted', service(), pod({ metadata: { deletionTimestamp: 'x' } }), [], []],
    ['a pod of another namespace', service(), pod({ metadata: { namespace: 'other' } }), [], []],
    ['a pod with one of two labels', service({ selector: { ...labels, tier: 'front' } }), pod(), [], []],
    ['a headless Service', service({ clusterIP: 'None' }), pod(), [IP], []],
    ['an ExternalName Service with a selector', service({ type: 'ExternalName' }), pod(), [], []],
    ['a Service without selector', service({ selector: undefined }), pod(), [], []],
    ['an IPv6 Service and a pod with IPv4 only', service({ clusterIP: 'fd00::9' }), pod(), [], []],
  ];
  test.each(TABLE)('%s', (_, one, other, ready, notReady) => {
    expect(made({ services: [one], pods: [other] })).toMatchObject({ ready, notReady });
  });
});

test('a pod that is being deleted stays in its slice, and is not ready', () => {
  const { slices } = made({ services: [service()], pods: [pod({ metadata: { deletionTimestamp: 'x' } })] });
  expect(sliceEndpoints(slices)).toMatchObject([
    { conditions: { ready: false, serving: true, terminating: true } },
  ]);
});

test('a Service that matches nothing has Endpoints without subsets, and one empty slice, as in a real cluster', () => {
  const sources = { services: [service()], pods: [], given: [] };
  expect(endpoints(sources)[0]).not.toHaveProperty('subsets');
  expect(endpointSlices(sources, 'v1')).toMatchObject([
    {
      metadata: {
        name: expect.stringMatching(/^web-/),
        namespace: 'shop',
        labels: { 'kubernetes.io/service-name': 'web' },
        ownerReferences: [{ kind: 'Service', name: 'web', uid: 'uid-web' }],
      },
      addressType: 'IPv4',
      endpoints: null,
      ports: null,
    },
  ]);
});

test('two families are two slices, each with its addresses', () => {
  const dual = service({ ipFamilies: ['IPv4', 'IPv6'] });
  const both = pod({ status: { podIPs: [{ ip: '10.1.0.1' }, { ip: 'fd00::1' }] } });
  const { slices, ready } = made({ services: [dual], pods: [both] });
  expect(slices.map((slice) => [slice['addressType'], sliceEndpoints([slice])[0]?.addresses])).toEqual([
    ['IPv4', ['10.1.0.1']],
    ['IPv6', ['fd00::1']],
  ]);
  expect(ready).toEqual(['10.1.0.1']);
});

test('a slice has at most 100 endpoints', () => {
  const pods = Array.from({ length: 230 }, (_, index) => pod({ name: `web-${index}` }));
  const { slices } = made({ services: [service()], pods });
  expect(slices.map((slice) => items(slice, 'endpoints').length)).toEqual([100, 100, 30]);
  expect(new Set(slices.map(({ metadata }) => metadata.name)).size).toBe(3);
});

const withPort = (name: string, containerPort: number): KubeObject =>
  pod({ name, spec: { containers: [{ ports: [{ name: 'web', containerPort }] }] } });

test('named target ports are those of each pod', () => {
  const named = service({ ports: [{ port: 80, targetPort: 'web' }] });
  const sources = { services: [named], pods: [withPort('a', 8080), withPort('b', 9090)], given: [] };
  const subsets = endpoints(sources).flatMap((one) => items(one, 'subsets'));
  expect(subsets.map((subset) => field(subset, 'ports'))).toEqual([
    [{ port: 8080, protocol: 'TCP' }],
    [{ port: 9090, protocol: 'TCP' }],
  ]);
});

describe('what was made by hand', () => {
  const byHand: KubeObject = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'web', namespace: 'shop' },
    subsets: [{ addresses: [{ ip: '192.0.2.7' }], ports: [{ port: 5432 }] }],
  };

  test('Endpoints stay, and get a slice', () => {
    const { ready, slices } = made({ services: [service({ selector: undefined })], given: [byHand] });
    expect(ready).toEqual(['192.0.2.7']);
    expect(sliceEndpoints(slices)).toMatchObject([{ addresses: ['192.0.2.7'], conditions: { ready: true } }]);
  });

  test('slices stay, and are not made a second time', () => {
    const slice: KubeObject = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'mine', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
      endpoints: [],
    };
    expect(made({ services: [service()], pods: [pod()], given: [slice] }).slices).toEqual([slice]);
  });
});

test('as of 1.20, the node is a topology', () => {
  const sources = { services: [service()], pods: [pod()], given: [] };
  expect(sliceEndpoints(endpointSlices(sources, 'v1beta1'))).toMatchObject([
    { conditions: { ready: true }, topology: { 'kubernetes.io/hostname': 'node-1' } },
  ]);
});
