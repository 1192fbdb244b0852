import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { podStatus } from '../../../src/collect/pods/pod-status.ts';

const status = (state: V1ContainerStatus['state'], ready = false): V1ContainerStatus => ({
  name: 'app',
  image: 'i',
  imageID: '',
  ready,
  restartCount: 0,
  state,
});
const running = { running: {} };
const done = { terminated: { exitCode: 0, reason: 'Completed' } };
const pod = (parts: Partial<NonNullable<V1Pod['status']>>, extra: Partial<V1Pod> = {}): V1Pod => ({
  ...extra,
  status: { phase: 'Running', ...parts },
});

test.each<[string, V1Pod, string]>([
  ['a pod whose container runs is Running', pod({ containerStatuses: [status(running, true)] }), 'Running'],
  [
    'a waiting reason is more telling than the phase',
    pod({ containerStatuses: [status({ waiting: { reason: 'CrashLoopBackOff' } })] }),
    'CrashLoopBackOff',
  ],
  [
    'an exit without a reason shows its code',
    pod({ containerStatuses: [status({ terminated: { exitCode: 137 } })] }),
    'ExitCode:137',
  ],
  [
    'an exit by a signal shows the signal',
    pod({ containerStatuses: [status({ terminated: { exitCode: 0, signal: 9 } })] }),
    'Signal:9',
  ],
  [
    'a finished container beside a ready one does not make the pod Completed',
    pod({ containerStatuses: [status(done), status(running, true)] }),
    'Running',
  ],
  [
    'init containers that have not finished are counted',
    pod(
      { phase: 'Pending', initContainerStatuses: [status(running)] },
      { spec: { containers: [], initContainers: [{ name: 'app' }, { name: 'b' }] } },
    ),
    'Init:0/2',
  ],
  [
    'a failing init container shows why',
    pod({ phase: 'Pending', initContainerStatuses: [status({ waiting: { reason: 'CrashLoopBackOff' } })] }),
    'Init:CrashLoopBackOff',
  ],
  ['an evicted pod shows its reason', pod({ phase: 'Failed', reason: 'Evicted' }), 'Evicted'],
  [
    'a pod that is being deleted is Terminating',
    pod({}, { metadata: { deletionTimestamp: new Date() } }),
    'Terminating',
  ],
  ['a pod without a status is Unknown', {}, 'Unknown'],
])('%s', (_, described, expected) => {
  expect(podStatus(described)).toBe(expected);
});
