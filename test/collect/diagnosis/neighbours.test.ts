import { describe, expect, test } from 'vitest';
import { readNodePods } from '../../../src/collect/diagnosis/neighbours.ts';
import { podEvidence } from './captured.ts';
import { fakeApi, refusal } from './fake-api.ts';

const ALL = '/api/v1/pods?spec.nodeName=node-1';
const OWN = '/api/v1/namespaces/shop/pods?spec.nodeName=node-1';

interface Make {
  name: string;
  namespace?: string;
  ready?: boolean;
  restarts?: number;
  phase?: string;
  exit?: object;
  spec?: object;
  ip?: string;
}

function pod({
  name,
  namespace = 'other',
  ready = true,
  restarts = 0,
  phase = 'Running',
  exit,
  spec,
  ip,
}: Make): object {
  return {
    metadata: { namespace, name },
    spec: { nodeName: 'node-1', containers: [], ...spec },
    status: {
      phase,
      ...(ip === undefined ? {} : { podIP: ip }),
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [
        { restartCount: restarts, state: { running: {} }, lastState: { terminated: exit } },
      ],
    },
  };
}

const requesting = (cpu: string, memory: string, more: object = {}) => ({
  resources: { requests: { cpu, memory } },
  ...more,
});

async function read(pods: object[], answers: Record<string, unknown> = {}) {
  return readNodePods('node-1', podEvidence(), fakeApi({ [ALL]: pods, ...answers }));
}

test('the diagnosed pod is no neighbour, but its requests count', async () => {
  const spec = { containers: [requesting('500m', '1Gi')] };
  const { evidence } = await read([
    pod({ name: 'web', namespace: 'shop', restarts: 9, spec }),
    pod({ name: 'a', spec }),
  ]);
  expect(evidence).toEqual({ total: 1, requests: { cpu: 1, memory: 2 * 2 ** 30 }, unwell: [] });
});

test('requests are counted as the scheduler does: sidecars, a larger init container, overhead, none of what is over', async () => {
  const spec = {
    containers: [requesting('100m', '100'), requesting('200m', '100')],
    initContainers: [requesting('50m', '100', { restartPolicy: 'Always' }), requesting('1', '10')],
    overhead: { cpu: '10m', memory: '5' },
  };
  const over = pod({ name: 'b', phase: 'Succeeded', spec });
  const { evidence } = await read([pod({ name: 'a', spec }), over]);
  expect(evidence.requests).toEqual({ cpu: expect.closeTo(1.01, 9) as number, memory: 305 });
  expect(evidence.total).toBe(1);
});

const oom = (at: string) => ({ exitCode: 137, reason: 'OOMKilled', finishedAt: at });

test('the unwell are named, the worst first', async () => {
  const { evidence } = await read([
    pod({ name: 'fine' }),
    pod({ name: 'restarted', restarts: 2, exit: { exitCode: 1, finishedAt: '2026-01-03T00:00:00Z' } }),
    pod({ name: 'killed-long-ago', restarts: 1, exit: oom('2026-01-01T00:00:00Z') }),
    pod({ name: 'killed', restarts: 1, exit: oom('2026-01-02T00:00:00Z') }),
    pod({ name: 'done', phase: 'Succeeded', ready: false }),
    pod({ name: 'not-ready', ready: false }),
  ]);
  expect(evidence.unwell.map((one) => one.pod)).toEqual([
    'not-ready',
    'killed',
    'killed-long-ago',
    'restarted',
  ]);
  expect(evidence.unwell[1]?.lastExit).toEqual({
    code: 137,
    reason: 'OOMKilled',
    finishedAt: '2026-01-02T00:00:00Z',
  });
});

test('of a thousand unwell pods the 20 worst are kept', async () => {
  const pods = Array.from({ length: 1000 }, (_, index) =>
    pod({ name: `p${index}`, restarts: (index * 7) % 1000 }),
  );
  const { evidence } = await read(pods);
  expect(evidence.total).toBe(1000);
  expect(evidence.unwell.map(({ restarts }) => restarts)).toEqual(
    Array.from({ length: 20 }, (_, index) => 999 - index),
  );
});

test('their addresses are kept for the peers, those on the network of the host have none', async () => {
  const { byAddress } = await read([
    pod({ name: 'a', ip: '10.1.0.1' }),
    pod({ name: 'b', ip: '10.0.0.1', spec: { hostNetwork: true } }),
    pod({ name: 'c', ip: '10.1.0.2', phase: 'Failed' }),
  ]);
  expect([...byAddress.keys()]).toEqual(['10.1.0.1']);
});

test('a node-exporter among them is found', async () => {
  const spec = { containers: [{ image: 'prom/node-exporter:1' }] };
  const { exporter } = await read([pod({ name: 'a' }), pod({ name: 'ne', namespace: 'monitoring', spec })]);
  expect(exporter).toEqual({ namespace: 'monitoring', pod: 'ne', port: 9100, guarded: false });
});

describe('where pods of all namespaces may not be listed', () => {
  test("those of the pod's own are, and the missing right is told", async () => {
    const answers = {
      [ALL]: refusal('forbidden', 'not allowed to list pods'),
      [OWN]: [pod({ name: 'a', namespace: 'shop' })],
    };
    const { evidence } = await read([], answers);
    expect(evidence).toMatchObject({
      total: 1,
      problem: {
        code: 'forbidden',
        message: 'only the pods of namespace shop were seen on the node: not allowed to list pods',
      },
    });
  });

  test('and not those of the own one either, nothing is known', async () => {
    const answers = { [ALL]: refusal('forbidden'), [OWN]: refusal('forbidden') };
    await expect(read([], answers)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('pods of any shape are taken', async () => {
  const odd = [
    null,
    7,
    [],
    {},
    { spec: 3 },
    { status: { containerStatuses: 'x' } },
    { metadata: { name: 7 } },
  ];
  const { evidence } = await read(odd as object[]);
  expect(evidence.requests).toEqual({ cpu: 0, memory: 0 });
});
