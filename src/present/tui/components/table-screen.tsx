import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Problem } from '../../../contracts/evidence.ts';
import { EMPTY, type Line } from '../../layout/lines.ts';
import { prose } from '../../layout/prose.ts';
import { printable } from '../../text.ts';
import { styled } from '../paint.ts';
import { failedLines } from './container-jobs.ts';
import { pageOf, scrolled } from './panes.ts';
import { TextLines } from './text-lines.tsx';
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
  detail?: readonly Line[] | undefined;
}

/** A screen that is one table, with a line about it and perhaps more about the selected row. */
export function TableScreen<Row>(props: TableScreenProps<Row>): ReactNode {
  const { summary, table, spec, around, problem, empty, detail } = props;
  if (problem !== undefined && table.rows.length === 0)
    return <TextLines lines={problemLines(problem, around)} around={around} />;
  const more = around.screenReader ? 0 : tableRows(around, detail !== undefined);
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">{problem === undefined ? summary : problemLine(problem, around)}</Text>
      <TableView table={table} spec={spec} around={around} height={HEADINGS + more} empty={empty} />
      {detail === undefined ? null : (
        <Box flexDirection="column">
          <Text>{around.screenReader ? 'Details:' : '─'.repeat(around.columns)}</Text>
          <TextLines
            lines={around.screenReader ? detail : scrolled(detail, 0, detailRows(around) - 1)}
            around={around}
          />
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

/** Where there is nothing else to show, there is room to say what was wrong and what can be done. */
function problemLines(problem: Problem, around: Around): Line[] {
  const page = pageOf(around.columns);
  return [
    ...failedLines(problem, page, 'Error'),
    EMPTY,
    ...prose(page, { text: OTHERWISE, indent: 0, style: 'dim' }),
  ];
}

const OTHERWISE = 'r asks again; :ns NAME goes to another namespace, :ctx to another context.';

function problemLine(problem: Problem, around: Around): string {
  return `${styled('Error:', 'error', around)} ${printable(problem.message)}`;
}
