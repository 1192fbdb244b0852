import type { Below, Block, Point, TableBlock, Text, VerdictRow } from './block.ts';
import { number } from '../../units.ts';
import { histogramRows, type Histogram } from '../diagnosis/histogram.ts';
import { brief } from '../layout/brief.ts';
import { chop, pad, padLeft } from '../layout/fit.ts';
import { fitted, withBelow, type FittedColumn } from '../layout/fitted.ts';
import { dim, line, styled, type Line } from '../layout/lines.ts';
import { mendLines } from '../layout/mends.ts';
import type { Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import * as words from '../layout/prose.ts';
import { twoColumns } from '../layout/side-by-side.ts';

const WIDEST_BAR = 40;
/** Spaces around a column. */
const GAP = 2;
/** Where the blocks of a section begin; its tables take the whole page. */
const SECTION = 2;
/** The longest word for a verdict, and the spaces beside it. */
const VERDICT = 11;
const STAGE = 26;

/** Sections with their headings as lines, each below the other. */
export function sectionLines(blocks: readonly Block[], page: Page): Line[] {
  return linesOf(blocks, page, SECTION);
}

/** Blocks as lines that are so far from the left. Their texts must be printable. */
export function linesOf(blocks: readonly Block[], page: Page, indent = 0): Line[] {
  return blocks.flatMap((block) => blockLines(block, page, indent));
}

function blockLines(block: Block, page: Page, indent: number): Line[] {
  switch (block.kind) {
    case 'title':
      return [line(styled('heading', block.text))];
    case 'heading':
      return [headingLine(block, page)];
    case 'prose':
      return words.prose(page, { text: plain(block.text), indent, style: block.style });
    case 'facts':
      return factLines(block.rows, page, indent);
    case 'points':
      return block.items.flatMap((item) => pointLines(item, page, indent));
    case 'table':
      return tableLines(block, page, indent === SECTION ? 0 : indent);
    case 'bars':
      return barLines(block.histogram, page, indent);
    case 'finding':
      return findingLines(block, page, indent);
    case 'verdicts':
      return verdictLines(block.rows, page, 2);
    case 'sides':
      return block.rows.flatMap(([label, a, b]) => twoColumns(page, { label, a, b }));
    case 'more':
      return moreLines(block);
    case 'mends':
      return mendLines(block.mends, page);
    case 'command':
      return commandLines(block.command, page, indent);
    case 'problems':
      return problemsSection(block.problems, page);
  }
}

/** How several things came out: what, how, and so many lines of why, in three columns. */
export function verdictLines(rows: readonly VerdictRow[], page: Page, most: number): Line[] {
  return rows.flatMap(({ name, verdict, style, text }) => {
    const [first = [], ...others] = brief(page, { text, indent: STAGE + VERDICT, most });
    return [
      line(
        pad(`  ${name}`, STAGE, page.width),
        styled(style, pad(verdict, VERDICT, page.width)),
        ...first.slice(1),
      ),
      ...others,
    ];
  });
}

function plain(text: Text): string {
  return typeof text === 'string'
    ? text
    : text.map((part) => (typeof part === 'string' ? part : part.code)).join(' ');
}

/** In capitals on a page, in a pane as a sentence. */
function headingLine({ text, verdict, aside }: Extract<Block, { kind: 'heading' }>, { pane }: Page): Line {
  const isPage = pane === undefined;
  return line(
    styled('heading', isPage ? text.toUpperCase() : text),
    ...(verdict === undefined ? [] : [isPage ? '  ' : ': ', ...[verdict].flat()]),
    ...(aside === undefined ? [] : [dim(isPage ? `  ${aside}` : ` (${aside})`)]),
  );
}

function factLines(rows: Extract<Block, { kind: 'facts' }>['rows'], page: Page, indent: number): Line[] {
  const widest = rows.reduce((most, [label]) => Math.max(most, page.width(label)), 0);
  const at = indent + widest + GAP;
  return rows.flatMap(([label, text]) =>
    words.prose(page, { text, indent: at, lead: dim(pad(' '.repeat(indent) + label, at - 1, page.width)) }),
  );
}

function pointLines({ text, places, command, most = Infinity }: Point, page: Page, indent: number): Line[] {
  const lead = dim(`${' '.repeat(indent)}-`);
  return [
    ...brief(page, { text, indent: indent + GAP, lead, most }),
    ...(places === undefined ? [] : words.prose(page, { text: places, indent: indent + GAP, style: 'dim' })),
    ...(command === undefined ? [] : [words.command(command, indent + GAP)]),
  ];
}

function findingLines(
  { label, title, aside, body }: Extract<Block, { kind: 'finding' }>,
  page: Page,
  indent: number,
): Line[] {
  const below = linesOf(body, page, indent + GAP);
  if (label === undefined) return [...words.prose(page, { text: title, indent, style: 'name' }), ...below];
  if (page.pane !== undefined) {
    return [title === '' ? line(label) : line(label, '  ', styled('name', title)), ...below];
  }
  const at = indent + page.width(label.text) + GAP;
  const lead = { ...label, text: ' '.repeat(indent) + label.text };
  if (aside !== undefined) {
    return [line(lead, ' '.repeat(GAP), styled('name', title), `  ${aside}`), ...linesOf(body, page, at)];
  }
  return [...words.prose(page, { text: title, indent: at, style: 'name', lead }), ...linesOf(body, page, at)];
}

/** A command on one line, to be copied; in a pane it is wrapped for the eye only. */
function commandLines(command: string, page: Page, indent: number): Line[] {
  if (page.pane === undefined) return [words.command(command, indent)];
  return command
    .split('\n')
    .flatMap((row) => chop(row, Math.max(10, page.columns - GAP), page.width))
    .map((row) => words.command(row, GAP));
}

function tableLines(block: TableBlock, page: Page, indent: number): Line[] {
  // Its columns know its rows: see `table` of block.ts.
  const all = block.columns as readonly FittedColumn<unknown>[];
  const columns = all.map((column) =>
    page.pane === undefined
      ? { ...column, header: column.header.toUpperCase() }
      : { ...column, least: undefined },
  );
  const room = { ...page, columns: page.columns - indent };
  const { lines, headers, over } = fitted(columns, block.rows, room);
  if (page.pane !== undefined && (over > 0 || page.pane.screenReader))
    return sentences(columns, block.rows, page);
  const indented = indent === 0 ? lines : lines.map((row) => line(' '.repeat(indent), ...row));
  const below = block.below as ((row: unknown, headers: readonly string[]) => Below) | undefined;
  if (below === undefined) return indented;
  const more = block.rows.map((row) => {
    const { text, most = Infinity } = below(row, headers);
    return brief(page, { text, indent: GAP, style: 'dim', most });
  });
  return withBelow(indented, more);
}

/** The rows of a table that is too wide, or for screen readers: each as a sentence, so that nothing is cut. */
function sentences(columns: readonly FittedColumn<unknown>[], rows: readonly unknown[], page: Page): Line[] {
  return rows.flatMap((row) => {
    const cells = columns.map(({ header, cell }) => {
      const content = cell(row);
      return `${header} ${typeof content === 'string' ? content : content.text}`.trim();
    });
    return words.points([cells.join(', ')], page);
  });
}

function moreLines({ text, command, flags }: Extract<Block, { kind: 'more' }>): Line[] {
  if (command === undefined) return [line(dim(`  ${text} (${flags.join(', ')})`))];
  return [line(dim(`  ${text}:`)), words.command(command, 2 * GAP)];
}

function barLines(histogram: Histogram, page: Page, indent: number): Line[] {
  const rows = histogramRows(histogram, Math.max(4, Math.min(WIDEST_BAR, page.columns - indent - 24)));
  if (page.pane?.screenReader === true)
    return rows.map(({ range, count }) => line(`${range}: ${number(count)}`));
  const [ranges, counts] = [rows.map(({ range }) => range), rows.map(({ count }) => number(count))];
  const [rangeWidth, countWidth] = [ranges, counts].map((texts) => Math.max(0, ...texts.map(page.width)));
  return rows.map(({ range, count, bar }) =>
    line(
      ' '.repeat(indent),
      pad(range, rangeWidth ?? 0, page.width),
      '  ',
      padLeft(number(count), countWidth ?? 0, page.width),
      '  ',
      styled('bar', bar),
    ),
  );
}
