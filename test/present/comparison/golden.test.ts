import { expect, test } from 'vitest';
import { presentComparison } from '../../../src/present/comparison/index.ts';
import { alike, beijing, foulComparison } from '../samples/comparison.ts';

test.each([
  ['comparison-beijing.80', beijing, 'human', 80],
  ['comparison-beijing.120', beijing, 'human', 120],
  ['comparison-beijing.200', beijing, 'human', 200],
  ['comparison-alike.80', alike, 'human', 80],
  ['comparison-hostile.80', foulComparison, 'human', 80],
  ['comparison-beijing.markdown', beijing, 'markdown', 80],
] as const)('%s looks as agreed', async (name, comparison, format, columns) => {
  const text = await presentComparison(comparison, format, { columns, color: false });
  await expect(text).toMatchFileSnapshot(`../../golden/${name}.txt`);
});
