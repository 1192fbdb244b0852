import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V1Node } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../src/collect/cluster/cluster.ts';
import { readNode, readServerVersion, reduceNode, reduceNodeState } from '../../src/collect/node.ts';
import { EnvauditError } from '../../src/errors.ts';

/** As a node of 1.20 with containerd says it, reduced to a few fields around those that are read. */
const NODE = {
  metadata: { name: 'node-1', labels: { 'kubernetes.io/os': 'linux' } },
  status: {
    allocatable: { cpu: '1930m', memory: '24581696Ki', pods: '110' },
    nodeInfo: {
      architecture: 'amd64',
      kernelVersion: '5.10.0-33-cloud-amd64',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      containerRuntimeVersion: 'containerd://1.7.2',
      kubeletVersion: 'v1.20.2',
    },
  },
} as unknown as V1Node;

/** A cluster that answers every GET with this, or with an error. */
function answering(answer: unknown): { cluster: Cluster; signal: undefined; asked: string[] } {
  const asked: string[] = [];
  const cluster = {
    get: async (path: string) => {
      asked.push(path);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { cluster: cluster as unknown as Cluster, signal: undefined, asked };
}

describe('a node', () => {
  test('is reduced to what tells nodes apart', () => {
    expect(reduceNode('node-1', NODE)).toEqual({
      name: 'node-1',
      kernel: '5.10.0-33-cloud-amd64',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      containerRuntime: 'containerd://1.7.2',
      kubelet: 'v1.20.2',
      architecture: 'amd64',
      cpu: 1.93,
      memory: 24_581_696 * 1024,
    });
  });

  test.each<[string, unknown]>([
    ['without a status', {}],
    ['without nodeInfo', { status: {} }],
    ['with fields of other types', { status: { nodeInfo: { kernelVersion: 7, osImage: null } } }],
  ])('%s says nothing, and is no error', (_, node) => {
    expect(reduceNode('n', node as V1Node)).toEqual({ name: 'n' });
  });

  test('cannot send a text without end', () => {
    const node = { status: { nodeInfo: { kernelVersion: '5.'.repeat(10_000) } } } as unknown as V1Node;
    expect(reduceNode('n', node).kernel).toHaveLength(200);
  });

  test('is asked for by its name', async () => {
    const request = answering(NODE);
    expect(await readNode('node-1', request)).toMatchObject({ known: true, value: { cpu: 1.93 } });
    expect(request.asked).toEqual(['/api/v1/nodes/node-1']);
  });

  test.each(['../pods', '..', 'a/b', 'A', ''])('of the name "%s" is never asked for', async (name) => {
    const request = answering(NODE);
    expect(await readNode(name, request)).toMatchObject({ known: false });
    expect(request.asked).toEqual([]);
  });

  test('that may not be read is unknown, with the reason', async () => {
    const forbidden = new EnvauditError('forbidden', 'not allowed to get nodes', { hint: 'ask' });
    expect(await readNode('node-1', answering(forbidden))).toEqual({
      known: false,
      problem: { code: 'forbidden', message: 'not allowed to get nodes', hint: 'ask' },
    });
  });

  test('of a pod that is on none is unknown', async () => {
    expect(await readNode(undefined, answering(NODE))).toMatchObject({
      known: false,
      problem: { message: 'the pod is on no node yet' },
    });
  });
});

describe('the API server’s version', () => {
  test.each<[string, unknown, object]>([
    ['is its gitVersion', { gitVersion: 'v1.20.2', major: '1' }, { known: true, value: 'v1.20.2' }],
    ['is unknown where it says none', { major: '1' }, { known: false }],
    [
      'is unknown where it may not be read',
      new EnvauditError('forbidden', 'no'),
      { known: false, problem: { code: 'forbidden', message: 'no' } },
    ],
  ])('%s', async (_, answer, expected) => {
    expect(await readServerVersion(answering(answer))).toMatchObject(expected);
  });
});

describe("a node's state", () => {
  const node = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/captured/diagnosis/node.json'), 'utf8'),
  ) as unknown;

  test('has its conditions and capacity besides', () => {
    expect(reduceNodeState('envaudit-node', node)).toEqual({
      name: 'envaudit-node',
      kernel: '6.18.44',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      containerRuntime: 'containerd://1.6.20',
      kubelet: 'v1.20.2',
      architecture: 'amd64',
      cpu: 2,
      memory: 24_581_696 * 1024,
      conditions: [
        expect.objectContaining({ type: 'MemoryPressure', status: 'False' }),
        expect.objectContaining({ type: 'DiskPressure', status: 'False' }),
        expect.objectContaining({ type: 'PIDPressure', status: 'False' }),
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
          since: '2026-11-21T09:52:09Z',
        },
      ],
      unschedulable: false,
      capacity: { cpu: 2, memory: 24_684_096 * 1024, pods: 110 },
    });
  });

  test('of any shape is taken, and bounded', () => {
    const conditions = Array.from({ length: 500 }, () => ({ type: 'T', message: 'm'.repeat(10_000) }));
    const state = reduceNodeState('n', { spec: { unschedulable: true }, status: { conditions } });
    expect(state).toMatchObject({ unschedulable: true, capacity: {} });
    expect(state.conditions).toHaveLength(50);
    expect(state.conditions[0]).toEqual({ type: 'T', status: 'Unknown', message: 'm'.repeat(200) });
    expect(reduceNodeState('n', 7)).toEqual({
      name: 'n',
      conditions: [],
      unschedulable: false,
      capacity: {},
    });
  });
});
