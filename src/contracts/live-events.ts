import type { Problem } from './evidence.ts';

/**
 * What is heard of a list that lives, which ends only when it is given up, or cannot be read at all. First come its
 * pages, then what changes; a `page` after a `done` one begins a new whole look, whose last page replaces all that was
 * there. No changes come between the pages of a look. Who does not ask for the next event is taken for not looking: what
 * he misses comes when he asks again, each row once.
 */
export type LiveEvent<Row> = RowsEvent<Row> | { type: 'link'; link: Link };

export type RowsEvent<Row> =
  /**
   * The next rows of a look; with `done` there are no more of it (`rows` may be empty then). With `first`, what came of
   * a look that was not finished is void.
   */
  | { type: 'page'; rows: Row[]; first?: boolean; done: boolean }
  /** Rows that are new or other than before, and keys of those that are gone: `NAMESPACE/NAME`, of namespaces the name. */
  | { type: 'changes'; changed: Row[]; gone: string[] };

/** How fresh a list is. */
export interface Link {
  /**
   * `looking`: it is read for the first time; `live`: changes are heard as they happen; `asking`: it is read again from
   * time to time; `broken`: nothing is heard, and it is tried again.
   */
  state: 'looking' | 'live' | 'asking' | 'broken';
  /** The last look or sign of life, in milliseconds since the epoch; absent before the first. */
  at?: number | undefined;
  /** Of `asking`: from one look to the next. */
  everyMs?: number | undefined;
  /** Why it is not live; with `live`, what is to be known beside the rows: what is left out, and why. */
  problem?: Problem | undefined;
  /** Of `broken`: when it is tried again, in milliseconds since the epoch. */
  retryAt?: number | undefined;
}
