/** An item of work that runs on a node; undefined when it runs on none. */
export interface PoolItem {
  node: string | undefined;
}

export interface PoolOptions<T> {
  items: readonly T[];
  /** How many run at once, over all nodes. */
  concurrency: number;
  /** How many run at once on one node. */
  perNode: number;
  work: (item: T) => Promise<void>;
  /** When it is aborted, nothing new is started; what runs is waited for. */
  signal: AbortSignal | undefined;
}

/**
 * Runs `work` over the items, in order as far as the limits allow. Real kubelets stall beyond some ten parallel
 * execs on a node, so each node has its own limit, and a busy node does not hold up the others.
 */
export async function runPool<T extends PoolItem>(options: PoolOptions<T>): Promise<void> {
  const waiting = [...options.items];
  const running = new Set<Promise<void>>();
  const perNode = new Map<string, number>();
  while (waiting.length + running.size > 0) {
    if (options.signal?.aborted) waiting.length = 0;
    for (const item of startable(waiting, perNode, options, running.size)) {
      const node = item.node ?? '';
      perNode.set(node, (perNode.get(node) ?? 0) + 1);
      const done: Promise<void> = options.work(item).finally(() => {
        running.delete(done);
        perNode.set(node, (perNode.get(node) ?? 1) - 1);
      });
      running.add(done);
    }
    if (running.size > 0) await Promise.race(running);
  }
}

/** Takes from `waiting` what may start now. */
function startable<T extends PoolItem>(
  waiting: T[],
  perNode: ReadonlyMap<string, number>,
  { concurrency, perNode: limit }: PoolOptions<T>,
  running: number,
): T[] {
  const started: T[] = [];
  const counts = new Map(perNode);
  for (let index = 0; index < waiting.length && running + started.length < concurrency;) {
    const item = waiting[index] as T;
    const count = counts.get(item.node ?? '') ?? 0;
    if (count >= limit) {
      index++;
      continue;
    }
    counts.set(item.node ?? '', count + 1);
    started.push(item);
    waiting.splice(index, 1);
  }
  return started;
}
