import { userFileChunks, type UserFileSource } from '../../files/user-file.ts';

/**
 * The text of a file, or of standard input for `-`, chunk by chunk. UTF-8, or UTF-16 where a byte order mark says so, as
 * files have that PowerShell wrote. Bytes that are no text become U+FFFD.
 * @throws Error for what cannot be read, and when `signal` aborts.
 */
export async function* readText(file: string, source: UserFileSource): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const bytes of userFileChunks(file, source)) {
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
