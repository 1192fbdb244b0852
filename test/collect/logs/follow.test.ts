import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../src/collect/cluster/cluster.ts';
import { followLog } from '../../../src/collect/logs/follow.ts';
import type { LogEvent } from '../../../src/contracts/log-events.ts';
import { EnvauditError } from '../../../src/errors.ts';

interface PodParts {
  state?: object;
  lastState?: object;
  restarts?: number;
  phase?: string;
  value?: string;
}

const FIRST = '2026-11-20T10:00:00Z';
const running = { running: { startedAt: FIRST } };
const again = { running: { startedAt: '2026-11-20T10:05:00Z' } };
const ended = (exitCode: number) => ({
  terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt: FIRST },
});

function pod(parts: PodParts = {}): V1Pod {
  const { state = running, lastState = {}, restarts = 0, phase = 'Running', value } = parts;
  const env = value === undefined ? [] : [{ name: 'TOKEN', value }];
  const status = { name: 'app', state, lastState, restartCount: restarts };
  return {
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'app', env }, { name: 'proxy' }], initContainers: [{ name: 'setup' }] },
    status: { phase, containerStatuses: [status] },
  } as unknown as V1Pod;
}

type Answer = string | EnvauditError;

interface Script {
  /** What is answered to each question for the pod; the last one from then on. */
  pods: readonly (V1Pod | EnvauditError)[];
  /** What each question for its log gets before the server ends it. */
  logs?: readonly (Answer | readonly Answer[])[];
  previous?: boolean;
  container?: string;
}

/** All events until the log is over, or the script is. */
async function heard({ pods, logs = [], previous = false, container }: Script) {
  const asked: URLSearchParams[] = [];
  const stop = new AbortController();
  let looks = 0;
  const cluster = {
    get: () => {
      const answer = pods[Math.min(looks, pods.length - 1)]!;
      looks += 1;
      if (looks > Math.max(pods.length, logs.length)) stop.abort();
      return answer instanceof EnvauditError ? Promise.reject(answer) : Promise.resolve(answer);
    },
    stream: (path: string, { onChunk }: { onChunk: (chunk: Buffer) => void }) => {
      asked.push(new URL(path, 'http://x').searchParams);
      for (const part of [logs[asked.length - 1] ?? []].flat()) {
        if (typeof part !== 'string') return Promise.reject(part);
        onChunk(Buffer.from(part));
      }
      return Promise.resolve();
    },
  } as unknown as Cluster;
  const events: LogEvent[] = [];
  const of = { namespace: 'shop', pod: 'web', container, previous };
  for await (const event of followLog({ ...of, cluster, signal: stop.signal, pauseMs: 1 }))
    events.push(event);
  return { events, asked, shown: events.map(seen) };
}

/** An event as a word or two. */
function seen(event: LogEvent): string {
  switch (event.type) {
    case 'container':
      return `${event.container.name} ${event.container.state}${event.container.why && `: ${event.container.why}`}`;
    case 'lines':
      return (
        event.lines.map(({ text }) => text).join('|') + (event.skipped > 0 ? ` (+${event.skipped})` : '')
      );
    case 'next-run':
      return `next run, ${event.container.restarts} restarts`;
    case 'heard':
      return event.problem === undefined ? 'heard' : `not heard: ${event.problem.code}`;
    case 'over':
      return `over: ${event.why}`;
  }
}

const lost = new EnvauditError('unreachable', 'connection reset');
const at = (second: number, text: string, fraction = '') =>
  `2026-11-20T10:00:0${second}${fraction}Z ${text}\n`;

