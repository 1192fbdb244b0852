import { setTimeout as sleep } from 'node:timers/promises';
import { apiErrorOf, ApiError, notKubernetes } from './errors/api-errors.ts';
import { interrupted } from './errors/interrupted.ts';
import { networkErrorOf } from './errors/network-errors.ts';
import { readStatus } from './errors/status.ts';
import { sendRequest, type HttpAnswer } from './transport/request.ts';
import {
  DEFAULT_RETRY,
  isRetriableError,
  isRetriableStatus,
  pauseBeforeRetry,
  type RetryPolicy,
} from './transport/retry.ts';
import { requestOptions, urlOf, type Session } from './transport/session.ts';

export interface RestLimits {
  /** For an answer to begin and to go on, when --request-timeout was not given. */
  idleMs: number;
  /** Of one body. */
  maxBytes: number;
  retry: RetryPolicy;
}

export const DEFAULT_LIMITS: RestLimits = {
  idleMs: 30_000,
  maxBytes: 64 * 1024 * 1024,
  retry: DEFAULT_RETRY,
};

export interface Fetch {
  session: Session;
  limits: RestLimits;
  path: string;
  accept: string;
  signal: AbortSignal | undefined;
}

/** A list changed too much while it was read. */
export class ExpiredList extends ApiError {
  /** Where to go on; undefined: from the start. */
  next: string | undefined;
}

/** GETs a path and gives its JSON, an object. Errors are those of {@link fetchAnswer} and {@link notJson}. */
export async function fetchJson(wanted: Fetch): Promise<object> {
  const answer = await fetchAnswer(wanted);
  try {
    const value: unknown = JSON.parse(answer.body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw notJson(answer, wanted.session);
}

/** GETs a path and gives its text. Errors are those of {@link fetchAnswer}; a web page is a {@link notJson}. */
export async function fetchText(wanted: Fetch): Promise<string> {
  const answer = await fetchAnswer(wanted);
  if (answer.headers['content-type']?.includes('html')) throw notJson(answer, wanted.session);
  return answer.body.toString('utf8');
}

/** The answer has no JSON object: it is not the Kubernetes API's. */
export function notJson({ status, headers }: HttpAnswer, { server }: Session): ApiError {
  return notKubernetes({ status, contentType: headers['content-type'], host: server.host });
}

/**
 * GETs a path. What may pass (429, 5xx, a connection reset) is tried again, with the pause the server asked for; a 401
 * renews the credentials once. Throws ApiError or EnvauditError.
 */
export async function fetchAnswer(wanted: Fetch): Promise<HttpAnswer> {
  const answer = await fetchWithRetries(wanted);
  if (answer.status >= 200 && answer.status <= 299) return answer;
  const error = apiErrorOf({
    ...answer,
    contentType: answer.headers['content-type'],
    path: wanted.path,
    host: wanted.session.server.host,
    credentials: wanted.session.credentials.description,
    retryAfter: answer.headers['retry-after'],
  });
  if (answer.status !== 410) throw error;
  const expired = new ExpiredList(error.code, error.message, error);
  expired.next = readStatus(answer.body)?.continue;
  throw expired;
}

async function fetchWithRetries(wanted: Fetch): Promise<HttpAnswer> {
  const { session, limits, signal } = wanted;
  let waitedMs = 0;
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    const credential = await session.credentials.get();
    const outcome = await fetchOnce(wanted, requestOptions(session, credential));
    if ('answer' in outcome) {
      const { answer } = outcome;
      if (answer.status === 401 && !renewed && session.credentials.renew(credential)) {
        renewed = true;
        continue;
      }
      if (!isRetriableStatus(answer.status)) return answer;
    } else if (!isRetriableError(outcome.error)) {
      throw networkErrorOf(outcome.error, sessionName(session));
    }
    const retryAfter = 'answer' in outcome ? outcome.answer.headers['retry-after'] : undefined;
    const pause = pauseBeforeRetry({ policy: limits.retry, attempt, waitedMs, retryAfter });
    if (pause === undefined) {
      if ('answer' in outcome) return outcome.answer;
      throw networkErrorOf(outcome.error, sessionName(session));
    }
    waitedMs += pause;
    await sleep(pause, undefined, { signal }).catch(() => Promise.reject(interrupted()));
  }
}

async function fetchOnce(
  { session, limits, path, accept, signal }: Fetch,
  options: ReturnType<typeof requestOptions>,
): Promise<{ answer: HttpAnswer } | { error: unknown }> {
  const timeout = session.requestTimeoutMs;
  session.requests += 1;
  try {
    const answer = await sendRequest({
      url: urlOf(session, path),
      options: {
        ...options,
        headers: {
          ...options.headers,
          Accept: accept,
          ...(session.compression ? { 'Accept-Encoding': 'gzip' } : {}),
        },
      },
      idleMs: timeout === undefined ? limits.idleMs : undefined,
      totalMs: timeout || undefined,
      maxBytes: limits.maxBytes,
      signal,
    });
    return { answer };
  } catch (error) {
    return { error };
  }
}

function sessionName({ server, isDefault }: Session): { host: string; isDefault: boolean } {
  return { host: server.host, isDefault };
}
