import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real terminal with a shell in it. */
export interface Tmux {
  /** Types a text as it is. */
  type: (text: string) => Promise<void>;
  /** Presses keys by tmux' names: `Enter`, `C-c`, `Escape`. */
  press: (...keys: string[]) => Promise<void>;
  resize: (columns: number, rows: number) => Promise<void>;
  /** What is seen. */
  screen: () => Promise<string>;
  /** The same with its colours, as escapes. */
  painted: () => Promise<string>;
  /** Waits until a text, or what matches, is seen, and gives the whole screen. */
  sees: (wanted: string | RegExp) => Promise<string>;
  /** Whether the alternate screen is shown, and whether the cursor is. */
  state: () => Promise<{ alternate: boolean; cursor: boolean }>;
  /** The process that the shell waits for. */
  childPid: () => Promise<number>;
  /** Writes what the programs in it write from now on to a file, escapes included. */
  record: (file: string) => Promise<void>;
  close: () => Promise<void>;
}

/** Whether there is a tmux to test with. */
export async function hasTmux(): Promise<boolean> {
  return run('tmux', ['-V']).then(
    () => true,
    () => false,
  );
}

let count = 0;

/** A server of its own with one window; the shell has this environment and nothing of the user's. */
export async function openTmux(env: Record<string, string>, columns: number, rows: number): Promise<Tmux> {
  const socket = `envaudit-test-${process.pid}-${++count}`;
  const tmux = async (...args: string[]): Promise<string> =>
    (await run('tmux', ['-L', socket, '-f', '/dev/null', ...args])).stdout;
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const size = ['-x', String(columns), '-y', String(rows)];
  await tmux('new-session', '-d', ...size, 'env', '-i', ...variables, 'TERM=screen-256color', 'PS1=$ ', 'sh');
  const screen = (): Promise<string> => tmux('capture-pane', '-p');
  const format = async (text: string): Promise<string> => (await tmux('display-message', '-p', text)).trim();
  return {
    type: async (text) => void (await tmux('send-keys', '-l', text)),
    press: async (...keys) => void (await tmux('send-keys', ...keys)),
    resize: async (width, height) =>
      void (await tmux('resize-window', '-x', String(width), '-y', String(height))),
    screen,
    painted: () => tmux('capture-pane', '-p', '-e'),
    async sees(wanted) {
      for (let attempt = 0; attempt < 1000; attempt++) {
        const seen = await screen();
        if (typeof wanted === 'string' ? seen.includes(wanted) : wanted.test(seen)) return seen;
        await sleep(40);
      }
      throw new Error(`never saw ${String(wanted)} in:\n${await screen()}`);
    },
    async state() {
      const [alternate, cursor] = (await format('#{alternate_on} #{cursor_flag}')).split(' ');
      return { alternate: alternate === '1', cursor: cursor === '1' };
    },
    async childPid() {
      const { stdout } = await run('pgrep', ['-P', await format('#{pane_pid}')]);
      return Number(stdout.trim().split('\n')[0]);
    },
    record: async (file) => void (await tmux('pipe-pane', '-O', `cat > '${file}'`)),
    close: async () => void (await tmux('kill-server').catch(() => undefined)),
  };
}
