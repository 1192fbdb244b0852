import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiPath } from '../../collect/cluster/api-path.ts';
import type { Cluster, ListOptions } from '../../collect/cluster/cluster.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { toProblem } from '../../errors.ts';
import type { LiveEvent } from '../../present/tui/backend.ts';

export interface LiveList<Item, Row> {
  cluster: Cluster;
  path: ApiPath;
  options?: Pick<ListOptions, 'managedFields' | 'metadataOnly'>;
  /** An object as a row. */
  row: (item: Item) => Row;
  signal: AbortSignal;
}

/** From one look to the next. */
const EVERY_MS = 10_000;

/**
 * The rows of a list, read again from time to time.
 * @throws EnvauditError where it cannot be read the first time.
 */
export async function* liveList<Item, Row>(list: LiveList<Item, Row>): AsyncGenerator<LiveEvent<Row>> {
  const { signal } = list;
  yield { type: 'link', link: { state: 'looking' } };
  let at: number | undefined;
  for (;;) {
    try {
      const problem = yield* look(list);
      at = Date.now();
      yield { type: 'link', link: { state: 'asking', at, everyMs: EVERY_MS, problem } };
    } catch (error) {
      if (at === undefined || signal.aborted) throw error;
      const retryAt = Date.now() + EVERY_MS;
      yield { type: 'link', link: { state: 'broken', at, problem: toProblem(error), retryAt } };
    }
    await sleep(EVERY_MS, undefined, { signal });
  }
}

/** All pages; gives what was left out. */
async function* look<Item, Row>({
  cluster,
  path,
  options,
  row,
  signal,
}: LiveList<Item, Row>): AsyncGenerator<LiveEvent<Row>, Problem | undefined> {
  let problem: Problem | undefined;
  const leftOut = (told: Problem): void => void (problem = told);
  for await (const items of cluster.list<Item>(path, { ...options, signal, leftOut }))
    yield { type: 'page', rows: items.map(row), done: false };
  yield { type: 'page', rows: [], done: true };
  return problem;
}
