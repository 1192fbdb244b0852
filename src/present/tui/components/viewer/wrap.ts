import { chop } from '../../../layout/fit.ts';
import type { Line, Span } from '../../../layout/lines.ts';
import { width } from '../../paint.ts';

/** How many rows of so many columns a line takes when it is wrapped; at least one. */
export function heightOf(line: Line, columns: number): number {
  const room = Math.max(1, columns);
  const text = textOf(line);
  if (ASCII.test(text)) return Math.max(1, Math.ceil(text.length / room));
  return wrapped(line, room).length;
}

const ASCII = /^[ -~]*$/;

/** The rows of a line, cut wherever a row is full: what is read here are logs and manifests, and no prose. */
export function wrapped(line: Line, columns: number): Line[] {
  const room = Math.max(1, columns);
  const rows: Span[][] = [[]];
  let used = 0;
  for (const span of line) {
    let rest = span.text;
    while (rest !== '') {
      const [piece = rest] =
        width(rest) <= room - used ? [rest] : chop(rest, Math.max(1, room - used), width);
      if (used > 0 && used + width(piece) > room) {
        rows.push([]);
        used = 0;
        continue;
      }
      rows.at(-1)!.push({ ...span, text: piece });
      used += width(piece);
      rest = rest.slice(piece.length);
    }
  }
  return rows;
}

/** The line without its first columns. */
export function withoutLeft(line: Line, left: number): Line {
  let gone = left;
  return line.flatMap((span) => {
    if (gone <= 0) return [span];
    const columns = width(span.text);
    if (columns <= gone) {
      gone -= columns;
      return [];
    }
    const [head = ''] = chop(span.text, gone, width);
    gone = 0;
    return [{ ...span, text: span.text.slice(head.length) }];
  });
}

export function widthOfLine(line: Line): number {
  return line.reduce((sum, { text }) => sum + width(text), 0);
}

export function textOf(line: Line): string {
  return line.length === 1 ? line[0]!.text : line.map(({ text }) => text).join('');
}
