import type { Width } from './width.ts';

const ELLIPSIS = '…';
const ASCII = /^[\u0020-\u007e]*$/;

/** The text, padded with spaces to `columns`. */
export function pad(text: string, columns: number, width: Width): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** The text, moved to the right end of `columns`. */
export function padLeft(text: string, columns: number, width: Width): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}

/** The text, cut at its end if it is wider than `columns`. */
export function clip(text: string, columns: number, width: Width): string {
  if (width(text) <= columns) return text;
  return take(graphemes(text), columns - 1, width).join('') + ELLIPSIS;
}

/** A sentence, cut between two words if it is wider than `columns`; one word that is too wide is cut itself. */
export function clipWords(text: string, columns: number, width: Width): string {
  if (width(text) <= columns) return text;
  const cut = take(graphemes(text), columns - 1, width).join('');
  const whole = text[cut.length] === ' ' ? cut : cut.slice(0, Math.max(0, cut.lastIndexOf(' ')));
  return `${(whole || cut).trimEnd()}${ELLIPSIS}`;
}

/** Parts of a sentence, cut between two of them if all are wider than `columns`; where little would be left, between words. */
export function clipClauses(text: string, columns: number, width: Width): string {
  if (width(text) <= columns) return text;
  const heads = Array.from(text.matchAll(/[;,:] /g), ({ index }) => text.slice(0, index));
  const head = heads.findLast((one) => width(one) + 2 <= columns) ?? '';
  return width(head) < columns / 2 ? clipWords(text, columns, width) : `${head} ${ELLIPSIS}`;
}

/** The text, cut in its middle if it is wider than `columns`: names in a cluster differ at both ends. */
export function clipMiddle(text: string, columns: number, width: Width): string {
  if (width(text) <= columns) return text;
  const all = graphemes(text);
  const head = take(all, Math.ceil((columns - 1) / 2), width);
  const tail = take(all.toReversed(), Math.floor((columns - 1) / 2), width).toReversed();
  return head.join('') + ELLIPSIS + tail.join('');
}

/** Pieces of a word that is wider than `columns`. */
export function chop(text: string, columns: number, width: Width): string[] {
  const pieces: string[] = [];
  let rest = graphemes(text);
  while (rest.length > 0) {
    const piece = take(rest, columns, width);
    const taken = Math.max(1, piece.length);
    pieces.push(rest.slice(0, taken).join(''));
    rest = rest.slice(taken);
  }
  return pieces;
}

/** What is seen as one character each. */
export function graphemes(text: string): string[] {
  if (ASCII.test(text)) return text.split('');
  return Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment);
}

function take(parts: readonly string[], columns: number, width: Width): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += width(part);
    if (used > columns) break;
    taken.push(part);
  }
  return taken;
}
