import type { V1ContainerStatus } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { endOfPod } from '../../../src/collect/pods/pod-status.ts';
import { containerSpec } from '../../../src/collect/pods/container-spec.ts';

/** As a kubelet of 1.20 with containerd 1.6 has it between two tries. */
const STATUS = {
  containerID: 'containerd://61b6d7a6f54669053511ec474461b6a23f0422f28db46ae96dd08d4188d1ec12',
  image: 'shell:1',
  imageID: 'sha256:c98e339edc5fc87ac36ad8b65b42b1375bd15f92e64cdb78baa69e580af9829e',
  lastState: {
    terminated: {
      containerID: 'containerd://61b6d7a6f54669053511ec474461b6a23f0422f28db46ae96dd08d4188d1ec12',
      exitCode: 128,
      finishedAt: '2026-12-01T14:19:35Z',
      message:
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/nosuch/binary": stat /nosuch/binary: no such file or directory: unknown',
      reason: 'StartError',
      startedAt: '1970-01-01T00:00:00Z',
    },
  },
  name: 'app',
  ready: false,
  restartCount: 1,
  started: false,
  state: { waiting: { message: 'back-off 10s restarting failed container', reason: 'CrashLoopBackOff' } },
} as unknown as V1ContainerStatus;

test('a container of a pod that is over does not run, whatever its state says', () => {
  const status = { ...STATUS, state: { running: {} } } as unknown as V1ContainerStatus;
  const end = endOfPod({
    phase: 'Failed',
    reason: 'DeadlineExceeded',
    message: 'Pod was active\u001b[31m too long',
  });
  const made = containerSpec('container', { name: 'app' }, { status, resources: undefined, podEnd: end });
  expect(made.notRunning).toBe('DeadlineExceeded: Pod was active too long');
  expect(endOfPod({ phase: 'Failed' }), 'its containers tell how they ended').toBeUndefined();
  expect(endOfPod({ phase: 'Running', reason: 'NodeLost' })).toBeUndefined();
});

const specOf = (status: V1ContainerStatus, container = {}) =>
  containerSpec('container', { name: 'app', ...container }, { status, resources: undefined });

test('a container that never began has no start, and what the runtime said of it', () => {
  const spec = specOf(STATUS);
  expect(spec.startedAt).toBeUndefined();
  expect(spec.lastExit).toMatchObject({ code: 128, reason: 'StartError' });
  expect(spec.lastExit?.message).toContain('stat /nosuch/binary: no such file or directory');
  expect(spec.lastExit?.message?.length).toBeLessThanOrEqual(500);
});

test('what a program said of its own end is not kept', () => {
  const terminated = { exitCode: 1, reason: 'Error', message: 'password=correct-horse' };
  const spec = specOf({ ...STATUS, lastState: { terminated } });
  expect(spec.lastExit).toEqual({ code: 1, reason: 'Error' });
});

test.each([
  ['has none', {}, false],
  ['has one', { readinessProbe: { httpGet: { port: 80 } } }, true],
])('whether it %s tells what its being ready says', (_, container, expected) => {
  expect(specOf(STATUS, container).readinessProbe).toBe(expected);
});
