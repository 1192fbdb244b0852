import type { Streams } from '../streams.ts';

/** What a command gets from outside; tests hand in their own. */
export interface CommandContext {
  streams: Streams;
  env: NodeJS.ProcessEnv;
  /** Aborted at Ctrl-C or SIGTERM: print what there is and exit with 130. */
  signal: AbortSignal;
  version: string;
}
