import { paint, type Style } from '../theme.ts';

/**
 * Text with a meaning. Sections make lines of spans; colours come last, in `render`: so widths are those of the plain
 * text, lines can be put side by side, and a report without colours is the same report.
 */
export interface Span {
  text: string;
  style?: Style | undefined;
}

export type Line = readonly Span[];

/** The lines as text that ends with a line break; empty for no lines. */
export function render(lines: readonly Line[], { color }: { color: boolean }): string {
  return lines.map((spans) => `${renderLine(spans, color).trimEnd()}\n`).join('');
}

/** A line from spans and plain strings. */
export function line(...parts: readonly (Span | string)[]): Line {
  return parts.map((part) => (typeof part === 'string' ? { text: part } : part));
}

export function styled(style: Style, text: string): Span {
  return { text, style };
}

export function dim(text: string): Span {
  return { text, style: 'dim' };
}

export const EMPTY: Line = [];

function renderLine(spans: Line, color: boolean): string {
  return spans.map(({ text, style }) => (color && style && text.trim() ? paint(text, style) : text)).join('');
}
