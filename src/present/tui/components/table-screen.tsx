import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Problem } from '../../../evidence.ts';
import { printable } from '../../text.ts';
import { styled } from '../paint.ts';
import type { Around } from '../screen.ts';
import { HEADINGS, TableView } from '../table/table-view.tsx';
import type { TableSpec, TableState } from '../table/table.ts';

export interface TableScreenProps<Row> {
  /** One line above the table. */
  summary: string;
  table: TableState<Row>;
  spec: TableSpec<Row>;
  around: Around;
  /** Why there is nothing, or not all. */
  problem?: Problem | undefined;
  /** Shown where there are no rows. */
  empty: string;
  /** Lines about the selected row, below the table. */
  detail?: readonly string[] | undefined;
}

/** A screen that is one table, with a line about it and perhaps more about the selected row. */
export function TableScreen<Row>(props: TableScreenProps<Row>): ReactNode {
  const { summary, table, spec, around, problem, empty, detail } = props;
  const more = around.screenReader ? 0 : tableRows(around, detail !== undefined);
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">{problem === undefined ? summary : problemLine(problem, around)}</Text>
      <TableView
        table={table}
        spec={spec}
        around={around}
        height={HEADINGS + more}
        empty={problem?.hint === undefined ? empty : printable(problem.hint)}
      />
      {detail === undefined ? null : (
        <Box flexDirection="column">
          {[around.screenReader ? 'Details:' : '─'.repeat(around.columns), ...detail]
            .slice(0, around.screenReader ? undefined : detailRows(around))
            .map((line, index) => (
              <Text key={index} wrap="truncate">
                {line}
              </Text>
            ))}
        </Box>
      )}
    </Box>
  );
}

const SUMMARY = 1;

/** Rows of the table that are seen at once. */
export function tableRows(around: Pick<Around, 'rows'>, withDetail = false): number {
  return Math.max(1, around.rows - SUMMARY - HEADINGS - (withDetail ? detailRows(around) : 0));
}

function detailRows({ rows }: Pick<Around, 'rows'>): number {
  return Math.floor(rows / 2);
}

function problemLine(problem: Problem, around: Around): string {
  return `${styled('Error:', 'error', around)} ${printable(problem.message)}`;
}
