import type { Comparison } from '../../contracts/comparison.ts';
import { points, section, type Block } from '../document/block.ts';
import * as blocks from '../document/block.ts';
import { sectionLines } from '../document/lines.ts';
import { EMPTY, line, render, type Line } from '../layout/lines.ts';
import { pageFor, type Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import { command, prose } from '../layout/prose.ts';
import { withHead } from '../layout/screen.ts';
import { stack } from '../layout/stack.ts';
import { printableReport } from '../printable-report.ts';
import type { View } from '../view.ts';
import { differencesTable, sidesTable } from './table.ts';
import { byWeight, notComparedSection } from './words.ts';

/**
 * For people: the conclusion, then one table of the sides and of all that differs, which fits a screen in most cases,
 * then the evidence of what explains or contributes. That of mere context, and values in full, only with `verbose`.
 */
export async function human(foreign: Comparison, view: View): Promise<string> {
  const comparison = printableReport(foreign);
  const page = await pageFor(comparison, view);
  const { conclusion, same, incomplete, collectedAt } = comparison;
  const conclusionLines = prose(page, { text: conclusion, indent: 0, style: 'name' });
  const lines = stack([
    sidesTable(comparison, page),
    differencesTable(comparison, page),
    sectionLines(evidenceSection(comparison, page.verbose), page),
    sectionLines(
      section('The same', ...(same.length === 0 ? [] : blocks.prose(`${same.join(', ')}.`))),
      page,
    ),
    sectionLines(notComparedSection(comparison), page),
    problemsSection(incomplete, page),
    prose(page, { text: `Seen at ${collectedAt}.`, indent: 0, style: 'dim' }),
  ]);
  return render(
    [...conclusionLines, ...withHead(headLines(comparison, page), [EMPTY, ...lines], page)],
    view,
  );
}

/** Of more than a screen: the command that shows by hand what explains most, and what stands below. */
function headLines(comparison: Comparison, page: Page): Line[] {
  const [first] = byWeight(comparison)
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

function evidenceSection(comparison: Comparison, whole: boolean): Block[] {
  const told = byWeight(comparison);
  const shown = told.filter(({ weight }) => whole || weight !== 'context');
  return section(
    'Evidence',
    ...shown.map(({ message, evidence }): Block => ({
      kind: 'finding',
      title: message,
      body: points(evidence),
    })),
    ...(shown.length === told.length
      ? []
      : blocks.prose('-v shows the evidence of what else differs, too.', 'dim')),
  );
}
