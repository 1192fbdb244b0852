import { expect, test } from 'vitest';
import type { Cluster } from '../../src/collect/cluster/cluster.ts';
import { readAgain } from '../../src/collect/read-again.ts';
import { subjectOf } from '../flow/looking.ts';

const { pod, container: seen } = subjectOf();
const container = { ...seen, restarts: 0, args: ['--token=known'] };
const OOM = { exitCode: 137, reason: 'OOMKilled' };

/** What is known of the container after an exec that broke, when the API says this of it. */
function after(status: object, code = 'exec-dropped', uid = pod.uid) {
  const answer = {
    metadata: { name: pod.name, namespace: pod.namespace, uid },
    spec: { containers: [{ name: container.name, args: ['--token=secret'] }] },
    status: { phase: 'Running', containerStatuses: [{ name: container.name, ready: true, ...status }] },
  };
  const cluster = { get: async () => answer } as unknown as Cluster;
  return readAgain({ pod, container }, { code, message: 'it broke' }, { cluster, signal: undefined });
}

test('a container that was killed meanwhile is judged as it is now, and the problem says so', async () => {
  const restarted = { restartCount: 1, state: { running: {} }, lastState: { terminated: OOM } };
  expect(await after(restarted)).toMatchObject({
    meanwhile: 'meanwhile the container was restarted (OOMKilled, exit code 137)',
    container: { restarts: 1, lastExit: { code: 137, reason: 'OOMKilled' }, args: ['--token=known'] },
  });
  expect(await after({ restartCount: 0, state: { terminated: OOM } })).toMatchObject({
    meanwhile: expect.stringContaining('meanwhile the container ended (OOMKilled, exit code 137)'),
    container: { notRunning: expect.stringContaining('OOMKilled') },
  });
});

test.each([
  ['nothing changed', () => after({ restartCount: 0, state: { running: {} } })],
  [
    'another pod has the name',
    () => after({ restartCount: 3, state: { running: {} } }, 'exec-dropped', 'other'),
  ],
  ['the exec was not allowed', () => after({ restartCount: 3, state: { running: {} } }, 'forbidden')],
])('where %s, it is judged as it was', async (_, read) => {
  expect(await read()).toBeUndefined();
});
