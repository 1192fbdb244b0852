import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { listCheck } from '../answers/check.ts';
import { withQuery, type ApiPath } from '../api-path.ts';
import type { WatchEvent, WatchOptions } from '../cluster.ts';
import { fetchStream, type RestLimits } from '../fetch-json.ts';
import type { Session } from '../transport/session.ts';
import { readEvent } from './event.ts';
import { linesOf } from './lines.ts';
import { listenFor, Silence } from './silence.ts';

export interface WatchRequest {
  session: Session;
  limits: RestLimits;
  path: ApiPath;
  options: WatchOptions;
}

/**
 * One watch, on the session's own connections and with its credentials, so that it goes through the same proxies and
 * asks the same plugins as every other request. The Watch of @kubernetes/client-node has connections of its own, knows
 * no bound for a line, passes over what it cannot parse and over errors in events, and gives objects that nobody has
 * looked at; its ListWatch keeps them whole and knows neither pages nor bookmarks.
 * Errors are ApiError or EnvauditError, as of {@link readEvent} and {@link fetchStream}; a {@link Silence} when nothing
 * was heard for too long.
 */
export async function* watchEvents<T>(request: WatchRequest): AsyncGenerator<WatchEvent<T>> {
  const { session, limits, options } = request;
  const path = pathOf(request);
  const { host } = session.server;
  const check = listCheck({ path, metadataOnly: false, host });
  const asked = { check, path, host, credentials: session.credentials.description };
  const stop = new AbortController();
  const chunks = new PassThrough();
  const opened = Promise.withResolvers<void>();
  const fail = (error: unknown): void => {
    opened.reject(error);
    chunks.destroy(error as Error);
  };
  const ear = listenFor(options.silenceMs, options.now, () => fail(new Silence()));
  // Who gives up reads no more.
  opened.promise.catch(() => undefined);
  chunks.on('error', () => undefined);
  fetchStream({
    session,
    limits,
    path,
    accept: 'application/json',
    signal: options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]),
    onOpen: opened.resolve,
    async onChunk(chunk) {
      ear.heard();
      if (!chunks.write(chunk)) await once(chunks, 'drain', { signal: stop.signal });
    },
  }).then(() => chunks.end(), fail);
  try {
    await opened.promise;
    yield { type: 'open' };
    for await (const line of linesOf(chunks)) yield readEvent<T>(line, asked);
  } finally {
    ear.stop();
    stop.abort();
  }
}

function pathOf({ path, options: { fieldSelector, version, seconds } }: WatchRequest): ApiPath {
  return withQuery(path, {
    watch: 'true',
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
    allowWatchBookmarks: 'true',
    resourceVersion: version,
    timeoutSeconds: String(seconds),
  });
}
