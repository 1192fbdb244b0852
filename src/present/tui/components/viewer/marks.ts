import type { Line, Span } from '../../../layout/lines.ts';

/** What is looked for in a text, in lower case. A line has it that has all of it. */
export type Marks = readonly string[];

/** What is typed as words, each of which must occur. */
export function wordsOf(typed: string): Marks {
  return typed.toLowerCase().split(' ').filter(Boolean);
}

/** What is typed as it stands. */
export function phraseOf(typed: string): Marks {
  return typed.trim() === '' ? [] : [typed.toLowerCase()];
}

export function hasAll(text: string, marks: Marks): boolean {
  const lower = text.toLowerCase();
  return marks.every((mark) => lower.includes(mark));
}

/** The numbers of the lines that have what is looked for; none where nothing is. */
export function matchesIn(texts: readonly string[], marks: Marks = []): number[] {
  if (marks.length === 0) return [];
  return [...texts.keys()].filter((index) => hasAll(texts[index]!, marks));
}

/** The line with all places marked where something stands that is looked for. */
export function marked(line: Line, marks: Marks = []): Line {
  if (marks.length === 0) return line;
  return line.flatMap((span) => spans(span, marks));
}

function spans(span: Span, marks: Marks): Span[] {
  const lower = span.text.toLowerCase();
  // Letters that have another length in lower case would shift all places behind them.
  if (lower.length !== span.text.length) return [span];
  const parts: Span[] = [];
  let from = 0;
  for (;;) {
    const next = marks
      .map((mark) => ({ at: lower.indexOf(mark, from), length: mark.length }))
      .filter(({ at }) => at !== -1)
      .toSorted((a, b) => a.at - b.at || b.length - a.length)[0];
    if (next === undefined) break;
    if (next.at > from) parts.push({ ...span, text: span.text.slice(from, next.at) });
    parts.push({ text: span.text.slice(next.at, next.at + next.length), style: 'selected' });
    from = next.at + next.length;
  }
  if (from < span.text.length) parts.push({ ...span, text: span.text.slice(from) });
  return parts;
}
