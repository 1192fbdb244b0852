import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiPath } from '../../collect/cluster/api-path.ts';
import type { Cluster, ListOptions } from '../../collect/cluster/cluster.ts';
import type { FollowTiming } from '../../collect/cluster/watch/backoff.ts';
import { createMemory, follow } from '../../collect/cluster/watch/follow.ts';
import type { LiveEvent } from '../../contracts/live-events.ts';
import { gather } from './gathered.ts';

export interface LiveList<Item, Row> {
  cluster: Pick<Cluster, 'list' | 'watch'>;
  path: ApiPath;
  options?: Pick<ListOptions, 'managedFields' | 'fieldSelector'>;
  /** An object as a row: all that is kept of it. */
  row: (item: Item) => Row;
  /** As that of {@link LiveEvent}. */
  key: (row: Row) => string;
  signal: AbortSignal;
  timing?: Partial<FollowTiming & LiveTiming> | undefined;
}

interface LiveTiming {
  /** At most one change of the screen in this time. */
  gapMs: number;
  /** Whoever has not asked for more for so long does not look: nothing is watched meanwhile. */
  restMs: number;
}

const LIVE_TIMING: LiveTiming = { gapMs: 100, restMs: 3000 };

/**
 * The rows of a list as they are and as they change. What changes faster than anybody reads is told together; when
 * nobody asks, nothing is heard, and when somebody asks again, it goes on from where it was.
 * @throws EnvauditError where it cannot be read the first time, and what is wrong will not pass by itself.
 */
export async function* liveList<Item, Row>(list: LiveList<Item, Row>): AsyncGenerator<LiveEvent<Row>> {
  const { signal, key } = list;
  const { gapMs, restMs } = { ...LIVE_TIMING, ...list.timing };
  const gathered = gather(key);
  const memory = createMemory();
  let news = Promise.withResolvers<void>();
  let failure: { error: unknown } | undefined;
  const end = (): void => news.resolve();
  signal.addEventListener('abort', end);

  function listen(): AbortController {
    const rest = new AbortController();
    void (async () => {
      const request = { ...list, memory, signal: AbortSignal.any([signal, rest.signal]) };
      try {
        for await (const event of follow<Item>(request)) {
          gathered.put(reduced(event, list.row));
          news.resolve();
        }
      } catch (error) {
        if (rest.signal.aborted) return;
        failure = { error };
        news.resolve();
      }
    })();
    return rest;
  }

  let listening = listen();
  try {
    for (;;) {
      await news.promise;
      signal.throwIfAborted();
      news = Promise.withResolvers();
      const events = gathered.take();
      if (events.length === 0 && failure !== undefined) throw failure.error;
      const nobody = setTimeout(() => listening.abort(), restMs);
      yield* events;
      clearTimeout(nobody);
      if (failure !== undefined) news.resolve();
      else if (listening.signal.aborted) listening = listen();
      if (events.some(({ type }) => type !== 'link')) await sleep(gapMs, undefined, { signal });
    }
  } finally {
    listening.abort();
    signal.removeEventListener('abort', end);
  }
}

function reduced<Item, Row>(event: LiveEvent<Item>, row: (item: Item) => Row): LiveEvent<Row> {
  if (event.type === 'link') return event;
  return event.type === 'page'
    ? { ...event, rows: event.rows.map(row) }
    : { ...event, changed: event.changed.map(row) };
}
