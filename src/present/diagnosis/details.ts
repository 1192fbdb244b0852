import type { CheckDetail } from '../../contracts/diagnosis.ts';
import { number } from '../../units.ts';
import { points, prose, table, type Block } from '../document/block.ts';

/** Rows of a table that are shown unless all are asked for, and remarks. */
const ROWS = 5;
const REMARKS = 2;

/** The figures behind a check: small tables, distributions and remarks, of which the first are enough for most. */
export function detailBlocks(details: readonly CheckDetail[], whole: boolean): Block[] {
  const remarks = details.filter(({ kind }) => kind === 'line');
  const left = new Set(whole ? [] : remarks.slice(REMARKS));
  return details.filter((detail) => !left.has(detail)).flatMap((detail) => detailOf(detail, whole));
}

function detailOf(detail: CheckDetail, whole: boolean): Block[] {
  if (detail.kind === 'line') return points([{ text: detail.text }]);
  if (detail.kind === 'histogram') return [{ kind: 'bars', histogram: detail }];
  const { headings, rows } = detail;
  const shown = whole ? rows : rows.slice(0, ROWS);
  const columns = headings.map((header, index) => ({
    header,
    cell: (row: string[]) => row[index] ?? '',
    least: 8,
  }));
  const rest = rows.length - shown.length;
  return [...table(columns, shown), ...(rest > 0 ? prose(`and ${number(rest)} more (-v)`, 'dim') : [])];
}
