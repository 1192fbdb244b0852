import stringWidth from 'string-width';
import { clip, clipClauses, clipMiddle, clipWords, pad, padLeft } from '../layout/fit.ts';
import { paint, type Style } from '../theme.ts';
import type { Around } from './screen.ts';

/**
 * Text in a style where colours are wanted, plain otherwise. Screens use this and never Ink's own properties for
 * colours, which would follow the process' environment instead of the program's one decision.
 */
export function styled(text: string, style: Style | undefined, { color }: Pick<Around, 'color'>): string {
  return color && style !== undefined && text !== '' ? paint(text, style) : text;
}

/** Columns of a terminal that a text without escapes takes. */
export function width(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** The text in exactly so many columns: filled up with spaces, or cut. Names are cut in the `middle`, sentences between `words` or `clauses`. */
export function fit(
  text: string,
  columns: number,
  { right = false, cut = 'end' }: { right?: boolean; cut?: keyof typeof CUTS } = {},
): string {
  if (columns <= 0) return '';
  const short = CUTS[cut](text, columns, width);
  return (right ? padLeft : pad)(short, columns, width);
}

const CUTS = { end: clip, middle: clipMiddle, words: clipWords, clauses: clipClauses };
const ASCII = /^[ -~]*$/;
