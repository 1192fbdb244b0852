import { expect, test } from 'vitest';
import { nearNames } from '../../../src/collect/targets/near-names.ts';

const names = [
  'web-7d64f9c5b8-x2k1p',
  'web-7d64f9c5b8-zz9qw',
  'worker-5c9f7d8b6c-abcde',
  'redis-0',
  'redis-1',
  'webhook-1',
];

test.each([
  [
    'a workload’s name finds its pods first',
    'web',
    ['web-7d64f9c5b8-x2k1p', 'web-7d64f9c5b8-zz9qw', 'webhook-1'],
  ],
  ['a typing error is forgiven', 'rediss-0', ['redis-0', 'redis-1']],
  [
    'an old replica set’s hash finds the new pods',
    'web-7d64f9c5b9-x2k1p',
    ['web-7d64f9c5b8-x2k1p', 'web-7d64f9c5b8-zz9qw'],
  ],
  ['letters in another order are one error', 'wroker', ['worker-5c9f7d8b6c-abcde']],
  ['three letters in another order, too', 'wbe', ['web-7d64f9c5b8-x2k1p', 'web-7d64f9c5b8-zz9qw']],
  ['a misspelt workload finds its pods', 'worrker', ['worker-5c9f7d8b6c-abcde']],
  ['a name like nothing there finds nothing', 'postgresql-primary', []],
])('%s', (_, wanted, expected) => {
  expect(nearNames(wanted, names)).toEqual(expected);
});

test('no more than three are named', () => {
  expect(
    nearNames(
      'redis',
      Array.from({ length: 50 }, (_, index) => `redis-${index}`),
    ),
  ).toHaveLength(3);
});
