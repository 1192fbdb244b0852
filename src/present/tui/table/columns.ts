import type { TableColumn } from './table.ts';

/** Spaces between two columns. */
export const GAP = 2;

/**
 * Columns of the terminal for each column of a table that has `room` of them; 0: it is left out. Texts that may be cut
 * are cut first, then columns are left out, those of the highest rank first. What is to spare goes to the last column.
 */
export function columnWidths<Row>(
  columns: readonly TableColumn<Row>[],
  natural: readonly number[],
  room: number,
): number[] {
  const kept = new Set(columns.keys());
  for (;;) {
    const widths = shrunk(columns, natural, kept, room);
    const next = [...kept]
      .filter((index) => columns[index]?.rank !== undefined)
      .toSorted((left, right) => (columns[right]?.rank ?? 0) - (columns[left]?.rank ?? 0))[0];
    if (next === undefined || total(widths, kept) <= room) return spread(widths, kept, room);
    kept.delete(next);
  }
}

function shrunk<Row>(
  columns: readonly TableColumn<Row>[],
  natural: readonly number[],
  kept: ReadonlySet<number>,
  room: number,
): number[] {
  const widths = columns.map((_, index) => (kept.has(index) ? (natural[index] ?? 0) : 0));
  for (let over = total(widths, kept) - room; over > 0; over = total(widths, kept) - room) {
    const [first, second] = [...kept]
      .map((index) => ({
        index,
        width: widths[index]!,
        spare: widths[index]! - (columns[index]?.least ?? Infinity),
      }))
      .filter(({ spare }) => spare > 0)
      .toSorted((left, right) => right.width - left.width);
    if (first === undefined) break;
    widths[first.index] =
      first.width - Math.min(over, first.spare, Math.max(1, first.width - (second?.width ?? 0)));
  }
  return widths;
}

function spread(widths: readonly number[], kept: ReadonlySet<number>, room: number): number[] {
  const last = Math.max(...kept);
  const spare = Math.max(0, room - total(widths, kept));
  return widths.map((width, index) => (index === last ? width + spare : width));
}

function total(widths: readonly number[], kept: ReadonlySet<number>): number {
  return [...kept].reduce((sum, index) => sum + (widths[index] ?? 0), GAP * Math.max(0, kept.size - 1));
}
