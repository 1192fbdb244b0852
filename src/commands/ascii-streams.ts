import { toAscii } from '../terminal/ascii.ts';
import type { Streams } from '../terminal/streams.ts';

const DEFAULT_COLUMNS = 80;

/** The streams with all their text in ASCII; `data` is for programs and stays as it is. */
export function asciiStreams(streams: Streams, { data }: { data: boolean }): Streams {
  const ascii = (text: string): string => toAscii(text, streams.columns ?? DEFAULT_COLUMNS);
  return {
    ...streams,
    out: (text) => streams.out(data ? text : ascii(text)),
    err: (text) => streams.err(ascii(text)),
    progress: (line) => streams.progress(line === undefined ? undefined : ascii(line)),
    get columns() {
      return streams.columns;
    },
    get rows() {
      return streams.rows;
    },
  };
}
