import { pad } from './fit.ts';
import { line } from './lines.ts';
import type { Line, Span } from './lines.ts';
import type { Page } from './page.ts';
import { prose } from './prose.ts';

const INDENT = 2;
const GAP = 3;

/** A label and two texts next to each other, each wrapped within its own column: what differs is never cut. */
export function twoColumns(
  page: Page,
  { label, a, b, style }: { label: string; a: string; b: string; style?: Span['style'] },
): Line[] {
  const first = Math.max(18, Math.min(28, Math.floor(page.columns / 4)));
  const room = Math.max(12, Math.floor((page.columns - first - GAP * 2) / 2));
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

function wrapped(page: Page, text: string, columns: number): string[] {
  // A page that is too narrow for a word chops it.
  const lines = prose({ ...page, columns }, { text, indent: 0 });
  return lines.map((row) => row.map(({ text: part }) => part).join(''));
}
