import { apiPath } from '../../collect/cluster/api-path.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { follow, type FollowRequest } from '../../collect/cluster/watch/follow.ts';
import type { Link } from '../../contracts/live-events.ts';
import { createMailbox } from './mailbox.ts';

export interface ScanPauses {
  /** Nothing is so urgent that it is scanned again earlier. */
  soonestMs: number;
  /** Then it is scanned again in any case: templates change, too. */
  latestMs: number;
}

/** A scan may take a thirtieth of the time, and a tenth while Services change. */
export function pausesAfter(tookMs: number): ScanPauses {
  return { soonestMs: Math.max(5000, 10 * tookMs), latestMs: Math.max(60_000, 30 * tookMs) };
}

export interface ReasonRequest {
  cluster: Pick<Cluster, 'list' | 'watch'>;
  namespace: string | undefined;
  /** When the scan was over. */
  at: number;
  pauses: ScanPauses;
  signal: AbortSignal;
}

/**
 * Waits until there is a reason to scan again: Services have changed, or time has passed. Gives how fresh the scan is
 * meanwhile: `live` while changes of Services are heard. Never fails: who may not watch Services has the clock.
 */
export async function* waitForReason(request: ReasonRequest): AsyncGenerator<Link> {
  const { at, pauses, signal } = request;
  const links = createMailbox<Link>();
  const stop = new AbortController();
  const latest = setTimeout(links.end, pauses.latestMs);
  let soonest: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', links.end);
  const asking: Link = { state: 'asking', at, everyMs: pauses.latestMs };
  const hears = async (): Promise<void> => {
    let isKnown = false;
    let isLive = false;
    for await (const event of follow(signs(request, AbortSignal.any([signal, stop.signal])))) {
      if (event.type === 'link') {
        isLive = event.link.state === 'live';
        if (event.link.state !== 'looking') links.put(isLive ? { state: 'live', at } : asking);
      } else if (event.type === 'page' && !isKnown) {
        isKnown = event.done;
      } else if (isLive) {
        soonest ??= setTimeout(links.end, Math.max(0, at + pauses.soonestMs - Date.now()));
      }
    }
  };
  hears().catch(() => links.put(asking));
  try {
    yield* links.items();
  } finally {
    clearTimeout(latest);
    clearTimeout(soonest);
    signal.removeEventListener('abort', links.end);
    stop.abort();
  }
}

/** To hear that something changes, no more of the list is needed than its version. */
function signs({ cluster, namespace }: ReasonRequest, signal: AbortSignal): FollowRequest {
  return {
    path:
      namespace === undefined ? apiPath`/api/v1/services` : apiPath`/api/v1/namespaces/${namespace}/services`,
    signal,
    cluster: {
      watch: (path, options) => cluster.watch(path, options),
      async *list<T>(...[path, options]: Parameters<Cluster['list']>) {
        for await (const page of cluster.list<T>(path, { ...options, pageSize: 1 })) {
          yield page;
          return;
        }
      },
    },
  };
}
