import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';

/** A program in a terminal of 140x40, by util-linux' script(1). */
export interface InTerminal {
  child: ChildProcessWithoutNullStreams;
  /** Waits for what matches in all that was written, and gives how long after the start it came, in milliseconds. */
  sees: (wanted: RegExp) => Promise<number>;
  type: (text: string) => void;
  /** When it ended, in milliseconds after the start. */
  ended: Promise<number>;
}

export function hasScript(): boolean {
  return spawnSync('script', ['--version']).status === 0;
}

export function inTerminal(command: readonly string[], env: NodeJS.ProcessEnv): InTerminal {
  const line = `stty cols 140 rows 40; exec ${command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')}`;
  const began = performance.now();
  const child = spawn('script', ['-qefc', line, '/dev/null'], {
    stdio: 'pipe',
    env: { ...process.env, ...env, TERM: 'xterm-256color', SHELL: '/bin/sh' },
  });
  let text = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    text += data;
    for (const listener of listeners) listener();
  });
  return {
    child,
    sees: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!wanted.test(text)) return;
          listeners.delete(look);
          resolve(performance.now() - began);
        };
        listeners.add(look);
        child.on('close', () =>
          reject(new Error(`ended before ${String(wanted)} was seen: ${text.slice(-500)}`)),
        );
        look();
      }),
    type: (keys) => void child.stdin.write(keys),
    ended: new Promise((resolve) => child.on('close', () => resolve(performance.now() - began))),
  };
}
