import type { Mend, Problem } from '../../contracts/report.ts';
import type { Histogram } from '../diagnosis/histogram.ts';
import type { FittedColumn } from '../layout/fitted.ts';
import type { Span } from '../layout/lines.ts';
import type { Style } from '../theme.ts';

/**
 * A part of a document: what is said, and not how it is set. `lines.ts` sets blocks for terminals and the panes of the
 * terminal UI, `markdown.ts` for Markdown. Texts are as they are: Markdown escapes them, terminals get printable ones.
 */
export type Block =
  /** Of a whole document. */
  | { kind: 'title'; text: string }
  /** Of a section, or with `minor` of a part of one; terminals have room for more than the name. */
  | {
      kind: 'heading';
      text: string;
      verdict?: Span | readonly Span[];
      aside?: string | undefined;
      minor?: boolean;
    }
  | { kind: 'prose'; text: Text; style?: Style | undefined }
  /** Label and words. */
  | { kind: 'facts'; rows: readonly (readonly [label: string, text: string])[] }
  | { kind: 'points'; items: readonly Point[] }
  | TableBlock
  | { kind: 'bars'; histogram: Histogram }
  /** One thing that was found: how bad it is where that can be said, what it is, and all about it. */
  | { kind: 'finding'; label?: Span; title: string; aside?: string; body: readonly Block[] }
  /** How several things came out, and why. */
  | { kind: 'verdicts'; headings: readonly [string, string, string]; rows: readonly VerdictRow[] }
  /** Two things next to each other; what differs in words is said once. */
  | { kind: 'sides'; headings: readonly [string, string, string]; rows: readonly SideRow[] }
  /** What was left out, the flags that show it, and the whole command where it can be typed. */
  | { kind: 'more'; text: string; flags: readonly string[]; command?: string | undefined }
  | { kind: 'mends'; mends: readonly PlacedMend[] }
  | { kind: 'command'; command: string }
  /** What could not be seen, with its heading. */
  | { kind: 'problems'; problems: readonly Problem[] };

/** Words, of which some are names; its parts have a space between them. */
export type Text = string | readonly (string | { code: string })[];

export interface Point {
  text: string;
  /** Stands below it: the places that it is about. */
  places?: string | undefined;
  /** That shows the same, or does it. */
  command?: string | undefined;
  /** Lines that a terminal has room for, unless it is asked for all. */
  most?: number;
}

export interface VerdictRow {
  name: string;
  verdict: string;
  style: Style;
  text: string;
}

/** A mend, and where more than one is to be mended: which ones. */
export type PlacedMend = Mend & { where?: string };

export type SideRow = readonly [label: string, a: string, b: string];

/** More about a row, for so many lines of a terminal; nothing where there are no words. */
export interface Below {
  text: string;
  most?: number;
}

/** A table whose rows only its columns know. */
export interface TableBlock {
  kind: 'table';
  columns: readonly FittedColumn<never>[];
  rows: readonly unknown[];
  /** Below a row what had no room in it, by the headers that had. */
  below?: ((row: never, headers: readonly string[]) => Below) | undefined;
}

/** The blocks below their heading; nothing without blocks. */
export function section(
  heading: string | Omit<Extract<Block, { kind: 'heading' }>, 'kind'>,
  ...blocks: Block[]
): Block[] {
  if (blocks.length === 0) return [];
  const own = typeof heading === 'string' ? { text: heading } : heading;
  return [{ kind: 'heading', ...own }, ...blocks];
}

/** A list; nothing without items. */
export function points(items: readonly Point[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'points', items }];
}

/** A table; nothing without rows. */
export function table<Row>(
  columns: readonly FittedColumn<Row>[],
  rows: readonly Row[],
  below?: (row: Row, headers: readonly string[]) => Below,
): Block[] {
  return rows.length === 0 ? [] : [{ kind: 'table', columns, rows, below }];
}

/** A paragraph; nothing without words. */
export function prose(text: Text, style?: Style): Block[] {
  return text.length === 0 ? [] : [{ kind: 'prose', text, style }];
}

/** A command; nothing where there is none. */
export function command(text: string | undefined): Block[] {
  return text === undefined ? [] : [{ kind: 'command', command: text }];
}
