import { EnvauditError } from '../../errors.ts';
import { createTurns } from '../turns.ts';
import { listCheck, type ListCheck } from './answers/check.ts';
import { createSieve, type Sieve } from './answers/left-out.ts';
import type { ListOptions } from './cluster.ts';
import { ApiError } from './errors/api-errors.ts';
import { ExpiredList, fetchAnswer, notJson, type Fetch } from './fetch-json.ts';
import { announcedToken, listParts } from './list-text.ts';
import type { HttpAnswer } from './transport/request.ts';

/** Without a second choice: a server that cannot (none since 1.15) answers 406 instead of sending everything. */
const METADATA_LIST_TYPE = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** Items of a page: kubectl's number. */
const PAGE = 500;
/** A page that is too large is asked for again with so many times fewer items: an object may have 1.5 MB. */
const SMALLER = 10;

export interface PagesRequest extends Pick<Fetch, 'session' | 'limits' | 'path'> {
  options: ListOptions;
}

/**
 * Gives a list bit by bit. A page is asked for as soon as the one before has come and is given while that is under
 * way, so that the server works at the same time as we do. A page that is too large is asked for in smaller ones. A list
 * that expires is begun again once, and what was given is not given again. A list without an end is given up. Errors are
 * ApiError or EnvauditError.
 */
export async function* listPages<T>(request: PagesRequest): AsyncGenerator<T[]> {
  const { session, path, options } = request;
  const { metadataOnly = false, leftOut } = options;
  const check = listCheck({ path, metadataOnly, host: session.server.host });
  const sieve = createSieve(check);
  for await (const items of soundPages<T>(request, check, sieve)) yield items;
  const problem = sieve.problem();
  if (problem === undefined) return;
  // Who does not ask for what was left out must not take the rest for the whole.
  if (leftOut === undefined)
    throw new ApiError(problem.code, problem.message, { ...problem, status: 200, reason: '' });
  leftOut(problem);
}

async function* soundPages<T>(request: PagesRequest, check: ListCheck, sieve: Sieve): AsyncGenerator<T[]> {
  const stop = new AbortController();
  const { signal: given } = request.options;
  const signal = given === undefined ? stop.signal : AbortSignal.any([given, stop.signal]);
  const { version, pageSize = PAGE } = request.options;
  let size = pageSize;
  const ask = (token: string | undefined): Promise<HttpAnswer> => askFor(request, { token, size, signal });
  const order = createOrder();
  const bounds = createBounds(request);
  const turns = createTurns();
  let token: string | undefined;
  let restarted = false;
  let coming = ask(token);
  try {
    for (;;) {
      let answer: HttpAnswer;
      try {
        answer = await coming;
      } catch (error) {
        if (isTooLarge(error) && size > 1) {
          size = Math.ceil(size / SMALLER);
          coming = ask(token);
          continue;
        }
        // etcd keeps a snapshot for five minutes; with the 410 comes a token for going on in a newer one, if any.
        // https://kubernetes.io/docs/reference/using-api/api-concepts/#410-gone-responses
        if (!(error instanceof ExpiredList) || restarted || token === undefined) throw error;
        if (error.next === undefined && !order.skipGiven()) throw error;
        restarted = true;
        token = error.next;
        coming = ask(token);
        continue;
      }
      bounds.page(token);
      const announced = announcedToken(answer.body.toString('latin1', 0, 4096));
      const ahead = announced === undefined ? undefined : ask(announced);
      const isFirst = token === undefined && !restarted;
      const parts = freshParts(answer, request, {
        order,
        check(list) {
          check.list(list);
          if (isFirst) version?.(versionOf(list));
        },
      });
      for (let part = parts.next(); ; part = parts.next()) {
        if (part.done) {
          token = part.value;
          break;
        }
        bounds.items(part.value.length);
        await turns.perhaps();
        yield sieve.sound<T>(part.value);
      }
      if (token === '') return;
      coming = ahead !== undefined && token === announced ? ahead : ask(token);
    }
  } finally {
    stop.abort();
  }
}