describe('a log that is followed', () => {
  test('begins with its end and goes on until the pod is gone', async () => {
    const gone = new EnvauditError('not-found', 'pods "web" not found');
    const { shown, asked } = await heard({ pods: [pod(), gone], logs: [at(1, 'one') + at(2, 'two')] });
    expect(shown).toEqual(['app runs', 'one|two', 'over: the pod is gone']);
    expect(Object.fromEntries(asked[0]!)).toEqual({
      container: 'app',
      timestamps: 'true',
      follow: 'true',
      tailLines: '500',
    });
  });

  test('goes on behind the last line where a connection ends, though only a second can be asked for', async () => {
    const before = at(1, 'one', '.1') + at(1, 'two', '.25') + at(1, 'three', '.25');
    const { shown, asked } = await heard({
      pods: [pod()],
      logs: [[before, lost], before + at(1, 'four', '.25') + at(2, 'five')],
    });
    expect(shown).toEqual(['app runs', 'one|two|three', 'not heard: unreachable', 'heard', 'four|five']);
    expect(asked[1]?.get('sinceTime')).toBe('2026-11-20T10:00:01Z');
  });

  test('says when the container was started again, and shows the log of the new run', async () => {
    const waiting = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' } };
    const { shown, asked } = await heard({
      pods: [
        pod(),
        pod({ state: waiting, lastState: ended(3), restarts: 1 }),
        pod({ state: again, lastState: ended(3), restarts: 2 }),
      ],
      logs: [at(1, 'one'), at(1, 'one') + at(2, 'last words'), at(1, 'again')],
    });
    expect(shown).toEqual([
      'app runs',
      'one',
      'app ended: exit code 3 (Error); CrashLoopBackOff: back-off 10s',
      'last words',
      'app runs',
      'next run, 2 restarts',
      'again',
    ]);
    expect(asked.slice(0, 3).map((query) => query.has('sinceTime'))).toEqual([false, true, false]);
  });

  test('waits for a container that has not begun, and says for what', async () => {
    const waiting = { waiting: { reason: 'ImagePullBackOff', message: 'no such image' } };
    const { shown } = await heard({
      pods: [pod({ state: waiting, phase: 'Pending' }), pod()],
      logs: [at(1, 'one')],
    });
    expect(shown).toEqual(['app waits: ImagePullBackOff: no such image', 'app runs', 'one']);
  });

  test('is over where the pod is', async () => {
    const { shown } = await heard({
      pods: [pod({ state: ended(0), phase: 'Succeeded' })],
      logs: [at(1, 'done')],
    });
    expect(shown).toEqual(['app over: exit code 0 (Completed)', 'done', 'over: the pod has ended']);
  });

  test('of the run before is read once', async () => {
    const { shown, asked } = await heard({
      pods: [pod({ state: again, lastState: ended(3) })],
      logs: [at(1, 'last words')],
      previous: true,
    });
    expect(shown).toEqual(['app runs', 'last words', 'over: that run has ended']);
    expect(asked[0]?.get('previous')).toBe('true');
    expect(asked[0]?.has('follow')).toBe(false);
  });

  test('of the run before says where there was none, and asks for nothing', async () => {
    const { shown, asked } = await heard({ pods: [pod()], previous: true });
    expect(shown).toEqual(['app runs', 'over: there was no run before: it was never restarted']);
    expect(asked).toEqual([]);
  });

  test('may be of another container, also an init container', async () => {
    const { events } = await heard({ pods: [pod()], container: 'setup' });
    const container = { name: 'setup', all: ['app', 'proxy', 'setup'], state: 'waits' };
    expect(events[0]).toMatchObject({ container });
  });

  test('is not read a second time from a server that gives no times', async () => {
    const { shown, asked } = await heard({ pods: [pod()], logs: ['one\n', 'one\n'] });
    expect(shown).toEqual(['app runs', 'one']);
    expect(asked).toHaveLength(1);
  });

  test('goes on when credentials are renewed that had expired', async () => {
    const expired = new EnvauditError('unauthorized', 'You must be logged in');
    const { shown } = await heard({ pods: [pod(), expired, pod()], logs: [at(1, 'one'), at(2, 'two')] });
    expect(shown).toEqual(['app runs', 'one', 'not heard: unauthorized', 'heard', 'two']);
  });
});

test.each<[string, Script, string]>([
  ['that may not be read', { pods: [pod()], logs: [new EnvauditError('forbidden', 'no')] }, 'forbidden'],
  ['of a pod that is not there', { pods: [new EnvauditError('not-found', 'no')] }, 'pod-not-found'],
  ['of a container that is none', { pods: [pod()], container: 'x' }, 'container-not-found'],
  ['of a user who is nobody', { pods: [new EnvauditError('unauthorized', 'no')] }, 'unauthorized'],
])('a log %s is an error', async (_name, script, code) => {
  await expect(heard(script)).rejects.toMatchObject({ code });
});

describe('what is written', () => {
  const dead = { state: ended(1), phase: 'Failed' };

  test.each<[string, string, string]>([
    ['escapes', '\u001B[31mred\u001B[0m \u001B]0;title\u0007and\u001B[2J back', 'red and back'],
    ['a backspace and a bell', 'a\bb\u0007', 'a b'],
    ['columns', 'NAME\tREADY    AGE', 'NAME    READY    AGE'],
    ['what looks like a secret', 'password=hunter2', 'password=…'],
    ['the value of a variable of the pod', 'login with swordfish!', 'login with …!'],
    ['the end of a line of Windows', 'one\r', 'one'],
  ])('loses or keeps %s', async (_name, written, shown) => {
    const { events } = await heard({ pods: [pod({ ...dead, value: 'swordfish' })], logs: [at(1, written)] });
    const told = events.find((event) => event.type === 'lines');
    expect(told).toMatchObject({ lines: [{ at: '2026-11-20T10:00:01Z', text: shown }] });
  });

  test('may be one line of many megabytes, of which the beginning is kept', async () => {
    const log = ['x'.repeat(5_000_000), `${'y '.repeat(2_000_000)}\nshort\n`];
    const { events } = await heard({ pods: [pod(dead)], logs: [log] });
    const lines = events.flatMap((event) => (event.type === 'lines' ? event.lines : []));
    expect(lines.map(({ text }) => text.length)).toEqual([4096, 5]);
  });

  test('may be more than anybody reads, of which the end is kept and the rest counted', async () => {
    const { events } = await heard({ pods: [pod(dead)], logs: ['one more line\n'.repeat(200_000)] });
    const told = events.filter((event) => event.type === 'lines');
    expect(told.reduce((sum, { lines, skipped }) => sum + lines.length + skipped, 0)).toBe(200_000);
    expect(told.every(({ lines }) => lines.length <= 5000)).toBe(true);
  });
});
