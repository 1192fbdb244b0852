import { expect, test } from 'vitest';
import type { Cluster, ExecRequest, ExecResult } from '../../../src/collect/cluster/cluster.ts';
import { sampleContainer } from '../../../src/collect/sampler/index.ts';
import type { ContainerSpecEvidence } from '../../../src/contracts/evidence.ts';
import { subjectOf } from '../../flow/looking.ts';

/** Asks a container whose execs all end in this way. */
async function asked(outcome: ExecResult['outcome'], container: Partial<ContainerSpecEvidence> = {}) {
  const requests: ExecRequest[] = [];
  const exec = async (request: ExecRequest): Promise<ExecResult> => {
    requests.push(request);
    return { stdout: Buffer.alloc(0), stderr: '', outcome, durationMs: 31_000 } as ExecResult;
  };
  const subject = subjectOf();
  const answer = await sampleContainer({
    cluster: { exec } as unknown as Cluster,
    pod: subject.pod,
    container: { ...subject.container, ...container },
    windowMs: 10_000,
    patienceMs: 31_000,
    urls: [],
    requests: 20,
    signal: undefined,
  });
  return { requests, problem: answer.known ? undefined : answer.problem };
}

test.each([
  ['its limit of 0.3 CPU, or a busy node', 0.3],
  ['its node is busy', undefined],
])('one that does not answer in time is unknown because of %s', async (why, cpuLimit) => {
  const { problem } = await asked({ kind: 'timed-out' }, { name: 'web', cpuLimit });
  expect(problem).toMatchObject({
    code: 'exec-timeout',
    message: `container web did not answer in 31 s: starting a command in it is slow (${why})`,
  });
  expect(problem?.hint).toContain('--window');
});

test('all ways together are given no longer than one', async () => {
  const message = 'exec: "sh": executable file not found in $PATH';
  const { requests, problem } = await asked({ kind: 'not-started', message });
  expect(requests.length).toBeGreaterThan(1);
  for (const { timeoutMs } of requests) expect(timeoutMs).toBeLessThanOrEqual(31_000);
  expect(problem).toMatchObject({ code: 'no-runtime', message: expect.stringContaining('no shell') });
});

test('one that ends in the middle says so', async () => {
  const { problem } = await asked({ kind: 'exited', code: 137 });
  expect(problem?.message).toContain('or the container itself ended');
});
