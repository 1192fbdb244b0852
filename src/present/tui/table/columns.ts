import { narrowed } from '../../layout/fitted.ts';
import type { TableColumn } from './spec.ts';

/** Spaces between two columns. */
export const GAP = 2;

/** What names need to be told apart, unless a column says otherwise. */
const COMFORT = 32;

/**
 * Columns of the terminal for each column of a table that has `room` of them; 0: it is left out. Where there is not room
 * enough, texts that could be left out are cut first; then they are left out, those of the highest rank first; then the
 * others are cut. What is to spare goes to the last column, for its texts.
 */
export function columnWidths<Row>(
  columns: readonly TableColumn<Row>[],
  natural: readonly number[],
  room: number,
): number[] {
  const kept = new Set(columns.keys());
  const needed = columns.map((column, index) => neededBy(column, natural[index] ?? 0));
  const byRank = [...kept]
    .filter((index) => columns[index]?.rank !== undefined)
    .toSorted((left, right) => (columns[left]?.rank ?? 0) - (columns[right]?.rank ?? 0));
  while (byRank.length > 0 && total(needed, kept) > room) kept.delete(byRank.pop()!);
  const least = columns.map((column) => column.least ?? Infinity);
  const widths = columns.map((_, index) => (kept.has(index) ? (natural[index] ?? 0) : 0));
  const onlyRanked = least.map((width, index) => (columns[index]?.rank === undefined ? Infinity : width));
  const fitting = [onlyRanked, least].reduce<readonly number[]>(
    (wide, most) => narrowed(wide, most, total(wide, kept) - room).columns,
    widths,
  );
  // A column of figures stays beside the one before it.
  return columns[Math.max(...kept)]?.right === true ? [...fitting] : spread(fitting, kept, room);
}

/** The columns without which it would rather be another one that is left out. */
function neededBy<Row>({ least, rank, comfort = COMFORT }: TableColumn<Row>, natural: number): number {
  if (least === undefined) return natural;
  return Math.min(natural, rank === undefined ? Math.max(least, comfort) : least);
}

function spread(widths: readonly number[], kept: ReadonlySet<number>, room: number): number[] {
  const last = Math.max(...kept);
  const spare = Math.max(0, room - total(widths, kept));
  return widths.map((width, index) => (index === last ? width + spare : width));
}

function total(widths: readonly number[], kept: ReadonlySet<number>): number {
  return [...kept].reduce((sum, index) => sum + (widths[index] ?? 0), GAP * Math.max(0, kept.size - 1));
}
