import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubeObject } from '../../src/demo/api/objects.ts';
import { healthy } from '../../src/demo/scenarios/healthy.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { pod } from '../../src/demo/workloads.ts';
import { request } from './client.ts';

const exporter: KubeObject = (() => {
  const made = pod({ namespace: 'monitoring', name: 'exporter', node: 'worker-9' });
  const image = 'quay.io/prometheus/node-exporter:v1.8.2';
  const containers = [{ name: 'node-exporter', image, ports: [{ containerPort: 9100 }] }];
  return { ...made, spec: { ...made.spec, containers } };
})();
const event: KubeObject = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'tick.1', namespace: 'tools' },
  type: 'Warning',
  reason: 'Unhealthy',
  involvedObject: { kind: 'Pod', namespace: 'tools', name: healthy.pod, uid: 'one' },
};

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ scenarios: [healthy], extras: [{ objects: [exporter, event], containers: {} }] });
});
afterAll(() => demo.close());

const names = (json: unknown): string[] =>
  (json as { items: { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name);

test('a Node tells its capacity, conditions and versions', async () => {
  const { json } = await request(demo, '/api/v1/nodes/envaudit-node');
  expect(json).toMatchObject({
    status: {
      capacity: { cpu: '2', memory: '24684096Ki' },
      conditions: expect.arrayContaining([expect.objectContaining({ type: 'Ready', status: 'True' })]),
      nodeInfo: { kubeletVersion: 'v1.20.2', kernelVersion: expect.stringMatching(/./) },
    },
  });
});

describe('what stands behind a proxy', () => {
  test("a kubelet's statistics of its node and pods", async () => {
    const { json } = await request(demo, '/api/v1/nodes/worker-9/proxy/stats/summary');
    expect(json).toMatchObject({
      node: { nodeName: 'worker-9', cpu: { usageNanoCores: 3_970_000_000, psi: { some: { avg10: 88.31 } } } },
      pods: [{ podRef: { name: 'exporter', namespace: 'monitoring' } }],
    });
  });

  test("a kubelet's metrics of its containers, as text", async () => {
    const { text, headers } = await request(demo, '/api/v1/nodes/envaudit-node/proxy/metrics/cadvisor');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(
      new RegExp(`^container_oom_events_total\\{container="tick",.*pod="${healthy.pod}"\\} 0 \\d+$`, 'm'),
    );
  });

  test('a node-exporter, by the port of its pod', async () => {
    const { text } = await request(demo, '/api/v1/namespaces/monitoring/pods/exporter:9100/proxy/metrics');
    expect(text).toMatch(/^node_load1 13\.50$/m);
    expect(text.match(/mode="idle"/g)).toHaveLength(4);
  });

  test.each([
    ['nodes/nope/proxy/stats/summary', 404, 'nodes "nope" not found'],
    ['nodes/worker-9/proxy/pods', 404, 'the server could not find the requested resource'],
    ['namespaces/monitoring/pods/nope:9100/proxy/metrics', 404, 'pods "nope" not found'],
    ['namespaces/monitoring/pods/exporter:9101/proxy/metrics', 503, /connection refused$/],
    [`namespaces/tools/pods/${healthy.pod}:9100/proxy/metrics`, 503, /connection refused$/],
  ])('%s is %i', async (path, code, message) => {
    const { status, json } = await request(demo, `/api/v1/${path}`);
    expect(status).toBe(code);
    expect((json as { message: string }).message).toMatch(message);
  });
});

test('there is no metrics API', async () => {
  expect((await request(demo, '/apis/metrics.k8s.io/v1beta1/nodes')).status).toBe(404);
});

test.each([
  ['/api/v1/pods?fieldSelector=spec.nodeName%3Dworker-9', ['exporter']],
  ['/api/v1/pods?fieldSelector=status.podIP%3D10.244.1.1', ['exporter']],
  [`/api/v1/namespaces/tools/events?fieldSelector=involvedObject.name%3D${healthy.pod}`, ['tick.1']],
  ['/api/v1/events?fieldSelector=involvedObject.kind%3DNode', []],
  ['/api/v1/events?fieldSelector=type%21%3DNormal,involvedObject.uid%3Done', ['tick.1']],
])('%s', async (path, expected) => {
  expect(names((await request(demo, path)).json)).toEqual(expected);
});

const as = (path: string, options: object = {}): ReturnType<typeof request> => {
  const token = /name: demo-developer\n {2}user:\n {4}token: (\w+)/.exec(demo.kubeconfig)?.[1] ?? '';
  return request(demo, path, { headers: { authorization: `Bearer ${token}` }, ...options });
};

describe('the developer', () => {
  test('sees namespaces from inside', async () => {
    expect((await as('/api/v1/namespaces/tools/pods')).status).toBe(200);
    expect((await as('/version')).status).toBe(200);
  });

  test.each([
    ['/api/v1/nodes/worker-9', 'nodes "worker-9" is forbidden: User "developer" cannot get resource "nodes"'],
    [
      '/api/v1/nodes/worker-9/proxy/stats/summary',
      'nodes "worker-9" is forbidden: User "developer" cannot get resource "nodes/proxy"',
    ],
    ['/api/v1/pods', 'pods is forbidden: User "developer" cannot list resource "pods"'],
  ])('may not get %s', async (path, message) => {
    const { status, json } = await as(path);
    expect(status).toBe(403);
    expect((json as { message: string }).message).toBe(`${message} in API group "" at the cluster scope`);
  });

  test.each([
    [{ resource: 'nodes', subresource: 'proxy', verb: 'get' }, false],
    [{ resource: 'pods', subresource: 'exec', verb: 'create', namespace: 'tools' }, true],
  ])('an access review about %j says %s', async (resourceAttributes, allowed) => {
    const body = JSON.stringify({ spec: { resourceAttributes } });
    const { json } = await as('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      method: 'POST',
      body,
    });
    expect(json).toMatchObject({ status: { allowed } });
  });
});
