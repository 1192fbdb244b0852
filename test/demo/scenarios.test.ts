import { expect, test } from 'vitest';
import { scenarios } from '../../src/demo/scenarios/index.ts';
import { parts } from '../../src/demo/scenarios/load.ts';

test.each(scenarios)(
  '$id: its pod is in its objects, in the past',
  ({ namespace, pod, container, objects }) => {
    const loaded = parts(namespace, objects).flatMap((part) => part.load());
    const found = loaded.find(({ kind, metadata }) => kind === 'Pod' && metadata.name === pod);
    expect(found?.spec?.['containers']).toMatchObject([{ name: container }]);
    const times = loaded.map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? ''));
    expect(Math.max(...times)).toBeLessThan(Date.now());
  },
);

test('ids are unique', () => {
  expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
});

test("the pod near the limit uses more than 93 % of the kernel's limit, and runs", () => {
  const limit = scenarios.find(({ id }) => id === 'limit');
  const block = limit?.setup.environment() ?? Buffer.alloc(0);
  const count = block.filter((byte) => byte === 0).length;
  expect((block.length + 8 * count) / 2_097_152).toBeGreaterThan(0.93);
});
