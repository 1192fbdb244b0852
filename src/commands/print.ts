import type { Streams } from '../terminal/streams.ts';

/** Prints pieces one after the other, each when the one before has gone to whoever reads. */
export async function print(pieces: Iterable<string>, streams: Streams): Promise<void> {
  for (const piece of pieces) {
    streams.out(piece);
    await streams.drained?.();
  }
}
