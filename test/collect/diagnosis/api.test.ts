import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../src/collect/cluster/cluster.ts';
import { createApi } from '../../../src/collect/diagnosis/api.ts';
import { interrupted } from '../../../src/collect/cluster/errors/interrupted.ts';
import { apiPath } from '../../../src/collect/cluster/api-path.ts';

/** A cluster whose answers come when they are let go. */
function heldCluster() {
  const waiting: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const get = async (_path: string, { signal }: { signal: AbortSignal }): Promise<object> => {
    running += 1;
    most = Math.max(most, running);
    try {
      await new Promise<void>((resolve, reject) => {
        waiting.push(resolve);
        const stop = (): void => reject(interrupted());
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop);
      });
      return {};
    } finally {
      running -= 1;
    }
  };
  return {
    cluster: { get } as unknown as Cluster,
    waiting,
    most: () => most,
  };
}

const settled = () => new Promise((resolve) => void setTimeout(resolve, 5));

describe('requests', () => {
  test('are at most eight at a time, and all have their turn', async () => {
    const { cluster, waiting, most } = heldCluster();
    const api = createApi({ cluster, signal: undefined, deadlineMs: 60_000 });
    const later = api.within(60_000);
    const all = Array.from({ length: 30 }, (_, index) =>
      (index % 2 ? api : later).get(apiPath`/${String(index)}`),
    );
    let answered = 0;
    while (answered < 30) {
      await settled();
      answered += waiting.length;
      for (const release of waiting.splice(0)) release();
    }
    expect(await Promise.all(all)).toHaveLength(30);
    expect(most()).toBe(8);
  });

  test('that are under way at the deadline, or wait for their turn then, are told as late', async () => {
    const { cluster } = heldCluster();
    const api = createApi({ cluster, signal: undefined, deadlineMs: 20 });
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => api.get(apiPath`/api/v1/nodes/n?x=1`)),
    );
    expect(all.every((one) => one.status === 'rejected')).toBe(true);
    expect(all.at(-1)).toMatchObject({
      reason: { code: 'timed-out', message: 'the API server had not answered in time: /api/v1/nodes/n' },
    });
  });

  test('that somebody interrupts are told as interrupted', async () => {
    const { cluster } = heldCluster();
    const stop = new AbortController();
    const asking = createApi({ cluster, signal: stop.signal, deadlineMs: 60_000 }).get(apiPath`/x`);
    stop.abort();
    await expect(asking).rejects.toMatchObject({ code: 'interrupted' });
  });
});
