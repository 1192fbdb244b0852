import type { Readable, Writable } from 'node:stream';

/** The streams of the terminal that the UI runs in; tests hand in their own. */
export interface Terminal {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number; rows?: number };
  stderr: Writable;
  /** Stops the program as the shell's Ctrl-Z does; resolves when it goes on. Absent where there is no such thing. */
  stop?: () => Promise<void>;
}
