import type { View } from '../present/view.ts';
import type { Context } from './context.ts';
import type { DisplayOptions } from './output-options.ts';

/** How a result shall look in this process. NO_COLOR wins over everything: https://no-color.org */
export function viewOf({ color, verbose }: Omit<DisplayOptions, 'show'>, { streams, env }: Context): View {
  const isAlways = color === 'always' && !env['NO_COLOR'];
  return {
    columns: streams.columns ?? 80,
    color: color === 'auto' ? streams.color.out : isAlways,
    verbose,
  };
}
