import { EnvauditError } from '../../errors.ts';
import type { ListOptions } from './cluster.ts';
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
 * that expires is begun again once, and what was given is not given again. Errors are ApiError or EnvauditError.
 */
export async function* listPages<T>(request: PagesRequest): AsyncGenerator<T[]> {
  const stop = new AbortController();
  const { signal: given } = request.options;
  const signal = given === undefined ? stop.signal : AbortSignal.any([given, stop.signal]);
  let size = request.options.pageSize ?? PAGE;
  const ask = (token: string | undefined): Promise<HttpAnswer> => askFor(request, { token, size, signal });
  const order = createOrder();
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
      const announced = announcedToken(answer.body.toString('latin1', 0, 4096));
      const ahead = announced === undefined ? undefined : ask(announced);
      token = yield* freshParts<T>(answer, request, order);
      if (token === '') return;
      coming = ahead !== undefined && token === announced ? ahead : ask(token);
    }
  } finally {
    stop.abort();
  }
}

/** What of a page was not given before; in the end the token of the next page. */
function* freshParts<T>(
  answer: HttpAnswer,
  { session, options }: PagesRequest,
  order: Order,
): Generator<T[], string> {
  const parts = listParts(answer.body.toString('utf8'), { managedFields: options.managedFields ?? true });
  for (;;) {
    let part: IteratorResult<unknown[], string>;
    try {
      part = parts.next();
    } catch {
      throw notJson(answer, session);
    }
    if (part.done) return part.value;
    yield order.fresh(part.value as T[]);
  }
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
