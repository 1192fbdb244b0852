import type { Mend } from '../../contracts/report.ts';
import type { Line } from './lines.ts';
import type { Page } from './page.ts';
import { command, prose } from './prose.ts';
import { stack } from './stack.ts';

const INDENT = 5;

/** What to do, best first, with the exact commands. */
export function mendLines(mends: readonly Mend[], page: Page): Line[] {
  const blocks = mends.map(({ title, command: how, effect }, index) => [
    ...prose(page, {
      text: title,
      indent: INDENT,
      style: 'name',
      lead: { text: `${index + 1}`.padStart(INDENT - 2) },
    }),
    ...(how === undefined ? [] : [command(how, INDENT)]),
    ...prose(page, { text: effect, indent: INDENT }),
  ]);
  return stack(blocks);
}
