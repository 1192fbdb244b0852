import type { PlacedMend } from '../document/block.ts';
import type { Line } from './lines.ts';
import type { Page } from './page.ts';
import { command, prose } from './prose.ts';
import { stack } from './stack.ts';

const INDENT = 5;

/** What to do, best first, with the exact commands. */
export function mendLines(mends: readonly PlacedMend[], page: Page): Line[] {
  const blocks = mends.map(({ title, command: how, effect, where }, index) => [
    ...prose(page, {
      text: title,
      indent: INDENT,
      style: 'name',
      lead: { text: `${index + 1}`.padStart(INDENT - 2) },
    }),
    ...(how === undefined ? [] : [command(how, INDENT)]),
    ...prose(page, { text: effect, indent: INDENT }),
    ...(where === undefined ? [] : prose(page, { text: `for ${where}`, indent: INDENT, style: 'dim' })),
  ]);
  // Those that say for what stand close together.
  return mends.some(({ where }) => where !== undefined) ? blocks.flat() : stack(blocks);
}
