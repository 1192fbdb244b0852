import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterAudit } from '../../../src/collect/diagnosis/after-audit.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each<[string, number, number]>([
  ['an audit of usual length takes nothing from the window', 800, 10_000],
  ['a slow audit takes what it needs longer', 4000, 7000],
])('%s', async (_, auditMs, left) => {
  const audit = new Promise((resolve) => void setTimeout(resolve, auditMs));
  const window = afterAudit(audit, { windowMs: 10_000, signal: undefined });
  await vi.advanceTimersByTimeAsync(auditMs);
  expect(await window).toBe(left);
});

test('an audit that fails is as good as one that answers', async () => {
  expect(
    await afterAudit(Promise.reject(new Error('gone')), { windowMs: 10_000, signal: undefined }),
  ).toBeCloseTo(10_000, -2);
});

test('an audit that does not end leaves half of the window', async () => {
  vi.useRealTimers();
  const never = new Promise(() => undefined);
  expect(await afterAudit(never, { windowMs: 40, signal: undefined })).toBeCloseTo(20, -1);
});

test('an abort ends the wait', async () => {
  const never = new Promise(() => undefined);
  const left = await afterAudit(never, { windowMs: 60_000, signal: AbortSignal.abort() });
  expect(left).toBeGreaterThan(0);
});
