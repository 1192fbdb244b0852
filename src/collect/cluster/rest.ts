import { checkObject } from './answers/check.ts';
import type {
  Cluster,
  GetOptions,
  ListOptions,
  StreamOptions,
  TextOptions,
  WatchOptions,
} from './cluster.ts';
import { DEFAULT_LIMITS, fetchJson, fetchStream, fetchText, type RestLimits } from './fetch-json.ts';
import { listPages } from './list-pages.ts';
import type { Session } from './transport/session.ts';
import type { ApiPath } from './api-path.ts';

const JSON_TYPE = 'application/json';
/** Of metrics the plain form: https://prometheus.io/docs/instrumenting/exposition_formats/ */
const TEXT_TYPE = 'text/plain;version=0.0.4,*/*;q=0.1';
/** As kubectl asks for logs. */
const ANY_TYPE = 'application/json, */*';
const METADATA_TYPE = `application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,${JSON_TYPE}`;

/** Reading over REST: one object, a list page by page and what changes in it, a text, or what goes on. */
export type Rest = Pick<Cluster, 'get' | 'list' | 'watch' | 'text' | 'stream'>;

/**
 * REST over a session's keep-alive connection. Errors are ApiError or EnvauditError: see fetchJson.
 */
export function createRest(session: Session, limits: RestLimits = DEFAULT_LIMITS): Rest {
  return {
    async get<T>(path: ApiPath, { signal, metadataOnly = false }: GetOptions = {}): Promise<T> {
      const accept = metadataOnly ? METADATA_TYPE : JSON_TYPE;
      const object = await fetchJson({ session, limits, path, accept, signal });
      checkObject(object, { path, metadataOnly, host: session.server.host });
      return object as T;
    },
    list: <T>(path: ApiPath, options: ListOptions = {}): AsyncGenerator<T[]> =>
      listPages<T>({ session, limits, path, options }),
    async *watch<T>(path: ApiPath, options: WatchOptions) {
      const { watchEvents } = await import('./watch/watch.ts');
      yield* watchEvents<T>({ session, limits, path, options });
    },
    text(path: ApiPath, { signal, maxBytes }: TextOptions): Promise<string> {
      const bounded = { ...limits, maxBytes: Math.min(limits.maxBytes, maxBytes) };
      return fetchText({ session, limits: bounded, path, accept: TEXT_TYPE, signal });
    },
    stream: (path: ApiPath, { signal, onChunk }: StreamOptions): Promise<void> =>
      fetchStream({ session, limits, path, accept: ANY_TYPE, signal, onChunk }),
  };
}
