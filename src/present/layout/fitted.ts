import { clip, clipMiddle } from './fit.ts';
import type { Line, Span } from './lines.ts';
import type { Page } from './page.ts';
import { table, type Column } from './table.ts';

export interface FittedColumn<Row> extends Column<Row> {
  /** Pages that are too narrow go without it: the column with the highest number first. Without one it always stays. */
  rank?: number;
  /** May be cut to so many columns: names in their middle, the last column of the table at its end. */
  least?: number;
}

/** A table that keeps to the page, and the headers of the columns that it has room for. */
export interface Fitted {
  lines: Line[];
  headers: string[];
  /** Columns of the terminal that are still too many. */
  over: number;
}

const GAP = 3;

/**
 * A table for a page of any width: cells that may be cut are cut first, then columns are left out. A table that is still
 * too wide stays so, because a figure in part is a wrong figure.
 */
export function fitted<Row>(all: readonly FittedColumn<Row>[], rows: readonly Row[], page: Page): Fitted {
  const cells = new Map(all.map((column) => [column, rows.map((row) => span(column.cell(row)))]));
  const natural = new Map(
    all.map((column) => [
      column,
      widest([column.header, ...(cells.get(column) ?? []).map(({ text }) => text)], page),
    ]),
  );
  let columns = all;
  let widths = shrunk(columns, natural, page.columns);
  for (let next = leastNeeded(columns); widths.over > 0 && next !== undefined; next = leastNeeded(columns)) {
    columns = columns.filter((column) => column !== next);
    widths = shrunk(columns, natural, page.columns);
  }
  const lines = table<number>({
    columns: columns.map((column, index) => ({
      ...column,
      cell: (row) =>
        cut(cells.get(column)?.[row] ?? { text: '' }, widths.columns[index], index === columns.length - 1),
    })),
    rows: rows.map((_, index) => index),
    width: page.width,
  });
  return { lines, headers: columns.map(({ header }) => header), over: widths.over };

  function cut(cell: Span, columnWidth: number | undefined, last: boolean): Span {
    if (columnWidth === undefined) return cell;
    return { ...cell, text: (last ? clip : clipMiddle)(cell.text, columnWidth, page.width) };
  }
}

/** The lines of a table with more about each row below it; `below` has a block for each row. */
export function withBelow([head, ...rows]: readonly Line[], below: readonly (readonly Line[])[]): Line[] {
  return [head ?? [], ...rows.flatMap((row, index) => [row, ...(below[index] ?? [])])];
}

/** The widths at which the columns fit, the widest of those that may be cut cut first; `over`: what is still too much. */
function shrunk<Row>(
  columns: readonly FittedColumn<Row>[],
  natural: ReadonlyMap<FittedColumn<Row>, number>,
  room: number,
): { columns: number[]; over: number } {
  const wanted = columns.map((column) => natural.get(column) ?? 0);
  const over = wanted.reduce((sum, width) => sum + width, GAP * (columns.length - 1)) - room;
  return narrowed(
    wanted,
    columns.map(({ least = Infinity }) => least),
    over,
  );
}

/** The widths with `over` columns less, the widest made narrower first, until all have come to their least. */
export function narrowed(
  wanted: readonly number[],
  least: readonly number[],
  over: number,
): { columns: number[]; over: number } {
  const columns = [...wanted];
  let left = over;
  while (left > 0) {
    const [first, second] = columns
      .map((width, index) => ({ index, width, spare: width - (least[index] ?? Infinity) }))
      .filter(({ spare }) => spare > 0)
      .toSorted((one, other) => other.width - one.width);
    if (first === undefined) break;
    const step = Math.min(left, first.spare, Math.max(1, first.width - (second?.width ?? 0)));
    columns[first.index] = first.width - step;
    left -= step;
  }
  return { columns, over: left };
}

function leastNeeded<Row>(columns: readonly FittedColumn<Row>[]): FittedColumn<Row> | undefined {
  return columns
    .filter(({ rank }) => rank !== undefined)
    .toSorted((left, right) => (right.rank ?? 0) - (left.rank ?? 0))[0];
}

function widest(texts: readonly string[], { width }: Page): number {
  return texts.reduce((most, text) => Math.max(most, width(text)), 0);
}

function span(cell: string | Span): Span {
  return typeof cell === 'string' ? { text: cell } : cell;
}
