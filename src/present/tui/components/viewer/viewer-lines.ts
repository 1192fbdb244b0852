import { counted } from '../../../../units.ts';
import { dim, line, type Line } from '../../../layout/lines.ts';
import { positionOf } from '../panes.ts';
import { marked, matchesIn } from './marks.ts';
import { settled, textRows, type Viewed, type ViewerState } from './viewer.ts';
import { cutTo, textOf, withoutLeft, wrapped } from './wrap.ts';

/** What is seen of a text, and below it where that is: `3-25 of 90 ↓`. */
export function viewerLines(at: ViewerState, viewed: Viewed): Line[] {
  // What is said below may have taken lines away since the last message.
  const viewer = at.atEnd ? settled(at, viewed) : at;
  const { lines, rows } = viewed;
  const most = textRows(viewed);
  const shown: Line[] = [];
  let next = viewer.top;
  for (; next < lines.length && shown.length < most; next += 1) shown.push(...rowsOf(next, viewer, viewed));
  const isCut = shown.length > most;
  const seen = shown.slice(0, most);
  if (rows <= 1) return seen;
  const blank = Array.from({ length: most - seen.length }, () => line());
  return [...seen, ...blank, positionLine(viewer, viewed, { last: next - 1, isCut })];
}

function rowsOf(index: number, viewer: ViewerState, { lines, columns, marks }: Viewed): Line[] {
  const text = marked(lines[index] ?? [], marks);
  if (!viewer.wrap) return [cutTo(withoutLeft(text, viewer.left), columns)];
  const rows = wrapped(text, columns);
  return index === viewer.top ? rows.slice(viewer.above) : rows;
}

function positionLine(
  viewer: ViewerState,
  viewed: Viewed,
  { last, isCut }: { last: number; isCut: boolean },
): Line {
  const { lines } = viewed;
  const parts = [
    positionOf(
      viewer.top,
      { lines: lines.length, rows: last - viewer.top + 1 },
      { above: viewer.above > 0, below: isCut },
    ) || counted(lines.length, 'line'),
    ...(viewer.left > 0 ? [`from column ${viewer.left + 1}`] : []),
    ...(viewer.wrap ? ['wrapped'] : []),
    ...matchPart(viewer, viewed),
  ];
  return line(dim(parts.join('  ')));
}

function matchPart({ found }: ViewerState, { lines, marks = [], searches = false }: Viewed): string[] {
  if (!searches || marks.length === 0) return [];
  const matches = matchesIn(lines.map(textOf), marks);
  const place = found === undefined ? -1 : matches.indexOf(found);
  const count = counted(matches.length, 'match', 'matches');
  return [place === -1 ? count : `match ${place + 1} of ${matches.length}, line ${found! + 1}`];
}
