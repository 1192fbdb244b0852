import type { Readable } from 'node:stream';
import type { Terminal } from '../present/tui/terminal.ts';
import type { Streams } from '../terminal/streams.ts';

/** What a command gets from the process it runs in. Only cli.ts knows the process itself. */
export interface Context {
  streams: Streams;
  env: NodeJS.ProcessEnv;
  /** Standard input, read only when `-` is named as a file. */
  stdin: Readable;
  /** The terminal, for the terminal UI; undefined where standard input or standard output is none, or can too little. */
  terminal?: () => Terminal | undefined;
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal;
  /** See {@link computing}. */
  uncaught?: <T>(work: () => T | Promise<T>) => Promise<T>;
  /** Version of this program, such as `0.1.0`. */
  version: string;
}

/**
 * Does work that takes the processor for long and has nothing to clean up: meanwhile Ctrl-C ends the process at once,
 * since nobody would hear of a signal that is caught.
 */
export async function computing<T>(
  { uncaught }: Pick<Context, 'uncaught'>,
  work: () => T | Promise<T>,
): Promise<T> {
  return uncaught === undefined ? work() : uncaught(work);
}
