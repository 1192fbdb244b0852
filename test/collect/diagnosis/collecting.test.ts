import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../src/demo/api/objects.ts';
import type { Fault } from '../../../src/demo/faults.ts';
import { container, pod, type Extra } from '../../../src/demo/workloads.ts';
import type { DiagnosisParts } from '../../../src/contracts/diagnosis-evidence.ts';
import { ALL_PARTS, collectFrom, type From } from './collect-from.ts';

const web = pod({ namespace: 'shop', name: 'web' });
const exporter: KubeObject = (() => {
  const made = pod({ namespace: 'monitoring', name: 'exporter' });
  const containers = [{ name: 'ne', image: 'prom/node-exporter:v1.8.2', ports: [{ containerPort: 9100 }] }];
  return { ...made, spec: { ...made.spec, containers } };
})();
const event = (name: string, involvedObject: object, namespace: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace },
  type: 'Warning',
  reason: name,
  message: 'x',
  involvedObject,
});
const WEB = { kind: 'Pod', namespace: 'shop', name: 'web', uid: 'shop-web' };
const extra: Extra = {
  objects: [
    web,
    pod({ namespace: 'shop', name: 'other' }),
    exporter,
    event('Unhealthy', WEB, 'shop'),
    event('OfAnOlderPod', { ...WEB, uid: 'another' }, 'shop'),
    event('OfAnother', { ...WEB, name: 'other', uid: 'shop-other' }, 'shop'),
    event('SystemOOM', { kind: 'Node', name: 'node-0', uid: 'node-0' }, 'default'),
  ],
  containers: { 'shop/web/app': container({ environment: { A: '1' }, isolated: false }) },
};

async function collected(from: From = {}) {
  return collectFrom({ extras: [extra], ...from });
}

/** `ok`, or the code of the problem. */
function outcomes(parts: DiagnosisParts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(
      ([name, part]: [string, { known?: boolean; problem?: { code: string } }]) =>
        name === 'audit' ? [] : [[name, part.known === true ? 'ok' : (part.problem?.code ?? '')]],
    ),
  );
}

test('everything that may be read is there after 15 to 20 requests', async () => {
  const { parts, requests } = await collected();
  expect(outcomes(parts)).toEqual({
    podState: 'ok', podEvents: 'ok', node: 'ok', nodeEvents: 'ok', nodeStats: 'ok', throttling: 'ok',
    metrics: 'not-installed', nodeExporter: 'ok', neighbours: 'ok', sample: 'not-asked', peers: 'not-asked',
      log: 'no-log',
  }); // prettier-ignore
  expect(parts.podEvents).toMatchObject({ value: [{ reason: 'Unhealthy' }] });
  expect(parts.nodeEvents).toMatchObject({ value: [{ reason: 'SystemOOM' }] });
  expect(parts.neighbours).toMatchObject({ value: { total: 2 } });
  expect(parts.node).toMatchObject({ value: { name: 'node-0', unschedulable: false } });
  expect(parts.nodeExporter).toMatchObject({
    value: { pod: 'exporter', first: { node_load1: expect.any(Number) } },
  });
  expect(parts.audit.containers).toMatchObject([
    { pod: { name: 'web' }, probe: { known: false, problem: { code: 'not-asked' } } },
  ]);
  expect(requests.length).toBeGreaterThanOrEqual(15);
  expect(requests.length).toBeLessThanOrEqual(20);
  expect(new Set(requests).size, 'nothing but the exporter is asked twice').toBe(requests.length - 1);
});

test('the same on 1.20', async () => {
  const { parts } = await collected({ release: '1.20' });
  expect(parts.podState).toMatchObject({ known: true });
  expect(parts.nodeStats).toMatchObject({ known: true });
});

test('what nobody asked for is not looked at', async () => {
  const { parts, requests } = await collected({ parts: ['audit', 'node'] });
  const others = ALL_PARTS.filter((name) => name !== 'audit' && name !== 'node');
  expect(outcomes(parts)).toEqual({
    ...Object.fromEntries(others.map((name) => [name, 'not-asked'])),
    node: 'ok',
  });
  expect(requests.filter((path) => !path.includes('services'))).toEqual(['/api/v1/nodes/node-0']);
});

