import type { Problem } from '../../contracts/report.ts';
import { number } from '../../units.ts';
import { dim, line, styled, type Line } from './lines.ts';
import type { Page } from './page.ts';
import { brief } from './brief.ts';
import { command, hint, isCommand, prose } from './prose.ts';

const SHOWN = 10;

/** What could not be looked at, why, and what to do about it; each problem once. */
export function problemsSection(problems: readonly Problem[], page: Page): Line[] {
  const all = distinct(problems);
  if (all.length === 0) return [];
  const shown = all.slice(0, page.verbose ? undefined : SHOWN);
  const rest = all.length - shown.length;
  return [
    line(styled('heading', 'NOT SEEN')),
    ...shown.flatMap(({ code, message, hint: next }) => [
      ...prose(page, { text: message, indent: 2 }).map((row, index, { length }) =>
        index === length - 1 ? line(...row, dim(` (${code})`)) : row,
      ),
      ...(next === undefined ? [] : hint(page, { text: next, indent: 4 })),
    ]),
    ...(rest > 0 ? [line(dim(`  and ${number(rest)} more (--verbose lists them)`))] : []),
  ];
}

/** Each problem once. */
export function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem])).values()];
}

/** One problem in a few lines; `how`: with what to do about it, the commands whole, to be copied. */
export function problemBrief(
  { message, code, hint: next = '' }: Problem,
  { most, how }: { most: number; how: boolean },
  page: Page,
): Line[] {
  const rows = how && next !== '' ? next.split('\n') : [];
  return [
    ...brief(page, { text: `${message} (${code})`, indent: 10, lead: styled('heading', 'NOT SEEN'), most }),
    ...rows.flatMap((row) =>
      isCommand(row) ? [command(row, 2)] : brief(page, { text: row, indent: 2, most }),
    ),
  ];
}
