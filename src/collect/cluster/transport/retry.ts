/** How often and how long a request is tried again. */
export interface RetryPolicy {
  attempts: number;
  /** The first pause is random between 0 and this; it doubles from then on. */
  baseMs: number;
  maxPauseMs: number;
  /** All pauses of a request together; also the longest Retry-After that is waited for. */
  totalMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 5, baseMs: 250, maxPauseMs: 8000, totalMs: 30_000 };

const RETRIABLE_STATUS = new Set([429, 500, 502, 503, 504]);
const RETRIABLE_CODE = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** Whether an answer may be another one in a moment. */
export function isRetriableStatus(status: number): boolean {
  return RETRIABLE_STATUS.has(status);
}

/** Whether a connection broke in a way that a new connection may cure. */
export function isRetriableError(error: unknown): boolean {
  return RETRIABLE_CODE.has((error as NodeJS.ErrnoException | undefined)?.code ?? '');
}

/**
 * The pause before the next attempt in milliseconds: what the server asked for, else exponential backoff with full
 * jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). Undefined: give up.
 */
export function pauseBeforeRetry({
  policy,
  attempt,
  waitedMs,
  retryAfter,
}: {
  policy: RetryPolicy;
  /** 1 for the first one that failed. */
  attempt: number;
  waitedMs: number;
  retryAfter: string | undefined;
}): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  const asked = retryAfterMs(retryAfter);
  const ceiling = Math.min(policy.maxPauseMs, policy.baseMs * 2 ** (attempt - 1));
  const pause = asked ?? Math.random() * ceiling;
  return waitedMs + pause > policy.totalMs ? undefined : pause;
}

/** Retry-After in milliseconds: seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
