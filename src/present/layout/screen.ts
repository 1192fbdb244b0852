import { EMPTY, type Line } from './lines.ts';
import type { Page } from './page.ts';

/**
 * Rows that a report takes where it answers on one screen: of a terminal's 24, one is for the command line, one for the
 * next prompt, and one for what is said on stderr, such as which pod of a workload was chosen.
 */
export const SCREEN_ROWS = 21;

/** The first of the forms of a text that fits on one screen; they become shorter. The last one where none does. */
export function firstThatFits(forms: Iterable<Line[]>, page: Page): Line[] {
  let shortest: Line[] = [];
  for (const form of forms) {
    if (rowsOf(form, page) <= SCREEN_ROWS) return form;
    shortest = form;
  }
  return shortest;
}

/** The text; where it is longer than a screen, unless all is asked for, what the first screen has to hold is above it. */
export function withHead(head: readonly Line[], lines: Line[], page: Page): Line[] {
  return page.verbose || rowsOf(lines, page) <= SCREEN_ROWS ? lines : [...head, EMPTY, ...lines];
}

/** Rows of a terminal that the lines take: it wraps what is longer, such as commands. */
export function rowsOf(lines: readonly Line[], { columns, width }: Page): number {
  return lines.reduce((rows, spans) => {
    const used = width(
      spans
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    );
    return rows + Math.max(1, Math.ceil(used / columns));
  }, 0);
}
