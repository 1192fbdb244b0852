import { clip, pad, padLeft } from './fit.ts';
import { dim, line, type Line, type Span } from './lines.ts';
import type { Width } from './width.ts';

export interface Column<Row> {
  header: string;
  cell: (row: Row) => string | Span;
  align?: 'right';
}

export interface TableOptions<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  width: Width;
  /** Width that the last column is cut to; without it nothing is cut. */
  within?: number;
}

/** kubectl leaves three spaces between columns. */
const GAP = '   ';

/** A table in kubectl's manner: headings in upper case, no rules; columns as wide as their widest cell. */
export function table<Row>({ columns, rows, width, within }: TableOptions<Row>): Line[] {
  const cells = rows.map((row) => columns.map(({ cell }) => spanOf(cell(row))));
  const widths = columns.map(({ header }, index) =>
    cells.reduce((widest, row) => Math.max(widest, width(row[index]?.text ?? '')), width(header)),
  );
  const beforeLast = widths.slice(0, -1).reduce((sum, columnWidth) => sum + columnWidth + GAP.length, 0);
  const heads = columns.map(({ header }) => dim(header));
  return [heads, ...cells].map((row) => line(...row.flatMap((span, index) => set(span, index))));

  function set(span: Span, index: number): Span[] {
    const columnWidth = widths[index] ?? 0;
    if (index === columns.length - 1) {
      const room = within === undefined ? Infinity : Math.max(8, within - beforeLast);
      return [{ ...span, text: clip(span.text, room, width) }];
    }
    const place = columns[index]?.align === 'right' ? padLeft : pad;
    return [{ ...span, text: place(span.text, columnWidth, width) }, { text: GAP }];
  }
}

function spanOf(cell: string | Span): Span {
  return typeof cell === 'string' ? { text: cell } : cell;
}
