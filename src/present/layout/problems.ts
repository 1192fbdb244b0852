import type { Problem } from '../../report.ts';
import { number } from '../../units.ts';
import { dim, line, styled } from './lines.ts';
import type { Line } from './lines.ts';
import type { Page } from './page.ts';
import { hint, prose } from './prose.ts';

const SHOWN = 10;

/** What could not be looked at, why, and what to do about it; each problem once. */
export function problemsSection(problems: readonly Problem[], page: Page): Line[] {
  const distinct = new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem]));
  if (distinct.size === 0) return [];
  const shown = Array.from(distinct.values()).slice(0, page.verbose ? undefined : SHOWN);
  const rest = distinct.size - shown.length;
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
