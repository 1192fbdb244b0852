import { dim, type Span } from './lines.ts';
import type { Style } from '../theme.ts';

const FULL = '━';
const HALF = '╸';
const REST = '─';

/** A bar of `columns` for `percent` of a whole, in steps of half a column; whatever is more than nothing shows. */
export function bar(percent: number, columns: number): string {
  const halves = Math.round((Math.min(100, Math.max(0, percent)) / 100) * columns * 2);
  const drawn = percent > 0 ? Math.max(1, halves) : 0;
  return FULL.repeat(Math.floor(drawn / 2)) + (drawn % 2 === 1 ? HALF : '');
}

/** A bar with the rest of the whole drawn thin. */
export function gauge({
  percent,
  columns,
  style,
}: {
  percent: number;
  columns: number;
  style?: Style;
}): Span[] {
  const filled = bar(percent, columns);
  return [{ text: filled, style }, dim(REST.repeat(columns - filled.length))];
}
