import type { Report } from '../../contracts/report.ts';
import { line, type Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import { stack } from '../layout/stack.ts';
import { sections } from '../single/index.ts';
import { containersTable, worstFirst } from './containers.ts';
import { head } from './head.ts';
import { mendsByWorkload, mendsSection } from './mends.ts';

/**
 * The report about several containers: on the first screen how bad it is and what to do first, then a table, and what to
 * do about the others. Where sections are asked for: those of each container.
 */
export function several(
  report: Report,
  { page, show }: { page: Page; show: readonly string[] | undefined },
): Line[] {
  const { containers, incomplete } = report;
  const rows = worstFirst(containers);
  const [worst] = rows;
  if (worst === undefined) {
    return stack([[line('No container was looked at.')], problemsSection(incomplete, page)]);
  }
  if (show !== undefined) {
    // What the run as a whole did not see is told once.
    const each = rows.map((one) => sections(one, { ...report, incomplete: [] }, { page, show }));
    return stack([...each, problemsSection(incomplete, page)]);
  }
  const mends = mendsByWorkload(rows);
  return stack([
    head(report, { worst, mends }, page),
    containersTable(rows, { page, wide: false }),
    mendsSection(mends.slice(1), page),
    problemsSection([...containers.flatMap((container) => container.incomplete), ...incomplete], page),
  ]);
}
