import { expect, test } from 'vitest';
import { presentComparison } from '../../../src/present/comparison/index.ts';
import { alike, beijing, foulComparison, staleServices } from '../samples/comparison.ts';

test.each([
  ['comparison-beijing.80', beijing, 'human', 80],
  ['comparison-beijing.120', beijing, 'human', 120],
  ['comparison-beijing.200', beijing, 'human', 200],
  ['comparison-stale-services.80', staleServices, 'human', 80],
  ['comparison-alike.80', alike, 'human', 80],
  ['comparison-hostile.80', foulComparison, 'human', 80],
  ['comparison-beijing.markdown', beijing, 'markdown', 80],
  ['comparison-stale-services.markdown', staleServices, 'markdown', 80],
] as const)('%s looks as agreed', async (name, comparison, format, columns) => {
  const text = await presentComparison(comparison, format, { columns, color: false });
  await expect(text).toMatchFileSnapshot(`../../golden/${name}.txt`);
});

test('comparison-beijing.verbose.80 looks as agreed', async () => {
  const text = await presentComparison(beijing, 'human', { columns: 80, color: false, verbose: true });
  await expect(text).toMatchFileSnapshot('../../golden/comparison-beijing.verbose.80.txt');
});
