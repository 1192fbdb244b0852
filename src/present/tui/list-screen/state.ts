import type { TableState } from '../table/table.ts';

/** What every list screen knows. */
export interface ListScreenState<Row> {
  table: TableState<Row>;
  /** Where the keys go: to the rows, or to what is said about the selected one. */
  pane: 'rows' | 'detail';
  /** Lines that the detail is scrolled by. */
  scroll: number;
}

/** At the beginning of a list. */
export const ON_ROWS = { pane: 'rows', scroll: 0 } as const;
