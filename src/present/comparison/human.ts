import type { Comparison, Difference } from '../../contracts/comparison.ts';
import { dim, EMPTY, line, render, styled } from '../layout/lines.ts';
import type { Line } from '../layout/lines.ts';
import { pageFor } from '../layout/page.ts';
import type { Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import { command, points, prose } from '../layout/prose.ts';
import { withHead } from '../layout/screen.ts';
import { stack } from '../layout/stack.ts';
import { printableReport } from '../printable-report.ts';
import type { View } from '../view.ts';
import { differencesTable, sidesTable } from './table.ts';
import { notComparedWords, WEIGHTS } from './words.ts';

/**
 * For people: the conclusion, then one table of the sides and of all that differs, which fits a screen in most cases,
 * then the evidence of what explains or contributes. That of mere context, and values in full, only with `verbose`.
 */
export async function human(foreign: Comparison, view: View): Promise<string> {
  const comparison = printableReport(foreign);
  const page = await pageFor(comparison, view);
  const { conclusion, incomplete, collectedAt } = comparison;
  const conclusionLines = prose(page, { text: conclusion, indent: 0, style: 'name' });
  const lines = stack([
    sidesTable(comparison, page),
    differencesTable(comparison, page),
    evidenceSection(comparison, page),
    sameSection(comparison, page),
    notComparedSection(comparison, page),
    problemsSection(incomplete, page),
    prose(page, { text: `Seen at ${collectedAt}.`, indent: 0, style: 'dim' }),
  ]);
  return render(
    [...conclusionLines, ...withHead(headLines(comparison, page), [EMPTY, ...lines], page)],
    view,
  );
}

/** Of more than a screen: the command that shows by hand what explains most, and what stands below. */
function headLines({ differences }: Comparison, page: Page): Line[] {
  const [first] = WEIGHTS.flatMap((weight) => differences.filter((one) => one.weight === weight))
    .flatMap(({ evidence }) => evidence)
    .flatMap(({ command: how = [] }) => how);
  return [
    ...(first === undefined ? [] : [line('See it by hand:'), command(first, 2)]),
    ...prose(page, {
      text: 'Below: what differs, then the evidence with its commands; -v shows all of it, and values in full.',
      indent: 0,
      style: 'dim',
    }),
  ];
}

function evidenceSection({ differences }: Comparison, page: Page): Line[] {
  const told = WEIGHTS.flatMap((weight) => differences.filter((difference) => difference.weight === weight));
  const shown = page.verbose ? told : told.filter(({ weight }) => weight !== 'context');
  const rest = told.length - shown.length;
  return [
    ...(shown.length === 0 ? [] : [line(styled('heading', 'EVIDENCE'))]),
    ...shown.flatMap((difference) => evidenceOf(difference, page)),
    ...(rest === 0
      ? []
      : prose(page, { text: '-v shows the evidence of what else differs, too.', indent: 2, style: 'dim' })),
  ];
}

function evidenceOf({ message, evidence }: Difference, page: Page): Line[] {
  return [
    ...prose(page, { text: message, indent: 2, style: 'name' }),
    ...evidence.flatMap(({ text, command: byHand }) => [
      ...prose(page, { text, indent: 6, lead: dim('    -') }),
      ...(byHand === undefined ? [] : [command(byHand, 6)]),
    ]),
  ];
}

function sameSection({ same }: Comparison, page: Page): Line[] {
  if (same.length === 0) return [];
  return [line(styled('heading', 'THE SAME')), ...prose(page, { text: `${same.join(', ')}.`, indent: 2 })];
}

function notComparedSection({ unknown = [] }: Comparison, page: Page): Line[] {
  if (unknown.length === 0) return [];
  return [line(styled('heading', 'NOT COMPARED')), ...points(unknown.map(notComparedWords), page)];
}
