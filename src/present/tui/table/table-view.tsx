import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { VirtualList } from '../components/virtual-list.tsx';
import { fit, styled } from '../paint.ts';
import type { Around } from '../screen.ts';
import { columnWidths, GAP } from './columns.ts';
import type { TableColumn, TableSpec, TableState } from './table.ts';

export interface TableViewProps<Row> {
  table: TableState<Row>;
  spec: TableSpec<Row>;
  around: Around;
  /** Lines of the screen for headings and rows together. */
  height: number;
  /** Shown where there are no rows. */
  empty: string;
}

/** Headings, and those rows that are seen. */
export function TableView<Row>({ table, spec, around, height, empty }: TableViewProps<Row>): ReactNode {
  const marks = 2;
  const widths = columnWidths(spec.columns, table.widths, around.columns - marks);
  if (around.screenReader) return spoken({ table, spec, around, height, empty });
  return (
    <Box flexDirection="column" height={height}>
      <Text wrap="truncate">{`  ${headings(spec.columns, widths, table, around)}`}</Text>
      {table.shown.length === 0 ? (
        <Text wrap="truncate">{`  ${styled(empty, 'dim', around)}`}</Text>
      ) : (
        <VirtualList
          count={table.shown.length}
          list={table.list}
          height={height - 1}
          around={around}
          row={(index, selected) => {
            const line = cells(spec.columns, widths, table.shown[index]!, around);
            return selected ? styled(line, 'selected', around) : line;
          }}
        />
      )}
    </Box>
  );
}

/** Lines for the headings of a table. */
export const HEADINGS = 1;

function headings<Row>(
  columns: readonly TableColumn<Row>[],
  widths: readonly number[],
  { order }: TableState<Row>,
  around: Around,
): string {
  return joined(columns, widths, (column, index) => {
    const down = (column.largestFirst === true) !== order.reverse;
    const text = index === order.column ? `${column.header}${down ? '↓' : '↑'}` : column.header;
    return styled(fit(text, widths[index]!, column), 'heading', around);
  });
}

function cells<Row>(
  columns: readonly TableColumn<Row>[],
  widths: readonly number[],
  row: Row,
  around: Around,
): string {
  return joined(columns, widths, (column, index) => {
    const cut = index === columns.length - 1 ? 'end' : 'middle';
    const text = fit(column.text(row, around.now), widths[index]!, { right: column.right, cut });
    return styled(text, column.style?.(row), around);
  });
}

function joined<Row>(
  columns: readonly TableColumn<Row>[],
  widths: readonly number[],
  cell: (column: TableColumn<Row>, index: number) => string,
): string {
  return columns
    .flatMap((column, index) => (widths[index] === 0 ? [] : [cell(column, index)]))
    .join(' '.repeat(GAP));
}

/** For a screen reader: the place in the list, the selected row with the names of its columns, and nothing else. */
function spoken<Row>({ table, spec, around, empty }: TableViewProps<Row>): ReactNode {
  const row = table.shown[table.list.selected];
  if (row === undefined) return <Text>{empty}</Text>;
  const said = spec.columns
    .map(({ header, text }) => ({ header, text: text(row, around.now) }))
    .filter(({ text }) => text !== '')
    .map(({ header, text }) => `${header.toLowerCase()} ${text}`);
  return (
    <Text>{`Row ${table.list.selected + 1} of ${table.shown.length}, selected: ${said.join(', ')}`}</Text>
  );
}
