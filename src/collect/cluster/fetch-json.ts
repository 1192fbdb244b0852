import { setTimeout as sleep } from 'node:timers/promises';
import { EnvauditError } from '../../errors.ts';
import { apiErrorOf, ApiError, notKubernetes } from './errors/api-errors.ts';
import { interrupted } from './errors/interrupted.ts';
import { networkErrorOf } from './errors/network-errors.ts';
import { readStatus } from './errors/status.ts';
import { parseJson } from './json.ts';
import { isWebPage, sendRequest, timedOut, type HttpAnswer, type OnChunk } from './transport/request.ts';
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
  /**
   * For an answer to have come, with all attempts; --request-timeout says another. API servers themselves give a
   * request up after a minute. https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
   */
  totalMs: number;
  /** For a list with all its pages: twice as long as etcd keeps what the next page is read from. */
  listMs: number;
  /** Of one body. */
  maxBytes: number;
  /** Of one list. */
  maxPages: number;
  /** Of one list: several times the pods that a cluster is made for. https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
  maxItems: number;
  retry: RetryPolicy;
}

export const DEFAULT_LIMITS: RestLimits = {
  idleMs: 30_000,
  totalMs: 60_000,
  listMs: 600_000,
  maxBytes: 32 * 1024 * 1024,
  maxPages: 1000,
  maxItems: 500_000,
  retry: DEFAULT_RETRY,
};

export interface Fetch {
  session: Session;
  limits: RestLimits;
  path: string;
  accept: string;
  signal: AbortSignal | undefined;
  /** Of an answer that goes on, for which no time is too long: see HttpRequest. */
  onChunk?: OnChunk | undefined;
  onOpen?: (() => void) | undefined;
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
    const value = parseJson(answer.body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (error instanceof EnvauditError) throw error;
  }
  throw notJson(answer, wanted.session);
}

/** GETs a path and gives its text. Errors are those of {@link fetchAnswer}; a web page is a {@link notJson}. */
export async function fetchText(wanted: Fetch): Promise<string> {
  const answer = await fetchAnswer(wanted);
  if (isWebPage(answer.headers)) throw notJson(answer, wanted.session);
  return answer.body.toString('utf8');
}

/**
 * GETs what goes on until the server ends it. It is begun once only: what was handed on would be handed on twice. Errors
 * are those of {@link fetchText}.
 */
export async function fetchStream(wanted: Fetch & { onChunk: OnChunk }): Promise<void> {
  const limits = { ...wanted.limits, retry: { ...wanted.limits.retry, attempts: 1 } };
  await fetchText({ ...wanted, limits });
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
  const { session, limits } = wanted;
  const end = createDeadline(wanted);
  let waitedMs = 0;
  let renewed = false;
  try {
    for (let attempt = 1; ; attempt++) {
      const credential = await session.credentials.get();
      const outcome = await fetchOnce({ ...wanted, signal: end.signal }, requestOptions(session, credential));
      if ('answer' in outcome) {
        const { answer } = outcome;
        if (answer.status === 401 && !renewed && session.credentials.renew(credential)) {
          renewed = true;
          continue;
        }
        if (!isRetriableStatus(answer.status)) return answer;
      } else if (!isRetriableError(outcome.error)) {
        throw end.passed() ?? networkErrorOf(outcome.error, sessionName(session));
      }
      const retryAfter = 'answer' in outcome ? outcome.answer.headers['retry-after'] : undefined;
      const pause = pauseBeforeRetry({ policy: limits.retry, attempt, waitedMs, retryAfter });
      if (pause === undefined) {
        if ('answer' in outcome) return outcome.answer;
        throw networkErrorOf(outcome.error, sessionName(session));
      }
      waitedMs += pause;
      await sleep(pause, undefined, { signal: end.signal }).catch(() =>
        Promise.reject(end.passed() ?? interrupted()),
      );
    }
  } finally {
    end.clear();
  }
}

interface Deadline {
  /** Aborted when the time is over, when the run ends, and when nobody wants the answer any more. */
  signal: AbortSignal;
  /** The error to throw when the time is over. */
  passed(): EnvauditError | undefined;
  clear(): void;
}

/** The time of a question, with all its attempts and the pauses between them, as kubectl's --request-timeout has it. */
function createDeadline({ session, limits, signal, onChunk }: Fetch): Deadline {
  const ms = onChunk === undefined ? (session.requestTimeoutMs ?? limits.totalMs) : 0;
  const late = new AbortController();
  const timer = ms === 0 ? undefined : setTimeout(() => late.abort(), ms);
  const signals = [late.signal, session.signal, signal].filter((each) => each !== undefined);
  return {
    signal: AbortSignal.any(signals),
    passed: () => (late.signal.aborted ? timedOut(session.server, ms) : undefined),
    clear: () => clearTimeout(timer),
  };
}

async function fetchOnce(
  { session, limits, path, accept, signal, onChunk, onOpen }: Fetch,
  options: ReturnType<typeof requestOptions>,
): Promise<{ answer: HttpAnswer } | { error: unknown }> {
  session.requests += 1;
  try {
    const answer = await sendRequest({
      url: urlOf(session, path),
      options: {
        ...options,
        headers: {
          ...options.headers,
          Accept: accept,
          ...(session.compression && onChunk === undefined ? { 'Accept-Encoding': 'gzip' } : {}),
        },
      },
      idleMs: session.requestTimeoutMs === undefined && onChunk === undefined ? limits.idleMs : undefined,
      maxBytes: limits.maxBytes,
      onChunk,
      onOpen,
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
