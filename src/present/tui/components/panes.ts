import { number } from '../../../units.ts';
import { clip, pad } from '../../layout/fit.ts';
import { dim, line, type Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { width } from '../paint.ts';
import type { Pane } from '../list.ts';

/** From so many columns on, a list and what is selected in it stand side by side. */
export const WIDE = 110;

/** Columns of the rule between two panes. */
export const RULE = 3;

/** A page for a pane of the terminal. */
export function pageOf(columns: number, screenReader = false): Page {
  return {
    columns: Math.max(1, columns),
    verbose: true,
    variables: true,
    width,
    pane: { screenReader },
    collectedAt: '',
  };
}

/** A block of lines that belongs to one entry of a list; entries may be several lines high. */
export type Block = readonly Line[];

/**
 * As many lines of the blocks as there are rows, with the selected block among them, in the middle where it can be.
 * A block that is higher than the screen shows its beginning. Where there are more lines, the last one says which they are.
 */
export function windowOf(blocks: readonly Block[], selected: number, rows: number): Line[] {
  const before = blocks.slice(0, Math.max(0, selected)).reduce((sum, { length }) => sum + length, 0);
  const lines = blocks.flat();
  const height = blocks[selected]?.length ?? 0;
  const seen = paneOf(lines.length, rows).rows;
  return scrolled(lines, before - Math.max(0, Math.floor((seen - height) / 2)), rows);
}

/** A text in a pane of so many rows, of which the last one says the position where the text is longer. */
export function paneOf(lines: number, rows: number): Pane {
  return { lines, rows: Math.max(1, lines > rows ? rows - 1 : rows) };
}

/** Lines from `top` on, as far as it can be scrolled; where there are more than rows, the last one says which they are. */
export function scrolled(lines: readonly Line[], top: number, rows: number): Line[] {
  const pane = paneOf(lines.length, rows);
  const from = clamped(top, pane);
  const shown = lines.slice(from, from + pane.rows);
  return lines.length <= rows || rows < 2 ? shown : [...shown, line(dim(positionOf(from, pane)))];
}

/** The first line that is seen of a pane that should be scrolled so far. */
export function clamped(scroll: number, { lines, rows }: Pane): number {
  return Math.max(0, Math.min(scroll, lines - rows));
}

/**
 * `3-25 of 90 ↑↓`, with arrows to where there is more; empty where all is seen. `cut` says that a part of the first line is
 * above, of the last one below.
 */
export function positionOf(
  from: number,
  { lines, rows }: Pane,
  cut = { above: false, below: false },
): string {
  const to = Math.min(lines, from + rows);
  const arrows = `${from > 0 || cut.above ? '↑' : ''}${to < lines || cut.below ? '↓' : ''}`;
  return arrows === '' ? '' : `${number(from + 1)}-${number(to)} of ${number(lines)} ${arrows}`;
}

/** Two panes side by side with a rule between them; the left one has `at` columns. */
export function besidePane(options: {
  left: readonly Line[];
  right: readonly Line[];
  at: number;
  rows: number;
}): Line[] {
  const { left, right, at, rows } = options;
  return Array.from({ length: rows }, (_, index) =>
    line(...exactly(left[index] ?? [], at), { text: ' │ ', style: 'dim' }, ...(right[index] ?? [])),
  );
}

/** The line in exactly so many columns: cut at its end, or filled up. */
export function exactly(spans: Line, columns: number): Line {
  let room = columns;
  const cut = spans.flatMap((span) => {
    if (room <= 0) return [];
    const text = clip(span.text, room, width);
    room -= width(text);
    return [{ ...span, text }];
  });
  return room > 0 ? [...cut, { text: pad('', room, width) }] : cut;
}
