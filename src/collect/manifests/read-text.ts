import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';

const CHUNK_BYTES = 1024 * 1024;

/**
 * The text of a file, or of `stdin` for `-`, chunk by chunk. UTF-8, or UTF-16 where a byte order mark says so, as
 * files have that PowerShell wrote. Bytes that are no text become U+FFFD.
 * @throws Error for what cannot be read, and when `signal` aborts.
 */
export async function* readText(
  file: string,
  { stdin, signal }: { stdin: Readable; signal: AbortSignal },
): AsyncGenerator<string> {
  const stream: AsyncIterable<Uint8Array | string> =
    file === '-'
      ? addAbortSignal(signal, stdin)
      : createReadStream(file, { highWaterMark: CHUNK_BYTES, signal });
  let decoder: TextDecoder | undefined;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
