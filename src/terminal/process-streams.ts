import { writeSync } from 'node:fs';
import { toAscii, wantsAscii } from './ascii.ts';
import type { Streams } from './streams.ts';

/** The exit code for output that could not be written: EXIT.error, which would load more than is needed here. */
const FAILED = 1;
const DEFAULT_COLUMNS = 80;

/**
 * Ends the process where standard output cannot be written, with exit code 1 and a sentence. A reader that leaves early
 * (`| head`) is no failure of ours, nor is a terminal that is closed; nor that nobody hears what we say on stderr.
 */
export function guardOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'EIO') process.exitCode ??= 0;
    else end(`error: cannot write to standard output: ${error.message}\n`);
  });
  process.stderr.on('error', () => undefined);
}

/** Ends the process by a sentence for what nobody caught: Node would print the line of the code, which is all of it. */
export function tellBugs(): void {
  process.on('uncaughtException', (error: unknown) => {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error';
    const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(isFrame).slice(0, 5) : [];
    end(
      [
        `error: kubectl envaudit failed: ${message.slice(0, 1000).replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')}`,
        '  This is a bug of kubectl envaudit. Please report it, with the command that you typed, what',
        '  `kubectl envaudit version` says, and these lines:',
        ...frames.map((frame) => frame.slice(0, 200)),
        '',
      ].join('\n'),
    );
  });
}

function isFrame(line: string): boolean {
  return line.startsWith('    at ');
}

function end(text: string): never {
  try {
    writeSync(2, wantsAscii(process.env) ? toAscii(text, DEFAULT_COLUMNS) : text);
  } catch {
    // There is nobody to tell.
  }
  process.exit(FAILED);
}

/** The streams of this process; neither colours nor moves of the cursor where TERM=dumb says that there are none. */
export function processStreams(): Streams {
  const { stdout, stderr, env } = process;
  const isDumb = env['TERM'] === 'dumb';
  const colored = (stream: NodeJS.WriteStream): boolean => stream.isTTY && !env['NO_COLOR'] && !isDumb;
  return {
    out: (text) => void stdout.write(text),
    drained: () => drained(stdout),
    err: (text) => void stderr.write(text),
    progress: (line) => {
      if (stderr.isTTY && !isDumb) stderr.write(`\r\u001B[K${line ?? ''}`);
    },
    get columns() {
      return stdout.isTTY ? stdout.columns : undefined;
    },
    get rows() {
      return stdout.isTTY && !isDumb ? stdout.rows : undefined;
    },
    color: { out: colored(stdout), err: colored(stderr) },
  };
}

/** A reader that leaves ends the wait as well. */
async function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (!stream.writableNeedDrain || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const events = ['drain', 'error', 'close'];
    const done = (): void => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });
}

/** A terminal to which other text is written than what is given to it. */
export function mappedOutput(stdout: NodeJS.WriteStream, map: (text: string) => string): NodeJS.WriteStream {
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'write')
        return (chunk: unknown, ...rest: never[]) =>
          target.write(typeof chunk === 'string' ? map(chunk) : (chunk as Uint8Array), ...rest);
      const value: unknown = Reflect.get(target, name, target);
      // Its methods are those of the terminal itself.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
