import { setTimeout as sleep } from 'node:timers/promises';

/** However slow the audit is, this part of the window is left for watching. */
const LEAST_SHARE = 0.5;
/** The audit's usual time, which is not taken from the window. */
const USUAL_MS = 1000;

/**
 * Waits for the audit and gives the length of the window that is left. An exec costs CPU in the container, and in one
 * that its limit holds back that is seconds: watching it at the same time would show the audit, not the application. An
 * audit that takes longer than half the window is not waited for any more.
 */
export async function afterAudit(
  audit: Promise<unknown>,
  { windowMs, signal }: { windowMs: number; signal: AbortSignal | undefined },
): Promise<number> {
  const began = performance.now();
  const patience = new AbortController();
  const stop = signal === undefined ? patience.signal : AbortSignal.any([signal, patience.signal]);
  await Promise.race([
    audit.catch(() => undefined),
    sleep(windowMs * (1 - LEAST_SHARE) + USUAL_MS, undefined, { signal: stop }).catch(() => undefined),
  ]);
  patience.abort();
  const late = Math.max(0, performance.now() - began - USUAL_MS);
  return Math.max(windowMs * LEAST_SHARE, windowMs - late);
}