test('a user without rights on nodes gets the rest, and the names of the rights', async () => {
  const { parts } = await collected({ context: 'demo-developer' });
  expect(outcomes(parts)).toMatchObject({
    podState: 'ok', podEvents: 'ok', node: 'forbidden', nodeStats: 'forbidden', throttling: 'forbidden',
    neighbours: 'ok', nodeExporter: 'forbidden',
  }); // prettier-ignore
  expect(parts.nodeStats).toMatchObject({
    problem: {
      message: expect.stringContaining('not allowed to get nodes/proxy'),
      hint: expect.stringContaining('resources: ["nodes/proxy"], verbs: ["get"]'),
    },
  });
  expect(parts.neighbours).toMatchObject({
    value: {
      total: 1,
      problem: { message: expect.stringMatching(/^only the pods of namespace shop .*list pods/) },
    },
  });
});

describe('one that fails does not stop the others', () => {
  const rows: [string, Fault, Record<string, string>][] = [
    [
      'a pod that may not be read',
      { verb: 'get', path: /^\/api\/v1\/namespaces\/shop\/pods\/web$/, action: { kind: 'forbidden' } },
      { podState: 'forbidden', throttling: 'ok', log: 'forbidden' },
    ],
    [
      'a pod that is gone',
      {
        verb: 'get',
        path: /^\/api\/v1\/namespaces\/shop\/pods\/web$/,
        action: { kind: 'status', code: 404 },
      },
      { podState: 'not-found', log: 'not-found' },
    ],
    [
      'events that may not be listed',
      { path: '/events', action: { kind: 'forbidden' } },
      { podEvents: 'forbidden', nodeEvents: 'forbidden' },
    ],
    [
      'a kubelet that fails',
      { path: '/proxy/', action: { kind: 'status', code: 500 } },
      { nodeStats: 'server-error', throttling: 'server-error', nodeExporter: 'server-error' },
    ],
    [
      'a kubelet that sends no JSON',
      { path: 'stats/summary', action: { kind: 'garbage' } },
      { nodeStats: 'bad-answer' },
    ],
    [
      'a proxy with a login page',
      { path: 'metrics/cadvisor', action: { kind: 'login-page' } },
      { throttling: 'bad-answer' },
    ],
    [
      'a connection that breaks',
      { path: /^\/api\/v1\/nodes\/node-0$/, action: { kind: 'reset' } },
      { node: 'unreachable' },
    ],
    ['a silent server', { path: 'stats/summary', action: { kind: 'hang' } }, { nodeStats: 'timed-out' }],
    [
      'a slow server',
      { path: 'metrics/cadvisor', action: { kind: 'slow', ms: 8000 } },
      { throttling: 'timed-out' },
    ],
    [
      'metrics-server that is down',
      { path: 'metrics.k8s.io', action: { kind: 'status', code: 503 } },
      { metrics: 'server-error' },
    ],
    [
      'Services that may not be listed',
      { path: '/services', action: { kind: 'forbidden' } },
      { podState: 'ok' },
    ],
  ];
  test.each(rows)('%s', async (_, fault, expected) => {
    const { parts } = await collected({ faults: [fault] });
    const healthy = {
      podState: 'ok', podEvents: 'ok', node: 'ok', nodeEvents: 'ok', nodeStats: 'ok', throttling: 'ok',
      metrics: 'not-installed', nodeExporter: 'ok', neighbours: 'ok', sample: 'not-asked', peers: 'not-asked',
      log: 'no-log',
    }; // prettier-ignore
    expect(outcomes(parts)).toEqual({ ...healthy, ...expected });
  });
});

const onNode = (node: unknown): KubeObject => ({ ...web, spec: { ...web.spec, nodeName: node } });
const only = (object: KubeObject): Extra => ({ objects: [object], containers: {} });

