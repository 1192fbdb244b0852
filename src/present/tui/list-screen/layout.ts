import { RULE, WIDE } from '../components/panes.ts';
import type { Around } from '../screen.ts';
import { HEADINGS } from '../table/table-lines.ts';

/** Where a list screen has what, in columns and lines of its part of the terminal. */
export interface ListLayout {
  /** The table and the line above it; `rows` of the table are seen at once. */
  list: { columns: number; rows: number };
  /** More about the selected row, its title left out. */
  detail: { columns: number; rows: number };
  /** Whether that stands beside the table; otherwise below. */
  beside: boolean;
}

type Size = Pick<Around, 'columns' | 'rows' | 'screenReader'>;

/** The layout of a list screen of so many rows. What few rows do not need, the detail below them has. */
export function listLayout(
  { columns, rows, screenReader }: Size,
  { detail, count }: { detail: Detail; count: number },
): ListLayout {
  const above = SUMMARY + HEADINGS;
  if (detail === 'none')
    return { list: { columns, rows: atLeastOne(rows - above) }, detail: { columns, rows: 0 }, beside: false };
  if (columns >= WIDE && !screenReader) {
    const left = Math.max(LEAST_LIST, Math.floor(columns * LIST_SHARE));
    return {
      list: { columns: left, rows: atLeastOne(rows - above) },
      detail: { columns: columns - left - RULE, rows: atLeastOne(rows - TITLE) },
      beside: true,
    };
  }
  const below = detail === 'large' ? Math.floor(rows / 2) : rows >= ROOMY ? STRIP : SMALL_STRIP;
  const free = rows - above - TITLE - count;
  const own = atLeastOne(Math.min(Math.max(below, free), rows - above - TITLE - 1));
  return {
    list: { columns, rows: atLeastOne(rows - above - TITLE - own) },
    detail: { columns, rows: own },
    beside: false,
  };
}

/** Whether more is said about the selected row, and how much room it has where it stands below. */
export type Detail = 'none' | 'small' | 'large';

const SUMMARY = 1;
const TITLE = 1;
/** Lines of the strip below the rows, and from how many lines on there is room for the larger one. */
const STRIP = 3;
const SMALL_STRIP = 2;
const ROOMY = 16;
const LIST_SHARE = 0.58;
const LEAST_LIST = 64;

function atLeastOne(rows: number): number {
  return Math.max(1, rows);
}
