import type { ServerResponse } from 'node:http';
import type { RequestInfo } from '../../../src/demo/api/request-info.ts';
import type { Rows } from './rows.ts';

/** Answers watches, and lets pods change as often as it is told. */
export interface Watches {
  answer: (response: ServerResponse, info: RequestInfo, rows: Rows) => void;
  /** From now on so many pods change in a second. */
  change: (perSecond: number) => void;
  /** How many have. */
  changes: () => number;
}

const TICK_MS = 20;
const BOOKMARK_MS = 60_000;

export function createWatches(): Watches {
  const pods = new Map<ServerResponse, Rows>();
  let version = 1000;
  let perSecond = 0;
  let owed = 0;
  let count = 0;
  const bookmark = ({ apiVersion, kind }: Rows): string =>
    event(
      'BOOKMARK',
      JSON.stringify({
        apiVersion,
        kind: kind.replace(/List$/, ''),
        metadata: { resourceVersion: String(version) },
      }),
    );

  /** A pod that has restarted once more. */
  function modified({ apiVersion, kind, render, starts }: Rows, place: number): string {
    const object = render(place % starts.at(-1)!)
      .replace('{', `{"apiVersion":"${apiVersion}","kind":"${kind.replace(/List$/, '')}",`)
      .replace(/"resourceVersion":"\d+"/, `"resourceVersion":"${version}"`)
      .replace(/"restartCount":\d+/, `"restartCount":${count % 100}`);
    return event('MODIFIED', object);
  }

  setInterval(() => {
    for (owed += (perSecond * TICK_MS) / 1000; owed >= 1; owed--) {
      version += 1;
      count += 1;
      for (const [response, rows] of pods) response.write(modified(rows, count * 7919));
    }
  }, TICK_MS).unref();
  return {
    answer(response, { plural, namespace, query }, rows) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      if (plural === 'pods' && namespace === undefined) pods.set(response, rows);
      const bookmarks = setInterval(() => response.write(bookmark(rows)), BOOKMARK_MS);
      const end = setTimeout(() => response.end(), Number(query.get('timeoutSeconds') ?? 600) * 1000);
      response.on('close', () => {
        pods.delete(response);
        clearInterval(bookmarks);
        clearTimeout(end);
      });
    },
    change: (wanted) => void (perSecond = wanted),
    changes: () => count,
  };
}

function event(type: string, object: string): string {
  return `{"type":"${type}","object":${object}}\n`;
}
