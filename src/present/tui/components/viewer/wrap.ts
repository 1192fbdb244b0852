import { graphemes } from '../../../layout/fit.ts';
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
    for (const piece of piecesOf(span.text, room, room - used)) {
      const taken = width(piece);
      if (used > 0 && used + taken > room) {
        rows.push([]);
        used = 0;
      }
      rows.at(-1)!.push({ ...span, text: piece });
      used += taken;
    }
  }
  return rows;
}

/** A text in pieces of a row each; the first one has less room. */
function piecesOf(text: string, room: number, first: number): string[] {
  if (ASCII.test(text)) {
    const head = text.slice(0, first);
    const rest = text.slice(first);
    const count = Math.ceil(rest.length / room);
    const others = Array.from({ length: count }, (_, index) => rest.slice(index * room, (index + 1) * room));
    return head === '' ? others : [head, ...others];
  }
  const pieces = [''];
  let left = first;
  // A letter with many marks may be wider than a row: then its code points go apart.
  const letters = graphemes(text).flatMap((letter) =>
    widthOfGrapheme(letter) > room ? [...letter] : letter,
  );
  for (const letter of letters) {
    const taken = widthOfGrapheme(letter);
    if (taken > left && pieces.at(-1) !== '') {
      pieces.push('');
      left = room;
    }
    pieces[pieces.length - 1] += letter;
    left -= taken;
  }
  return pieces.filter((piece) => piece !== '');
}

/** The line without its first columns. */
export function withoutLeft(line: Line, left: number): Line {
  let gone = left;
  return line.flatMap((span) => {
    if (gone <= 0) return [span];
    const parts = ASCII.test(span.text) ? span.text : graphemes(span.text);
    let from = 0;
    for (; from < parts.length && gone > 0; from += 1) gone -= widthOfGrapheme(parts[from]!);
    const rest = typeof parts === 'string' ? parts.slice(from) : parts.slice(from).join('');
    return rest === '' ? [] : [{ ...span, text: rest }];
  });
}

/** To ask for the width of each letter takes a hundred times as long as to know it. */
function widthOfGrapheme(grapheme: string): number {
  const known = WIDTHS.get(grapheme);
  if (known !== undefined) return known;
  if (WIDTHS.size >= MOST_KNOWN) WIDTHS.clear();
  const columns = width(grapheme);
  WIDTHS.set(grapheme, columns);
  return columns;
}

const WIDTHS = new Map<string, number>();
const MOST_KNOWN = 5000;

/** The line in so many columns at most; what is cut ends with `…`. */
export function cutTo(line: Line, columns: number): Line {
  if (widthOfLine(line) <= columns) return line;
  const [first = []] = wrapped(line, columns - 1);
  return [...first, { text: '…' }];
}

export function widthOfLine(line: Line): number {
  return line.reduce((sum, { text }) => sum + width(text), 0);
}

export function textOf(line: Line): string {
  return line.length === 1 ? line[0]!.text : line.map(({ text }) => text).join('');
}