describe('a pod', () => {
  test('on no node yet has no figures of one', async () => {
    const { parts, requests } = await collected({ extras: [only(onNode(undefined))] });
    expect(outcomes(parts)).toMatchObject({
      podState: 'ok', podEvents: 'ok', node: 'no-node', nodeEvents: 'no-node', nodeStats: 'no-node',
      throttling: 'no-node', nodeExporter: 'no-node', neighbours: 'no-node',
    }); // prettier-ignore
    expect(requests.filter((path) => path.includes('/nodes/'))).toEqual([]);
  });

  test.each(['../namespaces/kube-system/secrets', '..', 'a/b', 'a?x=1', 'A', 'x'.repeat(300)])(
    'on a node that is called %.40s asks for no such path',
    async (node) => {
      const { parts, requests } = await collected({ extras: [only(onNode(node))] });
      expect(outcomes(parts)).toMatchObject({
        node: 'bad-answer', nodeEvents: 'bad-answer', nodeStats: 'bad-answer', throttling: 'bad-answer',
        neighbours: 'bad-answer', nodeExporter: 'bad-answer', podState: 'ok',
      }); // prettier-ignore
      expect(requests.filter((path) => path.includes('nodes') || path.includes('secrets'))).toEqual([]);
    },
  );

  test('whose container does not run is not entered', async () => {
    const waiting = {
      ...web,
      status: {
        phase: 'Pending',
        containerStatuses: [{ name: 'app', state: { waiting: { reason: 'CrashLoopBackOff' } } }],
      },
    };
    const { parts } = await collected({ extras: [only(waiting)], allow: ['read', 'exec'] });
    expect(outcomes(parts)).toMatchObject({ sample: 'not-running', peers: 'not-running', podState: 'ok' });
    expect(parts.audit.containers).toMatchObject([{ probe: { problem: { code: 'not-running' } } }]);
  });
});

