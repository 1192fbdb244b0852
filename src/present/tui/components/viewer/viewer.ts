import type { Line } from '../../../layout/lines.ts';
import type { Action } from '../../keys.ts';
import type { Message } from '../../screen.ts';
import { matchesIn, type Marks } from './marks.ts';
import { heightOf, textOf, widthOfLine } from './wrap.ts';

/** Where a text is looked at: the one way in which screens show text that is longer than they are. */
export interface ViewerState {
  /** The first line that is seen. */
  top: number;
  /** How many of its rows are above the screen, where it is wrapped. */
  above: number;
  /** Columns that are to the left of the screen, where lines are not wrapped. */
  left: number;
  wrap: boolean;
  /** Stays at the end of a text that grows. */
  atEnd: boolean;
  /** The line of the match that was gone to. */
  found?: number | undefined;
}

/** What is looked at, and through what. */
export interface Viewed {
  lines: readonly Line[];
  columns: number;
  /** Of the screen, with the last one, which says the position. */
  rows: number;
  /** What is marked in the text. */
  marks?: Marks | undefined;
  /** Whether it is looked for; otherwise all lines have it anyway. */
  searches?: boolean | undefined;
}

/** At the beginning of a text. */
export const VIEWER_START: ViewerState = { top: 0, above: 0, left: 0, wrap: false, atEnd: false };

/** The view after a message that means something to every text; the same one after all others. */
export function viewerMessage(viewer: ViewerState, message: Message, viewed: Viewed): ViewerState {
  if (message.type === 'action') return MOVES[message.action]?.(viewer, viewed) ?? viewer;
  return message.type === 'resized' ? settled(viewer, viewed) : viewer;
}

/** The view after its text has become another one, of which the first `gone` lines of before are no part any more. */
export function settled(viewer: ViewerState, viewed: Viewed, gone = 0): ViewerState {
  if (viewer.atEnd) return toEnd(viewer, viewed);
  const found = viewer.found === undefined ? undefined : viewer.found - gone;
  return within({ ...viewer, top: viewer.top - gone, found }, viewed);
}

/** The view at the first line from the one that is seen on that has what is looked for. */
export function toMatch(viewer: ViewerState, viewed: Viewed): ViewerState {
  return goneTo(viewer, viewed, (lines) => lines.find((line) => line >= viewer.top) ?? lines[0]);
}

/** Rows of the text that are seen at once. */
export function textRows({ rows }: Pick<Viewed, 'rows'>): number {
  return Math.max(1, rows - 1);
}

/** How many rows a line takes. */
export function rowsOfLine(line: Line, viewer: ViewerState, { columns }: Viewed): number {
  return viewer.wrap ? heightOf(line, columns) : 1;
}

type Move = (viewer: ViewerState, viewed: Viewed) => ViewerState;

const MOVES: Partial<Record<Action, Move>> = {
  up: (viewer, viewed) => scrolled(viewer, viewed, -1),
  down: (viewer, viewed) => scrolled(viewer, viewed, 1),
  'page-up': (viewer, viewed) => scrolled(viewer, viewed, -pageOf(viewed)),
  'page-down': (viewer, viewed) => scrolled(viewer, viewed, pageOf(viewed)),
  top: (viewer) => ({ ...viewer, top: 0, above: 0, left: 0, atEnd: false }),
  bottom: toEnd,
  left: (viewer, viewed) => sideways(viewer, viewed, -1),
  right: (viewer, viewed) => sideways(viewer, viewed, 1),
  wrap: (viewer, viewed) => settled({ ...viewer, wrap: !viewer.wrap, above: 0, left: 0 }, viewed),
  'next-match': (viewer, viewed) =>
    goneTo(viewer, viewed, (lines) => lines.find((line) => line > at(viewer)) ?? lines[0]),
  'previous-match': (viewer, viewed) =>
    goneTo(viewer, viewed, (lines) => lines.findLast((line) => line < at(viewer)) ?? lines.at(-1)),
};

function at({ found: line, top }: ViewerState): number {
  return line ?? top;
}

/** One row of the page before stays, to read on from. */
function pageOf(viewed: Viewed): number {
  return Math.max(1, textRows(viewed) - 1);
}

function scrolled(viewer: ViewerState, viewed: Viewed, rows: number): ViewerState {
  let { top, above } = viewer;
  above += rows;
  while (above < 0 && top > 0) {
    top -= 1;
    above += rowsOfLine(viewed.lines[top] ?? [], viewer, viewed);
  }
  while (top < viewed.lines.length - 1) {
    const height = rowsOfLine(viewed.lines[top] ?? [], viewer, viewed);
    if (above < height) break;
    above -= height;
    top += 1;
  }
  const moved = within({ ...viewer, top, above: Math.max(0, above), atEnd: false }, viewed);
  const same = moved.top === viewer.top && moved.above === viewer.above;
  // Who goes down at the end of a text that grows wants to see what comes.
  return same && !(rows < 0 && viewer.atEnd) ? viewer : moved;
}

/** Half a screen to the side, as far as there is text. */
function sideways(viewer: ViewerState, { lines, columns }: Viewed, halves: 1 | -1): ViewerState {
  if (viewer.wrap) return viewer;
  const widest = lines.reduce((most, line) => Math.max(most, widthOfLine(line)), 0);
  const most = Math.max(0, widest - columns);
  const left = Math.max(0, Math.min(most, viewer.left + halves * Math.max(1, Math.floor(columns / 2))));
  return left === viewer.left ? viewer : { ...viewer, left };
}

function toEnd(viewer: ViewerState, viewed: Viewed): ViewerState {
  return { ...viewer, ...lastPlace(viewer, viewed), atEnd: true };
}

/** The view with its place made valid: never past the last screenful. */
function within(viewer: ViewerState, viewed: Viewed): ViewerState {
  const top = Math.max(0, viewer.top);
  const above = viewer.top < 0 ? 0 : viewer.above;
  const last = lastPlace(viewer, viewed);
  const past = top > last.top || (top === last.top && above > last.above);
  return { ...viewer, ...(past ? last : { top, above }) };
}

/** Where the last screenful begins. */
function lastPlace(viewer: ViewerState, viewed: Viewed): Pick<ViewerState, 'top' | 'above'> {
  let rows = textRows(viewed);
  for (let top = viewed.lines.length - 1; top >= 0; top -= 1) {
    const height = rowsOfLine(viewed.lines[top] ?? [], viewer, viewed);
    if (height >= rows) return { top, above: height - rows };
    rows -= height;
  }
  return { top: 0, above: 0 };
}

/** The view at a line with a match, a few lines below the upper end; where there is no match, as it was. */
function goneTo(
  viewer: ViewerState,
  viewed: Viewed,
  choose: (lines: readonly number[]) => number | undefined,
): ViewerState {
  const line = choose(matchesIn(viewed.lines.map(textOf), viewed.marks));
  if (line === undefined) return { ...viewer, found: undefined };
  const isSeen = line >= viewer.top && line < viewer.top + textRows(viewed) && !viewer.wrap;
  if (isSeen) return { ...viewer, found: line, atEnd: false };
  const before = Math.min(3, Math.floor(textRows(viewed) / 3));
  return within({ ...viewer, found: line, top: line - before, above: 0, atEnd: false }, viewed);
}
