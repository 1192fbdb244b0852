import { expect, test } from 'vitest';
import { present } from '../../src/present/index.ts';
import * as samples from './samples/index.ts';

const { slowNode, distroless, off, nearLimit, ghosts, forbidden, hostile, twelve } = samples;

test.each([
  ['slow-node.80', slowNode, 'human', 80],
  ['slow-node.120', slowNode, 'human', 120],
  ['slow-node.200', slowNode, 'human', 200],
  ['distroless.80', distroless, 'human', 80],
  ['links-off.80', off, 'human', 80],
  ['near-limit.80', nearLimit, 'human', 80],
  ['ghosts.80', ghosts, 'human', 80],
  ['forbidden.80', forbidden, 'human', 80],
  ['hostile.80', hostile, 'human', 80],
  ['twelve.80', twelve, 'human', 80],
  ['twelve.160', twelve, 'human', 160],
  ['twelve.wide', twelve, 'wide', 80],
] as const)('%s looks as agreed', async (name, report, format, columns) => {
  const text = await present(report, format, { columns, color: false });
  await expect(text).toMatchFileSnapshot(`../golden/${name}.txt`);
});

test('colours are as agreed', async () => {
  const text = await present(slowNode, 'human', { columns: 80, color: true });
  await expect(text).toMatchFileSnapshot('../golden/slow-node.80.ansi.txt');
});
