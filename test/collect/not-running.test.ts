import type { V1ContainerStatus } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { notRunning } from '../../src/collect/not-running.ts';
import { containerSpec } from '../../src/collect/pods/container-spec.ts';

/** Statuses as kubelet 1.20 with containerd 1.6 wrote them, shortened. */
const STATUSES: Record<string, { status: Partial<V1ContainerStatus> | undefined; more: string }> = {
  'an image that cannot be pulled has no log': {
    status: { state: { waiting: { reason: 'ErrImagePull', message: 'connection refused' } }, lastState: {} },
    more: 'Why: kubectl describe pod web-1 -n shop',
  },
  'a command that cannot be started never began, in 1970 neither, and has no log': {
    status: {
      restartCount: 3,
      state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' } },
      lastState: {
        terminated: {
          exitCode: 128,
          reason: 'StartError',
          startedAt: time('1970-01-01T00:00:00Z'),
          finishedAt: time('2026-12-01T11:30:56Z'),
        },
      },
    },
    more: 'Why: kubectl describe pod web-1 -n shop',
  },
  'a pod without a node has no log': { status: undefined, more: 'Why: kubectl describe pod web-1 -n shop' },
  'a crash loop has the log of its last run': {
    status: {
      restartCount: 3,
      state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' } },
      lastState: {
        terminated: { exitCode: 3, reason: 'Error', startedAt: time('2026-12-01T11:30:50Z') },
      },
    },
    more: 'Its last words: kubectl logs web-1 -n shop -c app',
  },
  'what ran to its end has a log, and nothing before it': {
    status: {
      state: { terminated: { exitCode: 0, reason: 'Completed', startedAt: time('2026-12-01T11:30:08Z') } },
      lastState: {},
    },
    more: 'Its last words: kubectl logs web-1 -n shop -c app',
  },
};

test.each(Object.entries(STATUSES))('%s', (_, { status, more }) => {
  const container = containerSpec(
    'container',
    { name: 'app', image: 'app:1' },
    { status: status as V1ContainerStatus | undefined, resources: undefined },
  );
  const pod = { namespace: 'shop', name: 'web-1' } as Parameters<typeof notRunning>[0];
  const answer = notRunning(pod, container);
  expect(answer).toMatchObject({
    problem: {
      message: `container app of pod web-1 is not running: ${container.notRunning}`,
      hint: `What it will get at its next start is predicted from the Services.\n${more}`,
    },
  });
});

/** The API's JSON has strings where the types say Date. */
function time(text: string): Date {
  return text as unknown as Date;
}
