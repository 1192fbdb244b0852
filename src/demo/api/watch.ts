import type { ServerResponse } from 'node:http';
import type { Change, Changes } from './changes.ts';
import type { KubeObject } from './objects.ts';
import { expired, tooNew } from './status.ts';

/** What a client asks of a watch. https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
export interface WatchOptions {
  query: URLSearchParams;
  /** The objects of now. */
  objects: readonly KubeObject[];
  changes: Changes;
  /** Whether an object is one of those that are watched. */
  matches: (object: KubeObject) => boolean;
  /** An object as the client wants to see it. */
  shown: (object: KubeObject) => object;
  /** An empty object of their kind, for bookmarks. */
  empty: { kind: string; apiVersion: string };
}

/** Of watches that name no time: the API server takes 30 to 60 minutes. */
const DEFAULT_SECONDS = 1800;
/** https://github.com/kubernetes/apiserver/blob/master/pkg/storage/cacher/cacher.go, defaultBookmarkFrequency */
const BOOKMARK_MS = 60_000;
const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' };

/**
 * Answers a watch: the objects of now where they are asked for, what was missed since the version that is named, and
 * from then on what changes, until its time is over. Throws an ApiStatus.
 */
export function answerWatch(response: ServerResponse, options: WatchOptions): void {
  const { query, objects, changes, shown, empty } = options;
  const send = (type: string, object: object): void =>
    void response.write(`${JSON.stringify({ type, object })}\n`);
  const bookmark = (annotations?: object): void =>
    send('BOOKMARK', { ...empty, metadata: { resourceVersion: String(changes.version()), annotations } });
  const tell = (change: Change): void => {
    const type = typeOf(change, options);
    if (type !== undefined) send(type, shown(change.object));
  };

  const asked = query.get('resourceVersion') ?? '';
  const streams = query.get('sendInitialEvents') === 'true';
  const fromNow = streams || ['', '0'].includes(asked);
  if (!fromNow && Number(asked) > changes.version()) throw tooNew(asked, changes.version());
  const missed = fromNow ? [] : changes.since(Number(asked));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  if (missed === undefined) {
    send('ERROR', expired(asked, changes.version()).body);
    response.end();
    return;
  }
  if (fromNow) for (const object of objects) send('ADDED', shown(object));
  if (streams) bookmark(INITIAL_EVENTS_END);
  for (const change of missed) tell(change);

  const hasBookmarks = query.get('allowWatchBookmarks') === 'true';
  const stop = changes.listen(tell);
  const bookmarks = hasBookmarks ? setInterval(bookmark, BOOKMARK_MS) : undefined;
  const seconds = Number(query.get('timeoutSeconds') ?? '') || DEFAULT_SECONDS;
  const end = setTimeout(() => {
    stop();
    if (hasBookmarks) bookmark();
    response.end();
  }, seconds * 1000);
  response.on('close', () => {
    stop();
    clearInterval(bookmarks);
    clearTimeout(end);
  });
}

/** As the watcher sees it: an object that does not match any more is gone. Undefined for what is none of its business. */
function typeOf({ before, object, isGone }: Change, { matches }: WatchOptions): string | undefined {
  const was = before !== undefined && matches(before);
  const is = !isGone && matches(object);
  if (is) return was ? 'MODIFIED' : 'ADDED';
  return was ? 'DELETED' : undefined;
}
