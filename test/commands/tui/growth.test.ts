import { expect, test } from 'vitest';
import { growthOf } from '../../../src/commands/tui/audit.ts';

test.each([
  ['node', 'quadratic'],
  ['bash', 'quadratic'],
  ['php', 'quadratic'],
  ['python', 'linear'],
  ['java', 'linear'],
  [undefined, 'linear'],
  ['constructor', 'linear'],
] as const)('the plot of %s grows as its cost model: %s', (runtime, growth) => {
  expect(growthOf(runtime)).toBe(growth);
});
