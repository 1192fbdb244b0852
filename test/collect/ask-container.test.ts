import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sampling } from '../../src/collect/sampler/index.ts';
import { askContainer, type AskRequest } from '../../src/collect/ask-container.ts';
import type { Cluster, ExecRequest, ExecResult } from '../../src/collect/cluster/cluster.ts';
import type { ContainerSpecEvidence } from '../../src/contracts/evidence.ts';
import { subjectOf } from '../flow/looking.ts';

const SAMPLE = sampling({ windowMs: 10_000, shared: false, urls: [], requests: 20 });

/** Asks a container whose execs all go as `run` says, at most for 30 s. */
function ask(
  run: (request: ExecRequest) => Promise<ExecResult['outcome']>,
  {
    container = {},
    ...wanted
  }: Partial<Omit<AskRequest, 'container'>> & {
    container?: Partial<ContainerSpecEvidence>;
  } = {},
) {
  const exec = async (request: ExecRequest): Promise<ExecResult> => ({
    stdout: Buffer.alloc(0),
    stderr: '',
    outcome: await run(request),
    durationMs: 31_000,
    transport: 'websocket',
  });
  const subject = subjectOf();
  return askContainer({
    cluster: { exec } as unknown as Cluster,
    pod: subject.pod,
    container: { ...subject.container, ...container },
    expected: [],
    mode: 'off',
    budgetMs: 0,
    deadlineSeconds: 30,
    sample: SAMPLE,
    signal: undefined,
    ...wanted,
  });
}

/** What is unknown about the window when all execs end in this way. */
async function asked(outcome: ExecResult['outcome'], container: Partial<ContainerSpecEvidence> = {}) {
  const requests: ExecRequest[] = [];
  const answers = ask(
    async (request) => {
      requests.push(request);
      return outcome;
    },
    { container },
  );
  const [probe, sample] = await Promise.all([answers.probe, answers.sample]);
  expect(probe).toEqual(sample);
  return { requests, problem: sample.known ? undefined : sample.problem };
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

const PROBE = 'envaudit-probe 1\nvia sh\nstack 8388608\nexec-count 1\nexec-bytes 20\nmain-same\nend\n';
const captured = readFileSync(join(import.meta.dirname, '../fixtures/captured/sampler/node-limited.txt'));

test('the audit is there as soon as its last line is, however it is cut, and the window comes after it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const ended = Promise.withResolvers<ExecResult['outcome']>();
  let say: ExecRequest['onStdout'];
  const { probe, sample } = ask(async ({ onStdout }) => {
    say = onStdout;
    return ended.promise;
  });
  for (const part of [PROBE.slice(0, 20), PROBE.slice(20, -3), `${PROBE.slice(-3)}envaudit-`]) {
    say?.(Buffer.from(part));
  }
  expect(await probe).toMatchObject({ known: true, value: { exec: { count: 1 } } });
  vi.advanceTimersByTime(7000);
  say?.(captured.subarray('envaudit-'.length));
  ended.resolve({ kind: 'exited', code: 0 });
  expect(await sample).toMatchObject({ known: true, value: { cgroup: { cpuLimit: 0.2 } } });
});

test('where the exec breaks in the window, the audit is known all the same', async () => {
  const { probe, sample } = ask(async ({ onStdout }) => {
    onStdout?.(Buffer.from(PROBE));
    return { kind: 'dropped', message: 'gone' };
  });
  expect(await probe).toMatchObject({ known: true });
  expect(await sample).toMatchObject({ known: false, problem: { code: 'exec-dropped' } });
});

test('what is to be done is told to a command that runs, with the time that is left then', async () => {
  let text = '';
  const { probe } = ask(
    async ({ stdin, onStdout }) => {
      text = stdin?.().toString() ?? '';
      onStdout?.(Buffer.from(PROBE));
      return { kind: 'exited', code: 0 };
    },
    { deadlineSeconds: 20, sample: undefined },
  );
  expect(await probe).toMatchObject({ known: true });
  expect(text).toMatch(/^ea_d=1[45] ea_x=20\n/);
});

test.each([1, 7, 4096])(
  'tells of the window as it goes on, each sign once, with an answer in pieces of %i',
  async (size) => {
    const told: string[] = [];
    let early = 0;
    const { sample } = ask(
      async ({ onStdout }) => {
        const answer = Buffer.concat([Buffer.from(PROBE), captured]);
        const longer = Buffer.from('@longer looks\n@longer looks\n');
        const cut = answer.indexOf('@last');
        const whole = Buffer.concat([answer.subarray(0, cut), longer, answer.subarray(cut)]);
        for (let from = 0; from < whole.length; from += size) {
          onStdout?.(whole.subarray(from, from + size));
          if (from + size < answer.indexOf('@first')) early = told.length;
        }
        return { kind: 'exited', code: 0 };
      },
      { onWindow: (sign) => told.push(sign) },
    );
    await sample;
    expect(early).toBe(0);
    expect(told).toEqual(['begun', 'longer']);
  },
);
