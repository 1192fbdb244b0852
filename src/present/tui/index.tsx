import { render, useApp, useInput } from 'ink';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { type EnvauditError, EXIT, usage, type ExitCode } from '../../errors.ts';
import { AppView } from './app/app-view.tsx';
import { open } from './app/effects.ts';
import { createRunner, type End, type Runner } from './app/runner.ts';
import type { App, First, Outcome } from './app/state.ts';
import type { Backend } from './backend.ts';
import { clipboard } from './clipboard.ts';
import { keyNames } from './key-names.ts';
import { SCREENS } from './screens/index.ts';
import type { Terminal } from './terminal.ts';

export interface TuiOptions {
  backend: Backend;
  terminal: Terminal;
  color: boolean;
  screenReader: boolean;
  /** What opens; by default the overview. */
  first?: First | undefined;
  /** Aborted by SIGTERM. */
  signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/**
 * Runs the terminal UI until it is quit, and gives the exit code: 0 for `q`; 130 for Ctrl-C, SIGTERM and a terminal that
 * is gone. On every way out its jobs are ended, the alternate screen is left, and the cursor and the terminal's mode are
 * as before.
 * @throws EnvauditError `usage` where stdin or stdout is no terminal; and whatever a screen threw.
 */
export async function runTui(options: TuiOptions): Promise<ExitCode> {
  const { terminal, signal, screenReader } = options;
  const { stdin, stdout, stderr } = terminal;
  if (stdin.isTTY !== true || stdout.isTTY !== true) throw noTerminal();

  let ended: End | undefined;
  let unmount: (() => void) | undefined;
  let suspend: Suspend | undefined;
  const runner = createRunner({
    first: firstOf(options),
    backend: options.backend,
    now: options.now,
    copy: (text) => stdout.write(clipboard(text)),
    suspend: () => {
      if (terminal.stop !== undefined) void suspend?.(terminal.stop);
    },
    onEnd: (end) => {
      ended = end;
      unmount?.();
    },
  });
  const unwatch = watch(terminal, runner, signal);
  // What is already known is part of the first frame: each frame delays the next one.
  await new Promise((resolve) => setImmediate(resolve));
  const root = <Root runner={runner} now={options.now} onSuspend={(own) => (suspend = own)} />;
  const instance = render(root, {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    // Nothing here writes to the console.
    patchConsole: false,
    // Ink waits between two frames, and does so twice: a key press must not wait for 30 ms.
    maxFps: 100,
    interactive: true,
    isScreenReaderEnabled: screenReader,
  });
  unmount = () => instance.unmount();
  if (ended !== undefined) unmount();
  try {
    // An exception in a view ends Ink and rejects here.
    await instance.waitUntilExit();
    return codeOf(ended);
  } finally {
    runner.close();
    unwatch();
  }
}

function codeOf(end: End | undefined): ExitCode {
  if (end === undefined) return EXIT.interrupted;
  if ('error' in end) throw end.error;
  return end.code;
}

/** Leaves the terminal while something else has it, and takes it back. */
type Suspend = (meanwhile: () => Promise<void>) => Promise<void>;

interface RootProps {
  runner: Runner;
  now: () => number;
  /** Gets Ink's way to leave the terminal. */
  onSuspend: (suspend: Suspend) => void;
}

function Root({ runner, now, onSuspend }: RootProps): ReactNode {
  const app = useSyncExternalStore(runner.subscribe, runner.app);
  const { suspendTerminal } = useApp();
  useEffect(() => onSuspend(suspendTerminal), [onSuspend, suspendTerminal]);
  useInput((input, key) => {
    for (const name of keyNames(input, key)) runner.dispatch({ type: 'key', key: name, now: now() });
  });
  return <AppView app={app} />;
}

/** Tells the runner of what happens to the terminal and to the process. Gives what ends that. */
function watch({ stdin, stdout }: Terminal, runner: Runner, signal: AbortSignal): () => void {
  const resized = (): void => runner.dispatch({ type: 'resized', ...sizeOf({ stdout }) });
  const gone = (): void => runner.dispatch({ type: 'exit', code: EXIT.interrupted });
  stdout.on('resize', resized);
  stdout.on('error', gone);
  stdout.on('close', gone);
  for (const event of ['end', 'close', 'error']) stdin.on(event, gone);
  signal.addEventListener('abort', gone);
  if (signal.aborted) gone();
  return () => {
    stdout.off('resize', resized);
    stdout.off('close', gone);
    // What a terminal that is gone answers to the last words is no failure: `error` keeps its listener.
    for (const event of ['end', 'close']) stdin.off(event, gone);
    signal.removeEventListener('abort', gone);
  };
}

function firstOf({ backend, terminal, color, screenReader, first, now }: TuiOptions): Outcome {
  const app: App = {
    screens: SCREENS,
    place: backend.place(),
    ...sizeOf(terminal),
    color,
    screenReader,
    now: now(),
    stack: [],
    nextId: 1,
    history: [],
    mayExec: false,
    choiceOf: backend.choiceOf,
    known: { contexts: [], namespaces: [], pods: new Set() },
  };
  return open(app, first?.screen ?? 'overview', first?.args ?? {});
}

function sizeOf({ stdout }: Pick<Terminal, 'stdout'>): { columns: number; rows: number } {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}

function noTerminal(): EnvauditError {
  return usage(
    'the interactive mode needs a terminal',
    'Standard input and standard output must both be one. kubectl envaudit TARGET and scan need none.',
  );
}
