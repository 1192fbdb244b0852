import { expect, test } from 'vitest';
import type { Context } from '../../src/commands/context.ts';
import type { DisplayOptions } from '../../src/commands/output-options.ts';
import { viewOf } from '../../src/commands/view.ts';

test.each<[DisplayOptions['color'], { terminal: boolean; noColor?: string }, boolean]>([
  ['auto', { terminal: true }, true],
  ['auto', { terminal: false }, false],
  ['always', { terminal: false }, true],
  ['always', { terminal: true, noColor: '1' }, false],
  ['always', { terminal: true, noColor: '' }, true],
  ['never', { terminal: true }, false],
])('--color %s with %j: colours %s', (color, { terminal, noColor }, expected) => {
  const context = {
    streams: { color: { out: terminal, err: terminal }, columns: undefined },
    env: noColor === undefined ? {} : { NO_COLOR: noColor },
  } as Context;
  expect(viewOf({ color, verbose: false, output: undefined }, context)).toEqual({
    columns: 80,
    color: expected,
    verbose: false,
  });
});
