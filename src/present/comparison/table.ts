import type { Comparison, Difference } from '../../contracts/comparison.ts';
import { line, styled, type Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { prose } from '../layout/prose.ts';
import { columnWidth, twoColumns } from '../layout/side-by-side.ts';
import { whereTheyDiffer } from './abridge.ts';
import { HEADINGS, sideFacts, WEIGHTS } from './words.ts';

/** What A and B are: in columns where they differ, and in one line what holds for both. */
export function sidesTable({ a, b }: Comparison, page: Page): Line[] {
  const facts = sideFacts(a, b);
  const both = facts.filter(([, left, right]) => left === right).map(([label, left]) => `${label} ${left}`);
  return [
    ...twoColumns(page, { label: '', a: 'A', b: 'B', style: 'heading' }),
    ...facts
      .filter(([, left, right]) => left !== right)
      .flatMap(([label, left, right]) => twoColumns(page, { label, a: left, b: right })),
    ...(both.length === 0 ? [] : prose(page, { text: `Both: ${both.join(', ')}.`, indent: 2, style: 'dim' })),
  ];
}

/** One row for each difference, what explains most first, below the heading of its weight. */
export function differencesTable({ differences }: Comparison, page: Page): Line[] {
  return WEIGHTS.flatMap((weight) => {
    const own = differences.filter((difference) => difference.weight === weight);
    if (own.length === 0) return [];
    return [line(styled('heading', HEADINGS[weight])), ...own.flatMap((each) => row(each, page))];
  });
}

/** Long values are abridged to where they differ; `verbose` shows them whole, however many lines they take. */
function row({ title, weight, a = 'unknown', b = 'unknown' }: Difference, page: Page): Line[] {
  const style = weight === 'context' ? undefined : ('name' as const);
  const [left, right] = page.verbose ? [a, b] : whereTheyDiffer(a, b, { room: 2 * columnWidth(page), page });
  return twoColumns(page, { label: title, a: left, b: right, style });
}
