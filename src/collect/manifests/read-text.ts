import { createReadStream, readFileSync, statSync } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

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
  const stream = file === '-' ? addAbortSignal(signal, stdin) : bytesOf(file, signal);
  let decoder: TextDecoder | undefined;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

/** Most manifests are small files, and a stream for each would take longer than all the rest. */
async function* bytesOf(file: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  // Between files Ctrl-C is heard.
  await setImmediate(undefined, { signal });
  const found = statSync(file);
  if (found.isFile() && found.size <= CHUNK_BYTES) yield readFileSync(file);
  else yield* createReadStream(file, { highWaterMark: CHUNK_BYTES, signal }) as AsyncIterable<Uint8Array>;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
