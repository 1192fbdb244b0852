import { line, styled, type Line, type Span } from '../../layout/lines.ts';
import { prose } from '../../layout/prose.ts';
import { pageOf } from '../components/panes.ts';
import { fit } from '../paint.ts';
import { columnWidths, GAP } from './columns.ts';
import { isFresh, MARK_SIGNS } from './marks.ts';
import type { TableColumn, TableSpec } from './spec.ts';
import { selectedRow, type TableState } from './table.ts';

export interface TableDrawn<Row> {
  table: TableState<Row>;
  spec: TableSpec<Row>;
  /** Of the terminal. */
  columns: number;
  /** Rows that are seen at once, headings left out. */
  rows: number;
  now: number;
  /** Whether keys go to it, where there are several panes. */
  focused: boolean;
  /** Shown where there are no rows. */
  empty: string;
}

/** Headings, and those rows that are seen, however many there are. */
export function tableLines<Row>(drawn: TableDrawn<Row>): Line[] {
  const { table, spec, columns, rows, empty } = drawn;
  const widths = columnWidths(spec.columns, table.widths, columns - GUTTER);
  const head = line(' '.repeat(GUTTER), ...headings(drawn, widths));
  if (table.shown.length === 0)
    return [head, ...prose(pageOf(columns), { text: empty, indent: GUTTER, style: 'dim' })];
  const { top } = table.list;
  const seen = table.shown.slice(top, top + rows);
  return [head, ...seen.map((row, offset) => rowLine(drawn, row, top + offset, widths))];
}

/** For a screen reader: the place in the list, the selected row with the names of its columns, and nothing else. */
export function spokenRow<Row>({ table, spec, now, empty }: TableDrawn<Row>): string {
  const row = selectedRow(table);
  if (row === undefined) return empty;
  const said = spec.columns
    .map(({ header, text }) => ({ header, text: text(row, now) }))
    .filter(({ text }) => text !== '')
    .map(({ header, text }) => `${header.toLowerCase()} ${text}`);
  const mark = table.marks.get(spec.key(row));
  const moved = mark !== undefined && isFresh(mark, now) ? `${mark.kind}, ` : '';
  return `Row ${table.list.selected + 1} of ${table.shown.length}, selected: ${moved}${said.join(', ')}`;
}

/** Lines for the headings of a table. */
export const HEADINGS = 1;

/** What is selected, what is new, and a space. */
const GUTTER = 3;

function headings<Row>({ spec: { columns }, table }: TableDrawn<Row>, widths: readonly number[]): Span[] {
  return joined(columns, widths, (column, index) => {
    const down = (column.largestFirst === true) !== table.order.reverse;
    const text = index === table.order.column ? `${column.header}${down ? '↓' : '↑'}` : column.header;
    return styled('heading', fit(text, widths[index]!, column));
  });
}

function rowLine<Row>(drawn: TableDrawn<Row>, row: Row, index: number, widths: readonly number[]): Line {
  const { table, spec, now, focused } = drawn;
  const { columns } = spec;
  const isSelected = index === table.list.selected;
  const mark = table.marks.get(spec.key(row));
  const fresh = mark !== undefined && isFresh(mark, now) ? mark.kind : undefined;
  const cells = joined(columns, widths, (column, place) => {
    const figures = column.right === true || column.least === undefined;
    const cut = figures ? 'end' : place === columns.length - 1 ? 'words' : 'middle';
    const text = fit(column.text(row, now), widths[place]!, { right: column.right, cut });
    return { text, style: column.style?.(row, now) };
  });
  const sign = {
    text: `${fresh === undefined ? ' ' : MARK_SIGNS[fresh]} `,
    style: fresh === 'new' ? ('severity.ok' as const) : ('gone' as const),
  };
  if (!isSelected) return line(' ', sign, ...cells);
  const text = cells.map((cell) => cell.text).join('');
  return focused
    ? line(styled('selected', '>'), sign, styled('selected', text))
    : line('-', sign, styled('name', text));
}

function joined<Row>(
  columns: readonly TableColumn<Row>[],
  widths: readonly number[],
  cell: (column: TableColumn<Row>, index: number) => Span,
): Span[] {
  return columns
    .flatMap((column, index) => (widths[index] === 0 ? [] : [cell(column, index)]))
    .flatMap((span, index) => (index === 0 ? [span] : [{ text: ' '.repeat(GAP) }, span]));
}
