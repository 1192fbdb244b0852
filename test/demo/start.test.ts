import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { end, saysReady } from '../../src/demo/containers/start.ts';

describe('a process', () => {
  test.each([
    ['what it complained of', 'echo no such luck >&2; exit 3', 60_000, 'no such luck'],
    ['that it was too slow', 'sleep 1000', 500, 'The operation was aborted'],
  ])('that is never ready is ended, and the error says %s', async (_, script, withinMs, message) => {
    const child = spawn('sh', ['-c', script], { stdio: 'pipe', detached: true });
    await expect(saysReady(child, AbortSignal.timeout(withinMs))).rejects.toThrow(message);
    expect(child.exitCode ?? child.signalCode).not.toBeNull();
  });

  test('that cannot be ended is not waited for', async () => {
    const child = spawn('sleep', ['1000'], { stdio: 'pipe', detached: true });
    const { pid } = child;
    // Nobody has this one.
    Object.defineProperty(child, 'pid', { value: 2 ** 22 + 1, configurable: true });
    await end(child, 50);
    expect(child.exitCode ?? child.signalCode).toBeNull();
    Object.defineProperty(child, 'pid', { value: pid });
    const gone = once(child, 'exit');
    await end(child);
    await gone;
  });
});
