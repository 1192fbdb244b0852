import type { ServerResponse } from 'node:http';

/** What a client asks of a watch. https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
export interface WatchOptions {
  query: URLSearchParams;
  /** The objects of now, each as the client wants to see it. */
  objects: object[];
  /** An empty object of their kind, for bookmarks. */
  empty: { kind: string; apiVersion: string };
}

const RESOURCE_VERSION = '1000';
/** Of watches that name no time: the API server takes 30 to 60 minutes. */
const DEFAULT_SECONDS = 1800;
const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' };

/** Answers a watch of objects that never change: the objects of now where they are asked for, and then silence until its time is over. */
export function answerWatch(response: ServerResponse, { query, objects, empty }: WatchOptions): void {
  const send = (type: string, object: object): void =>
    void response.write(`${JSON.stringify({ type, object })}\n`);
  const bookmark = (annotations?: object): void =>
    send('BOOKMARK', { ...empty, metadata: { resourceVersion: RESOURCE_VERSION, annotations } });
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const streams = query.get('sendInitialEvents') === 'true';
  if (streams || ['', '0'].includes(query.get('resourceVersion') ?? '')) {
    for (const object of objects) send('ADDED', object);
  }
  if (streams) bookmark(INITIAL_EVENTS_END);
  const end = (): void => {
    if (query.get('allowWatchBookmarks') === 'true') bookmark();
    response.end();
  };
  const seconds = Number(query.get('timeoutSeconds') ?? '') || DEFAULT_SECONDS;
  const timer = setTimeout(end, seconds * 1000);
  response.on('close', () => clearTimeout(timer));
}
