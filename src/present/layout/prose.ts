import { chop } from './fit.ts';
import { line, styled, type Line, type Span } from './lines.ts';
import type { Page } from './page.ts';
import type { Style } from '../theme.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const MEASURE = 100;

/** What stays on one line: `commands` in backquotes, figures with their unit, words. */
const WORDS = /[("]*`[^`]*`[^\s`]*|\(?[\d.,]+ (?:µs|ms|s|B|KiB|MiB|CPU)\b\S*|\S+/g;

export interface ProseOptions {
  text: string;
  indent: number;
  style?: Style | undefined;
  /** Stands in front of the first line, within the indent. */
  lead?: Span;
  /** Columns that a line has at least, however narrow the page is; 20 unless told, in a pane 10. */
  least?: number;
}

/** A paragraph, wrapped between words. */
export function prose({ columns, width, pane }: Page, options: ProseOptions): Line[] {
  const { text, indent, style, lead, least = pane === undefined ? 20 : 10 } = options;
  const available = Math.max(least, Math.min(columns, MEASURE + indent) - indent);
  const rows: string[] = [];
  for (const word of pieces(text)) {
    const last = rows.at(-1);
    if (last !== undefined && width(last) + 1 + width(word) <= available)
      rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  // What leads in stays where the text has no word.
  if (rows.length === 0 && lead !== undefined) rows.push('');
  const gap = lead === undefined ? indent : indent - width(lead.text);
  return rows.map((row, index) =>
    index === 0 && lead !== undefined
      ? line(lead, ' '.repeat(Math.max(1, gap)), { text: row, style })
      : line(' '.repeat(indent), { text: row, style }),
  );

  function pieces(paragraph: string): string[] {
    const words = paragraph.match(WORDS) ?? [];
    return words.flatMap((word) =>
      word.includes('`') || width(word) <= available ? [word] : chop(word, available, width),
    );
  }
}

/** Remarks below the rows of a section. */
export function points(texts: readonly string[], page: Page): Line[] {
  return texts.flatMap((text) => prose(page, { text, indent: 4, lead: { text: '  -', style: 'dim' } }));
}

/**
 * A hint of one or more lines. Words are wrapped; commands, and lines of a manifest, stay as they are, to be copied.
 */
export function hint(page: Page, { text, indent }: { text: string; indent: number }): Line[] {
  return text.split('\n').flatMap((row) => {
    if (row === '') return [line()];
    if (isCommand(row)) return [command(row, indent)];
    return /^(?:\s|- )/.test(row) ? [line(' '.repeat(indent), row)] : prose(page, { text: row, indent });
  });
}

/** Whether a line of a hint is a command by itself, and not a sentence that begins with one. */
export function isCommand(row: string): boolean {
  return row.startsWith('kubectl ') && !row.endsWith('.');
}

/** A command on one line of its own, however long: a wrapped command cannot be copied. */
export function command(text: string, indent: number): Line {
  return line(' '.repeat(indent), styled('command', text));
}
