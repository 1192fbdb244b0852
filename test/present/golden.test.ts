import { expect, test } from 'vitest';
import { present } from '../../src/present/index.ts';
import * as samples from './samples/index.ts';

const { slowNode, distroless, off, nearLimit, ghosts, forbidden, hostile, twelve } = samples;
const { longNames, neverStarted, unseen } = samples;

test.each([
  ['slow-node.80', slowNode, 'human', 80],
  ['slow-node.120', slowNode, 'human', 120],
  ['slow-node.200', slowNode, 'human', 200],
  ['distroless.80', distroless, 'human', 80],
  ['links-off.80', off, 'human', 80],
  ['near-limit.80', nearLimit, 'human', 80],
  ['ghosts.80', ghosts, 'human', 80],
  ['forbidden.80', forbidden, 'human', 80],
  ['unseen.80', unseen, 'human', 80],
  ['never-started.80', neverStarted, 'human', 80],
  ['long-names.80', longNames, 'human', 80],
  ['hostile.80', hostile, 'human', 80],
  ['twelve.80', twelve, 'human', 80],
  ['twelve.160', twelve, 'human', 160],
  ['twelve.wide', twelve, 'wide', 80],
] as const)('%s looks as agreed', async (name, report, format, columns) => {
  const text = await present(report, format, { columns, color: false });
  await expect(text).toMatchFileSnapshot(`../golden/${name}.txt`);
});

test.each([
  ['slow-node.all.80', slowNode, 80],
  ['slow-node.all.120', slowNode, 120],
  ['slow-node.all.200', slowNode, 200],
  ['distroless.all.80', distroless, 80],
  ['links-off.all.80', off, 80],
  ['near-limit.all.80', nearLimit, 80],
  ['ghosts.all.80', ghosts, 80],
  ['forbidden.all.80', forbidden, 80],
  ['hostile.all.80', hostile, 80],
] as const)('all sections: %s looks as agreed', async (name, report, columns) => {
  const text = await present(report, 'human', { columns, color: false, sections: ['all'] });
  await expect(text).toMatchFileSnapshot(`../golden/${name}.txt`);
});

test.each([
  ['slow-node.80.ansi', undefined],
  ['slow-node.all.80.ansi', ['all']],
])('colours are as agreed: %s', async (name, sections) => {
  const text = await present(slowNode, 'human', { columns: 80, color: true, sections });
  await expect(text).toMatchFileSnapshot(`../golden/${name}.txt`);
});