describe('the log of a container', () => {
  const ended = { terminated: { exitCode: 1, reason: 'Error', finishedAt: '2026-09-20T23:59:00Z' } };
  const said = 'DB_PASSWORD=hunter2\n\u001b[31mFATAL: no user someone-special\u001b[0m\n\n';
  const logOf = async (status: object, faults: Fault[] = []) => {
    const containerStatuses = [{ name: 'app', restartCount: 3, lastState: ended, ...status }];
    const [container0] = (web.spec as { containers: object[] }).containers;
    const env = [{ name: 'USER_NAME', value: 'someone-special' }];
    const object = {
      ...web,
      spec: { ...web.spec, containers: [{ ...container0, env }] },
      status: { phase: 'Running', containerStatuses },
    };
    const setup = { ...container({ environment: { A: '1' }, isolated: false }), log: said };
    const extras = [{ objects: [object], containers: { 'shop/web/app': setup } }];
    const { parts, requests } = await collected({ extras, faults, parts: ['audit', 'log'] });
    return { log: parts.log, requests: requests.filter((path) => path.includes('/log')) };
  };

  test('that is down is that of its last run, without escape sequences, settings and values of the spec', async () => {
    const { log, requests } = await logOf({ state: { waiting: { reason: 'CrashLoopBackOff' } } });
    expect(log).toEqual({ known: true, value: { of: 'last', lines: ['DB_PASSWORD=…', 'FATAL: no user …'] } });
    expect(requests).toEqual([
      '/api/v1/namespaces/shop/pods/web/log?container=app&previous=false&tailLines=60&limitBytes=65536',
    ]);
  });

  test('that runs again is that of the run before', async () => {
    const { log, requests } = await logOf({ state: { running: { startedAt: '2026-09-20T23:59:30Z' } } });
    expect(log).toMatchObject({ value: { of: 'previous' } });
    expect(requests).toEqual([expect.stringContaining('previous=true')]);
  });

  test('that never ran is not asked for', async () => {
    const lastState = { terminated: { exitCode: 128, reason: 'StartError' } };
    const { log, requests } = await logOf({ state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState });
    expect(log).toMatchObject({ problem: { code: 'no-log' } });
    expect(requests).toEqual([]);
  });

  test.each<[string, object, object[], string | undefined]>([
    [
      'an init container that it waits for',
      { containerStatuses: [{ name: 'app', state: { waiting: { reason: 'PodInitializing' } } }] },
      [{ name: 'migrate', ready: false, state: { running: {} } }],
      'migrate',
    ],
    [
      'an init container that failed, after one that ended well',
      { containerStatuses: [{ name: 'app', state: { waiting: { reason: 'PodInitializing' } } }] },
      [
        { name: 'copy', ready: true, state: { terminated: { exitCode: 0 } } },
        {
          name: 'migrate',
          ready: false,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: ended,
        },
      ],
      'migrate',
    ],
    [
      'a container beside it that went down',
      {
        containerStatuses: [
          { name: 'app', state: { running: {} } },
          { name: 'proxy', state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: ended },
        ],
      },
      [],
      'proxy',
    ],
    [
      'nobody, where all that went down never ran',
      {
        containerStatuses: [
          { name: 'app', state: { running: {} } },
          {
            name: 'proxy',
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 128, reason: 'StartError' } },
          },
        ],
      },
      [],
      undefined,
    ],
  ])('that has not ended is that of %s', async (_, status, initContainerStatuses, told) => {
    const [app] = (web.spec as { containers: object[] }).containers;
    const spec = {
      ...web.spec,
      containers: [app, { ...app, name: 'proxy' }],
      initContainers: [{ ...app, name: 'migrate' }],
    };
    const object = { ...web, spec, status: { phase: 'Pending', ...status, initContainerStatuses } };
    const setup = { ...container({ environment: { A: '1' }, isolated: false }), log: said };
    const containers = { 'shop/web/app': setup, 'shop/web/migrate': setup, 'shop/web/proxy': setup };
    const extras = [{ objects: [object], containers }];
    const { parts } = await collected({ extras, parts: ['audit', 'log'] });
    expect(parts.log).toMatchObject(
      told === undefined ? { problem: { code: 'no-log' } } : { value: { container: told, of: 'last' } },
    );
  });

  test('that may not be read says which right is missing', async () => {
    const state = { waiting: { reason: 'CrashLoopBackOff' } };
    const { log } = await logOf({ state }, [{ path: '/log', action: { kind: 'forbidden' } }]);
    expect(log).toMatchObject({
      problem: { code: 'forbidden', message: expect.stringContaining('pods/log') },
    });
  });

  test('that the kubelet has no more is nothing that is missing', async () => {
    const message = 'previous terminated container "app" in pod "web" not found';
    const { log } = await logOf({ state: { running: {} } }, [
      { path: '/log', action: { kind: 'status', code: 400, message } },
    ]);
    expect(log).toMatchObject({ problem: { code: 'no-log' } });
  });
});

describe('Ctrl-C', () => {
  test('before anything came leaves every part with that reason, and one container', async () => {
    const { parts } = await collected({ signal: AbortSignal.abort(), allow: ['read', 'exec'] });
    expect(new Set(Object.values(outcomes(parts)))).toEqual(new Set(['interrupted']));
    expect(parts.audit.containers).toHaveLength(1);
  });

  test('ends the wait for the end of the window', async () => {
    const signal = AbortSignal.timeout(1500);
    const { parts } = await collected({ windowMs: 600_000, signal });
    expect(['ok', 'interrupted']).toContain(outcomes(parts)['nodeExporter']);
  });
});

test('a container that is asked answers about itself, and its peers are looked at', async () => {
  const { parts, requests } = await collected({ allow: ['read', 'exec'], windowMs: 1000 });
  expect(outcomes(parts)).toMatchObject({ sample: 'ok', peers: 'ok' });
  expect(parts.audit.containers).toMatchObject([{ probe: { known: true } }]);
  expect(requests.filter((path) => path.includes('/exec'))).toHaveLength(1);
});
