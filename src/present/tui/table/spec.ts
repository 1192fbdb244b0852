import type { Style } from '../../theme.ts';

export interface TableColumn<Row> {
  header: string;
  /** Already printable. */
  text: (row: Row, now: number) => string;
  /** What it is sorted by; by default its text. */
  value?: ((row: Row) => number | string) | undefined;
  /** The largest first, when it is sorted by this column. */
  largestFirst?: boolean | undefined;
  right?: boolean | undefined;
  style?: ((row: Row, now: number) => Style | undefined) | undefined;
  /** May be cut to so many columns. */
  least?: number | undefined;
  /** Of one that always stays: it is not cut below so many columns while another column could be left out; 32 unless told. */
  comfort?: number | undefined;
  /** Screens that are too narrow go without it, the highest number first. Without one it always stays. */
  rank?: number | undefined;
  /** Columns that it has whatever its texts: for texts that change by themselves. */
  columns?: number | undefined;
}

export interface TableSpec<Row> {
  columns: readonly TableColumn<Row>[];
  /** Tells rows apart. */
  key: (row: Row) => string;
  /** What the filter looks at, in lower case. */
  words: (row: Row) => string;
}

export interface SortOrder {
  /** Index into the columns. */
  column: number;
  /** Against the column's own direction. */
  reverse: boolean;
}
