import { setTimeout as sleep } from 'node:timers/promises';
import { apiErrorOf, ApiError, notKubernetes } from './errors/api-errors.ts';
import { interrupted } from './errors/interrupted.ts';
import { networkErrorOf } from './errors/network-errors.ts';
import { readStatus } from './errors/status.ts';
import type { GetOptions, ListOptions } from './cluster.ts';
import { sendRequest, type HttpAnswer } from './transport/request.ts';
import {
  DEFAULT_RETRY,
  isRetriableError,
  isRetriableStatus,
  pauseBeforeRetry,
  type RetryPolicy,
} from './transport/retry.ts';
import { requestOptions, urlOf, type Session } from './transport/session.ts';

const JSON_TYPE = 'application/json';
const METADATA_TYPE = `application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,${JSON_TYPE}`;

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

/** Reading over REST: one object, or a list page by page. */
export interface Rest {
  get<T>(path: string, options?: GetOptions): Promise<T>;
  list<T>(path: string, options?: ListOptions): AsyncGenerator<T[]>;
}

/**
 * REST over a session's keep-alive connection. What may pass (429, 5xx, a connection reset) is tried again, with
 * the pause the server asked for; a 401 renews the credentials once. Errors are ApiError or EnvauditError.
 */
export function createRest(session: Session, limits: RestLimits = DEFAULT_LIMITS): Rest {
  return {
    async get<T>(path: string, { signal, metadataOnly = false }: GetOptions = {}): Promise<T> {
      const accept = metadataOnly ? METADATA_TYPE : JSON_TYPE;
      return (await fetchJson({ session, limits, path, accept, signal })) as T;
    },
    async *list<T>(path: string, options: ListOptions = {}): AsyncGenerator<T[]> {
      yield* pages<T>({ session, limits, path, options });
    },
  };
}

interface Fetch {
  session: Session;
  limits: RestLimits;
  path: string;
  accept: string;
  signal: AbortSignal | undefined;
}

interface ListAnswer {
  items?: unknown;
  metadata?: { continue?: unknown };
}

async function* pages<T>({
  session,
  limits,
  path,
  options,
}: Omit<Fetch, 'accept' | 'signal'> & { options: ListOptions }): AsyncGenerator<T[]> {
  const { labelSelector, fieldSelector, pageSize = 500, signal } = options;
  const seen = new Set<string>();
  let next: string | undefined;
  let restarted = false;
  do {
    const query = new URLSearchParams({ limit: String(pageSize) });
    if (labelSelector) query.set('labelSelector', labelSelector);
    if (fieldSelector) query.set('fieldSelector', fieldSelector);
    if (next) query.set('continue', next);
    let page: ListAnswer;
    try {
      const answer = await fetchJson({
        session,
        limits,
        path: `${path}?${query.toString()}`,
        accept: JSON_TYPE,
        signal,
      });
      page = answer as ListAnswer;
    } catch (error) {
      // etcd keeps a snapshot for five minutes; with the 410 comes a token for going on in a newer one, if any.
      // https://kubernetes.io/docs/reference/using-api/api-concepts/#410-gone-responses
      if (!(error instanceof ExpiredList) || restarted || next === undefined) throw error;
      restarted = true;
      next = error.next;
      continue;
    }
    const items = Array.isArray(page.items) ? (page.items as T[]) : [];
    yield items.filter((item) => isNew(item, seen));
    next = typeof page.metadata?.continue === 'string' ? page.metadata.continue : '';
  } while (next !== '');
}

class ExpiredList extends ApiError {
  /** Where to go on; undefined: from the start. */
  next: string | undefined;
}

/** After a restart, what was already given is not given again. */
function isNew(item: unknown, seen: Set<string>): boolean {
  const uid = (item as { metadata?: { uid?: unknown } } | null)?.metadata?.uid;
  if (typeof uid !== 'string') return true;
  if (seen.has(uid)) return false;
  seen.add(uid);
  return true;
}

async function fetchJson(wanted: Fetch): Promise<unknown> {
  const answer = await fetchWithRetries(wanted);
  const contentType = answer.headers['content-type'];
  const { host } = wanted.session.server;
  if (answer.status < 200 || answer.status > 299) {
    const error = apiErrorOf({
      ...answer,
      contentType,
      path: wanted.path,
      host,
      credentials: wanted.session.credentials.description,
      retryAfter: answer.headers['retry-after'],
    });
    if (answer.status !== 410) throw error;
    const expired = new ExpiredList(error.code, error.message, error);
    expired.next = readStatus(answer.body)?.continue;
    throw expired;
  }
  try {
    const value: unknown = JSON.parse(answer.body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw notKubernetes({ status: answer.status, contentType, host });
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
      options: { ...options, headers: { ...options.headers, Accept: accept } },
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
