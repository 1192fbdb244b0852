import { setTimeout as sleep } from 'node:timers/promises';
import type { LogLine } from '../../contracts/log-events.ts';
import { apiPath, withQuery } from '../cluster/api-path.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { createLineBuffer } from './line-buffer.ts';
import { logLine } from './log-line.ts';

export interface RunRequest {
  cluster: Cluster;
  namespace: string;
  pod: string;
  container: string;
  previous: boolean;
  /** Only what was written from this second on; undefined: the end of the log. */
  since: string | undefined;
  /** What is masked besides what looks like a secret. */
  values: readonly string[];
  signal: AbortSignal;
}

/** As many lines of what was written before are asked for. */
const TAIL = 500;
/** As many where only a piece is missing. */
const MOST_MISSED = 5000;
/** What comes within this time is told together. */
const TOGETHER_MS = 50;

/**
 * The lines of one run of a container until the server ends them, as they are written.
 * @throws EnvauditError what the cluster says.
 */
export async function* readRun(request: RunRequest): AsyncGenerator<{ lines: LogLine[]; skipped: number }> {
  const { cluster, signal, values } = request;
  const buffer = createLineBuffer();
  const stop = new AbortController();
  let wake = Promise.withResolvers<void>();
  const ends: { error?: unknown }[] = [];
  void cluster
    .stream(logPath(request), {
      signal: AbortSignal.any([signal, stop.signal]),
      onChunk(chunk) {
        buffer.add(chunk);
        wake.resolve();
      },
    })
    .then(
      () => ends.push({}),
      (error: unknown) => ends.push({ error }),
    )
    .finally(() => wake.resolve());
  try {
    while (ends.length === 0) {
      await wake.promise;
      const began = performance.now();
      wake = Promise.withResolvers<void>();
      yield taken();
      // Whoever writes without a pause does not get all of the processor.
      if (ends.length === 0) await sleep(Math.max(TOGETHER_MS, 3 * (performance.now() - began)));
    }
    yield taken();
  } finally {
    stop.abort();
  }
  for (const { error } of ends) if (error !== undefined) throw error;

  function taken(): { lines: LogLine[]; skipped: number } {
    const { lines, skipped } = buffer.take(ends.length > 0);
    return { lines: lines.map((line) => logLine(line, values)), skipped };
  }
}

function logPath({ namespace, pod, container, previous, since }: RunRequest): ReturnType<typeof withQuery> {
  return withQuery(apiPath`/api/v1/namespaces/${namespace}/pods/${pod}/log`, {
    container,
    timestamps: 'true',
    ...(previous ? { previous: 'true' } : { follow: 'true' }),
    ...(since === undefined
      ? { tailLines: String(TAIL) }
      : { sinceTime: since, tailLines: String(MOST_MISSED) }),
  });
}
