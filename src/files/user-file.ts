import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { Socket } from 'node:net';
import { devNull } from 'node:os';
import { addAbortSignal, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { size } from '../units.ts';

/** Where a user's file may come from besides the disk, and what ends the reading. */
export interface UserFileSource {
  /** What `-` stands for; without it `-` is a file's name. */
  stdin?: Readable;
  signal?: AbortSignal;
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * The one way to read a file that a user named. Read are regular files, `-` for `stdin`, and the pipes of a shell's
 * process substitution, `<(…)`. Devices, named pipes and sockets, which may have no end, are refused; /dev/null is
 * empty.
 * @throws Error that says why it cannot be read, with the system's `code` where there is one; AbortError by `signal`.
 */
export async function readUserFile(
  file: string,
  { maxBytes, ...source }: UserFileSource & { maxBytes: number },
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of userFileChunks(file, source)) {
    bytes += chunk.length;
    refuseMore(bytes, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same for regular files only and at once, where a caller cannot wait. */
export function readRegularFile(file: string, { maxBytes }: { maxBytes: number }): Buffer {
  if (isEmptyDevice(file)) return Buffer.alloc(0);
  const fd = openReadable(file, isRegular);
  try {
    refuseMore(fstatSync(fd).size, maxBytes);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (let chunk = nextChunk(fd); chunk.length > 0; chunk = nextChunk(fd)) {
      bytes += chunk.length;
      refuseMore(bytes, maxBytes);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(fd);
  }
}

/** What {@link readUserFile} reads, chunk by chunk; the caller bounds it. */
export async function* userFileChunks(
  file: string,
  { stdin, signal }: UserFileSource,
): AsyncGenerator<Uint8Array> {
  // Between files Ctrl-C is heard.
  await setImmediate(undefined, { signal });
  if (stdin !== undefined && isStdin(file)) return yield* streamed(stdin, signal);
  if (isEmptyDevice(file)) return;
  const fd = openReadable(file, (found) => found.isFile() || (found.isFIFO() && OWN_PIPE.test(file)));
  if (!fstatSync(fd).isFile()) return yield* streamed(new Socket({ fd, writable: false }), signal);
  try {
    for (let chunk = nextChunk(fd); chunk.length > 0; chunk = nextChunk(fd)) {
      yield chunk;
      await setImmediate(undefined, { signal });
    }
  } finally {
    closeSync(fd);
  }
}

/** Whether a file's name means standard input, which can be read only once. */
export function isStdin(file: string): boolean {
  return file === '-' || /^\/(dev\/(stdin|fd\/0)|proc\/self\/fd\/0)$/.test(file);
}

/** What a shell names a pipe of its own to us: bash /dev/fd/63, zsh on Linux /proc/self/fd/11. */
const OWN_PIPE = /^\/(dev|proc\/self)\/fd\/\d+$/;

/** `KUBECONFIG=/dev/null` is how people say: none. */
function isEmptyDevice(file: string): boolean {
  return file === devNull;
}

function isRegular(found: Stats): boolean {
  return found.isFile();
}

/** Looks before it opens, since opening alone does something to some devices; and again, since files are exchanged. */
function openReadable(file: string, accepts: (found: Stats) => boolean): number {
  requireKind(statSync(file), accepts);
  // Without waiting: some files of /proc/ and /sys/ are regular, and have no end.
  const fd = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
  try {
    requireKind(fstatSync(fd), accepts);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function requireKind(found: Stats, accepts: (found: Stats) => boolean): void {
  if (!accepts(found))
    throw new Error(`it is ${kindOf(found)}; only regular files are read, or - for standard input`);
}

/** What something in the file system is, with its article. */
export function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a named pipe';
  if (found.isSocket()) return 'a socket';
  if (found.isFile()) return 'a regular file';
  return 'a device';
}

function nextChunk(fd: number): Uint8Array {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  return chunk.subarray(0, readSync(fd, chunk));
}

async function* streamed(stream: Readable, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for await (const chunk of signal === undefined ? stream : addAbortSignal(signal, stream))
    yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
}

function refuseMore(bytes: number, maxBytes: number): void {
  if (bytes > maxBytes) throw new Error(`it has more than ${size(maxBytes)}`);
}
