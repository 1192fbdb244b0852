import type { ComparedSide, Comparison, Difference } from '../../comparison.ts';
import { dim, line, render, styled } from '../layout/lines.ts';
import type { Line } from '../layout/lines.ts';
import { pageFor } from '../layout/page.ts';
import type { Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import { command, prose } from '../layout/prose.ts';
import { twoColumns } from '../layout/side-by-side.ts';
import { stack } from '../layout/stack.ts';
import { printableReport } from '../printable-report.ts';
import type { View } from '../view.ts';
import { HEADINGS, notComparedWords, sideFacts, WEIGHTS } from './words.ts';

/** For people: the conclusion, then A and B side by side, what explains most first, then what is the same. */
export async function human(foreign: Comparison, view: View): Promise<string> {
  const comparison = printableReport(foreign);
  const page = await pageFor(comparison, view);
  const { a, b, differences, conclusion, incomplete, collectedAt } = comparison;
  return render(
    stack([
      prose(page, { text: conclusion, indent: 0, style: 'name' }),
      sidesSection(a, b, page),
      ...WEIGHTS.map((weight) =>
        weightSection(
          weight,
          differences.filter((difference) => difference.weight === weight),
          page,
        ),
      ),
      sameSection(comparison, page),
      notComparedSection(comparison, page),
      problemsSection(incomplete, page),
      prose(page, { text: `Seen at ${collectedAt}.`, indent: 0, style: 'dim' }),
    ]),
    view,
  );
}

function sidesSection(a: ComparedSide, b: ComparedSide, page: Page): Line[] {
  return [
    ...twoColumns(page, { label: '', a: 'A', b: 'B', style: 'heading' }),
    ...sideFacts(a, b).flatMap(([label, left, right]) => twoColumns(page, { label, a: left, b: right })),
  ];
}

function weightSection(weight: Difference['weight'], own: readonly Difference[], page: Page): Line[] {
  if (own.length === 0) return [];
  return [
    line(styled('heading', HEADINGS[weight])),
    ...own.flatMap(({ title, a = 'unknown', b = 'unknown', message, evidence }) => [
      ...twoColumns(page, { label: title, a, b, style: weight === 'context' ? undefined : 'name' }),
      ...prose(page, { text: message, indent: 4 }),
      ...evidence.flatMap(({ text, command: byHand }) => [
        ...prose(page, { text, indent: 6, lead: dim('    -') }),
        ...(byHand === undefined ? [] : [command(byHand, 6)]),
      ]),
    ]),
  ];
}

function sameSection({ same }: Comparison, page: Page): Line[] {
  if (same.length === 0) return [];
  return [line(styled('heading', 'THE SAME')), ...prose(page, { text: `${same.join(', ')}.`, indent: 2 })];
}

function notComparedSection({ unknown = [] }: Comparison, page: Page): Line[] {
  if (unknown.length === 0) return [];
  return [
    line(styled('heading', 'NOT COMPARED')),
    ...unknown.flatMap((one) => prose(page, { text: notComparedWords(one), indent: 4, lead: dim('  -') })),
  ];
}
