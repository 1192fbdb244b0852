/** Where output goes. stdout is data, stderr is talk; tests hand in their own. */
export interface Streams {
  /** Data. */
  out(text: string): void;
  /** Resolves when a slow reader has taken what was written; who writes much in pieces waits for it between them. */
  drained?(): Promise<void>;
  /** Talk: progress, warnings, errors. */
  err(text: string): void;
  /** A line of live progress that the next one replaces; silent where stderr is not a terminal. */
  progress(line: string | undefined): void;
  /** Width of stdout in columns, at this moment; undefined when it is not a terminal. */
  readonly columns: number | undefined;
  /** Its height in rows. */
  readonly rows?: number | undefined;
  /** Whether stdout, and stderr, may be coloured unless `--color` says otherwise. */
  color: { out: boolean; err: boolean };
}
