import { openTmux, type Tmux } from './tmux.ts';

export interface SessionRequest {
  /** The program and the words before its arguments. */
  command: readonly string[];
  args?: string | undefined;
  /** All that the shell has in its environment. */
  env: Record<string, string>;
  columns?: number;
  rows?: number;
}

/** Starts the terminal UI from a shell in a real terminal; that shell says the exit code. */
export async function startSession(request: SessionRequest): Promise<Tmux> {
  const { command, args = '', env, columns = 80, rows = 24 } = request;
  const tmux = await openTmux(env, columns, rows);
  // What is typed before the shell is there would be echoed twice.
  await tmux.sees(/^\$/m);
  await tmux.type(`${command.join(' ')} ${args}; echo "code=$?"`);
  await tmux.press('Enter');
  return tmux;
}

/** How a session ended and what it left behind. */
export interface SessionEnd {
  code: string | undefined;
  alternate: boolean;
  cursor: boolean;
  /** Modes of the terminal that the shell needs. */
  modes: string[];
}

/** Waits for the end of the program, looks at the terminal, and closes it. */
export async function sessionEnd(tmux: Tmux): Promise<SessionEnd> {
  const code = /^code=(\d+)$/m.exec(await tmux.sees(/^code=\d+$/m))?.[1];
  const state = await tmux.state();
  const modes = await shellModes(tmux);
  await tmux.close();
  return { code, ...state, modes };
}

/** Those modes of the terminal that a shell needs which are on; the shell is asked, so it must be at its prompt. */
export async function shellModes(tmux: Tmux): Promise<string[]> {
  await tmux.type('clear; stty -a');
  await tmux.press('Enter');
  const seen = await tmux.sees(/ echoke|\biexten\b/);
  return MODES.filter((mode) => new RegExp(`(^|[ ;])${mode}\\b`, 'm').test(seen));
}

/** The end where the shell has its terminal back as it was, and the screen is the one from before. */
export function cleanEnd(code: number): SessionEnd {
  return { code: String(code), alternate: false, cursor: true, modes: MODES };
}

const MODES = ['icanon', 'echo', 'isig'];
