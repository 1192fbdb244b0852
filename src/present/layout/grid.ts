import { clip, clipMiddle, pad, padLeft } from './fit.ts';
import { dim, line, styled, type Line, type Span } from './lines.ts';
import type { Page } from './page.ts';

/**
 * The one grid of the report: a label, two columns of figures, and room for a bar or words. Every section uses it,
 * so figures stand below figures from the top of the report to its end.
 */
export interface GridRow {
  label: string | Span;
  first?: string | undefined;
  second?: string | undefined;
  rest?: string | readonly Span[] | undefined;
}

const FIRST = 11;
const SECOND = 12;
const GAP = 2;

/** The headings of a section: its name stands to the left of the rows. */
export function gridHead(page: Page, { label, first = '', second = '', rest = '' }: GridRow): Line {
  const title = typeof label === 'string' ? label : label.text;
  const figures = padLeft(first, FIRST, page.width) + padLeft(second, SECOND, page.width);
  const name = pad(title, labelColumns(page), page.width);
  return line(styled('heading', name), dim(figures), ' '.repeat(GAP), ...spans(page, rest, true));
}

/** One row, indented below its section's name. */
export function gridRow(page: Page, { label, first = '', second = '', rest = '' }: GridRow): Line {
  const span = typeof label === 'string' ? { text: label } : label;
  const columns = labelColumns(page);
  const name = pad(`  ${clipMiddle(span.text, columns - 2, page.width)}`, columns, page.width);
  const figures = padLeft(first, FIRST, page.width) + padLeft(second, SECOND, page.width);
  return line({ ...span, text: name }, figures, ' '.repeat(GAP), ...spans(page, rest, false));
}

/** How wide the last part of a row is. */
export function restColumns(page: Page): number {
  return Math.max(10, page.columns - labelColumns(page) - FIRST - SECOND - GAP);
}

function labelColumns({ columns }: Page): number {
  if (columns < 80) return 24;
  return Math.min(44, 28 + Math.floor((columns - 80) / 4));
}

function spans(page: Page, rest: string | readonly Span[], heading: boolean): readonly Span[] {
  if (typeof rest !== 'string') return rest;
  const text = clip(rest, restColumns(page), page.width);
  return heading ? [dim(text)] : [{ text }];
}
