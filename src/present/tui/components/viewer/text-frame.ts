import type { Problem } from '../../../../contracts/evidence.ts';
import { EMPTY, line, styled, type Line, type Span } from '../../../layout/lines.ts';
import { prose } from '../../../layout/prose.ts';
import { printable } from '../../../text.ts';
import { failedLines } from '../container-jobs.ts';
import { pageOf } from '../panes.ts';
import type { Viewed, ViewerState } from './viewer.ts';
import { viewerLines } from './viewer-lines.ts';
import { cutTo } from './wrap.ts';

/**
 * A line that says what is seen, and below it the text in the rest of the screen ({@link textPart}). Where there is no text
 * because of a problem, there is room to say what can be done.
 */
export function textFrame(
  summary: Line,
  { viewer, problem }: { viewer: ViewerState; problem?: Problem | undefined },
  viewed: Viewed,
): Line[] {
  if (problem === undefined) return [cutTo(summary, viewed.columns), ...viewerLines(viewer, viewed)];
  if (viewed.lines.length > 0)
    return [cutTo(problemLine(problem), viewed.columns), ...viewerLines(viewer, viewed)];
  const page = pageOf(viewed.columns);
  const again = prose(page, { text: 'r asks again, esc goes back.', indent: 0, style: 'dim' });
  return [...failedLines(problem, page, 'Error'), EMPTY, ...again].slice(0, viewed.rows + 1);
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

function problemLine({ message, hint }: Problem): Line {
  const said: Span = { text: printable([message, hint].filter(Boolean).join(' - '), { max: 500 }) };
  return line(styled('error', 'Error: '), said);
}
