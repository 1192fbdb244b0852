import { VERDICTS, type ContainerReport } from '../../contracts/report.ts';
import { table } from '../layout/table.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { columnsFor } from './columns.ts';

/** A reason that is cut shorter than this says nothing. */
const SHORTEST_REASON = 24;

/** The containers as a table, worst first. The wide one is never cut; the plain one keeps to the page. */
export function containersTable(
  containers: readonly ContainerReport[],
  { page, wide }: { page: Page; wide: boolean },
): Line[] {
  const rows = worstFirst(containers);
  const columns = columnsFor(rows, { wide });
  if (wide) return table({ columns, rows, width: page.width });
  const lines = table({ columns, rows, width: page.width, within: page.columns });
  const reasonAt = (lines[0] ?? []).slice(0, -1).reduce((sum, { text }) => sum + page.width(text), 0);
  if (page.columns - reasonAt >= SHORTEST_REASON) return lines;
  return table({ columns: columns.slice(0, -1), rows, width: page.width });
}

/** Most severe first; equally severe ones by size, then by name. */
export function worstFirst(containers: readonly ContainerReport[]): ContainerReport[] {
  return containers.toSorted(
    (left, right) =>
      VERDICTS.indexOf(right.severity) - VERDICTS.indexOf(left.severity) ||
      variables(right) - variables(left) ||
      compare(left.namespace, right.namespace) ||
      compare(left.pod, right.pod) ||
      compare(left.container, right.container),
  );
}

function variables({ count: { exec, main, predicted } }: ContainerReport): number {
  return (exec ?? main ?? predicted.atStart).variables;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
