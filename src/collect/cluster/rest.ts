import type { GetOptions, ListOptions } from './cluster.ts';
import { DEFAULT_LIMITS, ExpiredList, fetchJson, type Fetch, type RestLimits } from './fetch-json.ts';
import type { Session } from './transport/session.ts';

const JSON_TYPE = 'application/json';
const METADATA_TYPE = `application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,${JSON_TYPE}`;
/** Without a second choice: a server that cannot (none since 1.15) answers 406 instead of sending everything. */
const METADATA_LIST_TYPE = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** Reading over REST: one object, or a list page by page. */
export interface Rest {
  get<T>(path: string, options?: GetOptions): Promise<T>;
  list<T>(path: string, options?: ListOptions): AsyncGenerator<T[]>;
}

/**
 * REST over a session's keep-alive connection. Errors are ApiError or EnvauditError: see fetchJson.
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
  const { labelSelector, fieldSelector, pageSize = 500, metadataOnly = false, signal } = options;
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
        accept: metadataOnly ? METADATA_LIST_TYPE : JSON_TYPE,
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

/** After a restart, what was already given is not given again. */
function isNew(item: unknown, seen: Set<string>): boolean {
  const uid = (item as { metadata?: { uid?: unknown } } | null)?.metadata?.uid;
  if (typeof uid !== 'string') return true;
  if (seen.has(uid)) return false;
  seen.add(uid);
  return true;
}
