import type { Readable } from 'node:stream';
import type { Streams } from '../streams.ts';

/** What a command gets from the process it runs in. Only cli.ts knows the process itself. */
export interface Context {
  streams: Streams;
  env: NodeJS.ProcessEnv;
  /** Standard input, read only when `-` is named as a file. */
  stdin: Readable;
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal;
  /** Version of this program, such as `0.1.0`. */
  version: string;
}
