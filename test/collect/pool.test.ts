import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runPool } from '../../src/collect/pool.ts';

interface Seen {
  order: number[];
  most: number;
  mostOnANode: number;
}

async function run(
  nodes: string[],
  concurrency: number,
  perNode: number,
  signal?: AbortSignal,
): Promise<Seen> {
  const seen: Seen = { order: [], most: 0, mostOnANode: 0 };
  const running = new Map<string, number>();
  await runPool({
    items: nodes.map((node, index) => ({ node, index })),
    concurrency,
    perNode,
    signal,
    work: async ({ node, index }) => {
      running.set(node, (running.get(node) ?? 0) + 1);
      const counts = [...running.values()];
      seen.most = Math.max(
        seen.most,
        counts.reduce((a, b) => a + b, 0),
      );
      seen.mostOnANode = Math.max(seen.mostOnANode, ...counts);
      await new Promise((resolve) => setImmediate(resolve));
      running.set(node, (running.get(node) ?? 1) - 1);
      seen.order.push(index);
    },
  });
  return seen;
}

test('every item runs once, and neither limit is ever exceeded', async () => {
  const nodes = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 });
  const limit = fc.integer({ min: 1, max: 9 });
  await fc.assert(
    fc.asyncProperty(nodes, limit, limit, async (names, concurrency, perNode) => {
      const seen = await run(names, concurrency, perNode);
      expect(seen.order.toSorted((a, b) => a - b)).toEqual(names.map((_, index) => index));
      expect(seen.most).toBeLessThanOrEqual(concurrency);
      expect(seen.mostOnANode).toBeLessThanOrEqual(perNode);
    }),
  );
});

test('a full node does not hold up the others', async () => {
  const seen = await run(['a', 'a', 'a', 'b'], 4, 1);
  expect(seen.order.indexOf(3)).toBeLessThan(2);
});

test('an abort starts nothing new', async () => {
  const abort = new AbortController();
  abort.abort();
  expect((await run(['a', 'b'], 1, 1, abort.signal)).order).toEqual([]);
});
