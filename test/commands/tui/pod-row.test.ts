import type { V1Pod } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { podRow } from '../../../src/commands/tui/pod-row.ts';

const status = (name: string, ready: boolean, restartCount = 0): object => ({
  name,
  ready,
  restartCount,
  state: { running: {} },
});

test.each<[string, object, object]>([
  ['a pod of which nothing is known is a row all the same', {}, { name: '', ready: '0/0', restarts: 0 }],
  [
    'containers are counted, and their restarts',
    {
      metadata: { name: 'web', namespace: 'shop' },
      spec: { containers: [{ name: 'a' }, { name: 'b' }], nodeName: 'n1' },
      status: { phase: 'Running', containerStatuses: [status('a', true, 2), status('b', false, 1)] },
    },
    { namespace: 'shop', name: 'web', ready: '1/2', restarts: 3, node: 'n1', containers: ['a', 'b'] },
  ],
  [
    'sidecars among the init containers count, others do not',
    {
      spec: {
        containers: [{ name: 'a' }],
        initContainers: [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }],
      },
      status: {
        phase: 'Running',
        containerStatuses: [status('a', true)],
        initContainerStatuses: [
          { name: 'setup', ready: true, restartCount: 4, state: { terminated: { exitCode: 0 } } },
          { ...status('proxy', true, 1), started: true },
        ],
      },
    },
    { ready: '2/2', restarts: 1, status: 'Running' },
  ],
  [
    'the workload is told from the owner',
    {
      metadata: {
        name: 'db-0',
        ownerReferences: [
          { kind: 'StatefulSet', name: 'db', apiVersion: 'apps/v1', controller: true, uid: '' },
        ],
      },
    },
    { workload: 'statefulset/db' },
  ],
  [
    'a crash loop tells how the last run ended, and why it waits, without the UID',
    {
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            ...status('app', false, 12),
            state: {
              waiting: {
                reason: 'CrashLoopBackOff',
                message:
                  'back-off 5m0s restarting failed container=app pod=web-1_shop(d16f4b86-acef-4569-9a43-f6799eeb15d1)',
              },
            },
            lastState: { terminated: { exitCode: 3, reason: 'Error', finishedAt: '2026-12-01T16:41:07Z' } },
          },
          {
            ...status('old', true, 1),
            lastState: { terminated: { exitCode: 0, finishedAt: '2026-11-01T00:00:00Z' } },
          },
        ],
      },
    },
    {
      status: 'CrashLoopBackOff',
      restarts: 13,
      restartedAt: '2026-12-01T16:41:07Z',
      lastEnd: 'app: exit code 3 (Error)',
      why: 'app: back-off 5m0s restarting failed container=app',
    },
  ],
  [
    'a pod that no node has room for says so',
    {
      status: {
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', message: '0/1 nodes are available: 1 Insufficient cpu.' },
        ],
      },
    },
    { status: 'Pending', why: '0/1 nodes are available: 1 Insufficient cpu.' },
  ],
])('%s', (_, pod, expected) => {
  expect(podRow(pod as V1Pod)).toMatchObject(expected);
});
