import type { Problem } from '../../../../contracts/evidence.ts';
import { line, styled, type Line, type Span } from '../../../layout/lines.ts';
import { printable } from '../../../text.ts';
import { exactly } from '../panes.ts';
import { widthOfLine } from './wrap.ts';
import type { Viewed, ViewerState } from './viewer.ts';
import { viewerLines } from './viewer-lines.ts';

/** A line that says what is seen, and below it the text. `viewed` is that text in the rest of the screen: {@link textOf}. */
export function textFrame(summary: Line, viewer: ViewerState, viewed: Viewed): Line[] {
  const isLong = widthOfLine(summary) > viewed.columns;
  return [isLong ? exactly(summary, viewed.columns) : summary, ...viewerLines(viewer, viewed)];
}

/** The part of a screen that is left to the text. */
export function textPart({
  columns,
  rows,
}: {
  columns: number;
  rows: number;
}): Pick<Viewed, 'columns' | 'rows'> {
  return { columns, rows: Math.max(2, rows - 1) };
}

/** Why there is nothing, or nothing new. */
export function problemLine({ message, hint }: Problem): Line {
  const said: Span = { text: printable([message, hint].filter(Boolean).join(' - '), { max: 500 }) };
  return line(styled('error', 'Error: '), said);
}
