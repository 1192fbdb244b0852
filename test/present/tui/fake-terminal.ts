import { PassThrough, Writable } from 'node:stream';
import type { Terminal } from '../../../src/present/tui/terminal.ts';

export interface FakeTerminal extends Terminal {
  /** Types keys as a terminal sends them. */
  type: (text: string) => void;
  resize: (columns: number, rows: number) => void;
  /** All that was written. */
  written: () => string;
  /** Whether the program has the terminal in raw mode. */
  isRaw: () => boolean;
}

/** A terminal of a size, without a terminal. */
export function fakeTerminal(columns: number, rows: number): FakeTerminal {
  const chunks: string[] = [];
  let raw = false;
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => {
      raw = on;
      return stdin;
    },
    ref: () => stdin,
    unref: () => stdin,
  });
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk.toString());
        done();
      },
    }),
    { isTTY: true, columns, rows },
  );
  return {
    stdin,
    stdout,
    stderr: stdout,
    type: (text) => void stdin.write(text),
    resize: (width, height) => {
      Object.assign(stdout, { columns: width, rows: height });
      stdout.emit('resize');
    },
    written: () => chunks.join(''),
    isRaw: () => raw,
  };
}
