import type { Mend } from '../../contracts/report.ts';
import { EMPTY, line, styled } from './lines.ts';
import type { Line } from './lines.ts';
import type { Page } from './page.ts';
import { command, prose } from './prose.ts';

const INDENT = 5;

/** What to do, best first, with the exact commands; nothing where there is nothing to do. */
export function mendsUnder(heading: string, mends: readonly Mend[], page: Page): Line[] {
  if (mends.length === 0) return [];
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
  return [
    line(styled('heading', heading)),
    ...blocks.flatMap((lines, index) => (index === 0 ? lines : [EMPTY, ...lines])),
  ];
}