/** What of a page was not given before; in the end the token of the next page. */
function* freshParts(
  answer: HttpAnswer,
  { session, options }: PagesRequest,
  { order, check }: { order: Order; check: (list: object) => void },
): Generator<unknown[], string> {
  const { managedFields = true } = options;
  const parts = listParts(answer.body, { managedFields, check });
  for (;;) {
    let part: IteratorResult<unknown[], string>;
    try {
      part = parts.next();
    } catch (error) {
      if (error instanceof EnvauditError) throw error;
      throw notJson(answer, session);
    }
    if (part.done) return part.value;
    yield order.fresh(part.value);
  }
}

function versionOf(list: object): string {
  const { metadata } = list as { metadata?: { resourceVersion?: unknown } | null };
  return typeof metadata?.resourceVersion === 'string' ? metadata.resourceVersion : '';
}

interface Bounds {
  /** @throws EnvauditError `endless` where the list goes on and on. */
  page(token: string | undefined): void;
  /** @throws EnvauditError `too-large` for more than any cluster has. */
  items(count: number): void;
}

/** Pages, items and time of one list. */
function createBounds({ limits, path, session }: PagesRequest): Bounds {
  const start = performance.now();
  const seen = new Set<string>();
  let pages = 0;
  let total = 0;
  const endless = (how: string): EnvauditError =>
    new EnvauditError('endless', `the list ${path} of ${session.server.host} does not end: ${how}`, {
      hint: 'Something between here and the API server may change its answers; kubectl get --raw shows them.',
    });
  return {
    page(token = '') {
      if (seen.has(token) && token !== '')
        throw endless('a page names itself, or one before, as the next one');
      seen.add(token);
      pages += 1;
      if (pages > limits.maxPages) throw endless(`it has more than ${limits.maxPages} pages`);
      if (session.requestTimeoutMs !== 0 && performance.now() - start > limits.listMs)
        throw endless(`it was not read in ${Math.round(limits.listMs / 1000)} s`);
    },
    items(count) {
      total += count;
      if (total <= limits.maxItems) return;
      throw new EnvauditError('too-large', `the list ${path} has more than ${limits.maxItems} objects`, {
        hint: 'Narrow the question: name a namespace, or use a label selector.',
      });
    },
  };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof EnvauditError && error.code === 'too-large';
}

interface Asked {
  token: string | undefined;
  size: number;
  signal: AbortSignal;
}

function askFor(
  { session, limits, path, options }: PagesRequest,
  { token, size, signal }: Asked,
): Promise<HttpAnswer> {
  const { labelSelector, fieldSelector, metadataOnly = false } = options;
  const query = new URLSearchParams({ limit: String(size) });
  if (labelSelector) query.set('labelSelector', labelSelector);
  if (fieldSelector) query.set('fieldSelector', fieldSelector);
  if (token) query.set('continue', token);
  const answer = fetchAnswer({
    session,
    limits,
    path: `${path}?${query.toString()}`,
    accept: metadataOnly ? METADATA_LIST_TYPE : 'application/json',
    signal,
  });
  // Whoever stops listening does not hear of the page that was under way.
  answer.catch(() => undefined);
  return answer;
}

interface Order {
  /** From here on everything up to the last key is left out; false when the server keeps another order. */
  skipGiven(): boolean;
  /** What was not left out; remembers the last key. */
  fresh<T>(items: T[]): T[];
}

/**
 * Lists come in the order of their keys in etcd, `NAMESPACE/NAME`; the server's own way to go on in a newer snapshot
 * rests on that. So nothing but the last key is remembered.
 */
function createOrder(): Order {
  let last = '';
  let sorted = true;
  let skipped = '';
  return {
    skipGiven() {
      skipped = last;
      last = '';
      return sorted;
    },
    fresh(items) {
      if (items.length === 0) return items;
      const [from, to] = [keyOf(items[0]), keyOf(items.at(-1))];
      if (from < last || to < from) sorted = false;
      last = to;
      return from > skipped ? items : items.filter((item) => keyOf(item) > skipped);
    },
  };
}

function keyOf(item: unknown): string {
  const { namespace = '', name = '' } =
    (item as { metadata?: { namespace?: string; name?: string } } | null)?.metadata ?? {};
  return `${namespace}/${name}`;
}
