import { expect, test } from 'vitest';
import { withEarlyPods } from '../../../src/commands/tui/early-pods.ts';
import type { Backend, LiveEvent, PodRow } from '../../../src/present/tui/backend.ts';
import { podRow } from '../../present/tui/fake-app.ts';

interface Asked {
  namespace: string | undefined;
  signal: AbortSignal;
}

function counting(failure?: Error): { backend: Backend; asked: Asked[] } {
  const asked: Asked[] = [];
  async function* pods(
    namespace: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<LiveEvent<PodRow>> {
    asked.push({ namespace, signal });
    if (failure !== undefined) throw failure;
    yield { type: 'page', rows: [podRow('a')], done: false };
    yield { type: 'page', rows: [podRow('b')], done: true };
  }
  return { backend: { pods } as unknown as Backend, asked };
}

const { signal } = new AbortController();

test('the pods are asked for at once, and once', async () => {
  const { backend, asked } = counting();
  const { backend: early } = withEarlyPods(backend, signal);
  expect(asked).toHaveLength(1);
  const events = await Array.fromAsync(early.pods(undefined, signal));
  expect(events.flatMap((event) => (event.type === 'page' ? event.rows : []))).toEqual([
    podRow('a'),
    podRow('b'),
  ]);
  expect(asked).toHaveLength(1);
});

test('who asks again gets a new answer, and so does who asks for a namespace', async () => {
  const { backend, asked } = counting();
  const { backend: early } = withEarlyPods(backend, signal);
  await Array.fromAsync(early.pods('shop', signal));
  await Array.fromAsync(early.pods(undefined, signal));
  await Array.fromAsync(early.pods(undefined, signal));
  expect(asked.map(({ namespace }) => namespace)).toEqual([undefined, 'shop', undefined]);
});

test('who gives up ends the request', async () => {
  const { backend, asked } = counting();
  const stop = new AbortController();
  const pages = withEarlyPods(backend, signal).backend.pods(undefined, stop.signal)[Symbol.asyncIterator]();
  await pages.next();
  stop.abort();
  expect(asked[0]?.signal.aborted).toBe(true);
});

test('a failure comes to who asks', async () => {
  const { backend: early, answered } = withEarlyPods(counting(new Error('no route')).backend, signal);
  await expect(answered).resolves.toBeUndefined();
  await expect(Array.fromAsync(early.pods(undefined, signal))).rejects.toThrow('no route');
});
