import { expect, test } from 'vitest';
import { cancellable } from '../../src/flow/cancellable.ts';

/** A generator that waits for its signal. */
async function* waiting(signal: AbortSignal, log: string[]): AsyncGenerator<string> {
  try {
    yield 'first';
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    log.push('ended');
  } finally {
    log.push('closed');
  }
}

test.each([
  ['return()', (events: AsyncGenerator<string>) => events.return(undefined)],
  ['throw()', (events: AsyncGenerator<string>) => events.throw(new Error('enough'))],
  ['the end of `using`', (events: AsyncGenerator<string>) => events[Symbol.asyncDispose]()],
])('%s ends what is waited for, also while something is waited for', async (_, end) => {
  const stop = new AbortController();
  const log: string[] = [];
  const events = cancellable(waiting(stop.signal, log), stop);
  expect(await events.next()).toEqual({ value: 'first', done: false });
  const next = events.next();
  await Promise.allSettled([next, end(events)]);
  expect(log).toEqual(['ended', 'closed']);
});

test('leaving the loop aborts, and reaching its end does not', async () => {
  const [left, whole] = [new AbortController(), new AbortController()];
  for await (const event of cancellable(waiting(left.signal, []), left)) {
    expect(event).toBe('first');
    break;
  }
  expect(left.signal.aborted).toBe(true);
  const seen = [];
  for await (const event of cancellable(two(), whole)) seen.push(event);
  expect(seen).toEqual([1, 2]);
  expect(whole.signal.aborted).toBe(false);
});

async function* two(): AsyncGenerator<number> {
  yield* [1, 2];
}
