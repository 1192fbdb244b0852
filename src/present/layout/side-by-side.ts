import { pad } from './fit.ts';
import { line, type Line, type Span } from './lines.ts';
import type { Page } from './page.ts';
import { prose } from './prose.ts';

const INDENT = 2;
const GAP = 3;

/** A label and two texts next to each other, each wrapped within its own column. */
export function twoColumns(
  page: Page,
  { label, a, b, style }: { label: string; a: string; b: string; style?: Span['style'] },
): Line[] {
  const first = labelWidth(page);
  const room = columnWidth(page);
  const [labels, left, right] = [
    wrapped(page, label, first - INDENT),
    wrapped(page, a, room),
    wrapped(page, b, room),
  ];
  const height = Math.max(labels.length, left.length, right.length);
  return Array.from({ length: height }, (_, index) =>
    line(
      ' '.repeat(INDENT),
      pad(labels[index] ?? '', first - INDENT + GAP, page.width),
      { text: pad(left[index] ?? '', room + GAP, page.width), style },
      { text: right[index] ?? '', style },
    ),
  );
}

/** How wide each of the two columns is. Of a very wide page not all is used: B is to stand near A. */
export function columnWidth(page: Page): number {
  const room = Math.floor((page.columns - labelWidth(page) - GAP * 2) / 2);
  return Math.max(12, Math.min(WIDEST, room));
}

const WIDEST = 56;

function labelWidth({ columns }: Page): number {
  return Math.max(20, Math.min(36, Math.floor(columns / 3)));
}

function wrapped(page: Page, text: string, columns: number): string[] {
  // A page that is too narrow for a word chops it.
  const lines = prose({ ...page, columns }, { text, indent: 0, least: 1 });
  return lines.map((row) => row.map(({ text: part }) => part).join(''));
}
