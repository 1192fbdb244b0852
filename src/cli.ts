import { toAscii, wantsAscii } from './terminal/ascii.ts';
import type { Context } from './commands/context.ts';
import { EXIT } from './errors.ts';
import { helpColumns, wrapHelp } from './terminal/help-text.ts';
import { guardOutput, mappedOutput, processStreams, tellBugs } from './terminal/process-streams.ts';
import { withWheel } from './terminal/wheel.ts';

/**
 * The entry: argv in, exit code out, and the only file that touches `process`. What the program can do is in
 * `commands/`; it is loaded on demand, so that `--version` and `--help` cost little more than Node's own start.
 */
async function main(argv: string[]): Promise<void> {
  if (isDemoNode()) return (await import('./demo/run-as-node.ts')).runAsNode(argv);
  guardOutput();
  tellBugs();
  if (isAlone(argv, ['--version', 'version'])) return write(`kubectl-envaudit ${ENVAUDIT_VERSION}\n`);
  if (isAlone(argv, ['--help', '-h', 'help']))
    return write(wrapHelp(ENVAUDIT_HELP, helpColumns(process.env, process.stdout.columns)));

  const interrupts = catchInterrupts();
  const { run } = await import('./commands/index.ts');
  process.exitCode = await run(argv, {
    streams: processStreams(),
    env: process.env,
    get stdin() {
      return process.stdin;
    },
    terminal,
    signal: interrupts.signal,
    uncaught: interrupts.uncaught,
    version: ENVAUDIT_VERSION,
  });
  interrupts.forget();
}

/** Whether this is our single executable, started as the `node` of a demo container: the machine may have no other. */
function isDemoNode(): boolean {
  const names = [process.argv0, process.execPath];
  return names.some((name) => /(^|[/\\])node$/.test(name)) && process.getBuiltinModule('node:sea').isSea();
}

function isAlone(argv: string[], names: string[]): boolean {
  return argv.length === 1 && names.includes(argv[0]!);
}

function write(text: string): void {
  process.stdout.write(
    wantsAscii(process.env) ? toAscii(text, process.stdout.columns ?? DEFAULT_COLUMNS) : text,
  );
}

const DEFAULT_COLUMNS = 80;

function terminal(): ReturnType<NonNullable<Context['terminal']>> {
  const { stdin, stderr, env, platform } = process;
  if (!stdin.isTTY || !process.stdout.isTTY || env['TERM'] === 'dumb') return undefined;
  const ascii = wantsAscii(env);
  // Each character is drawn in the place of another one.
  const stdout = mappedOutput(process.stdout, (text) => withWheel(ascii ? toAscii(text, 0) : text));
  return { stdin, stdout, stderr, ...(platform === 'win32' ? {} : { stop: stopJob }) };
}

/** Stops the job that the shell started, all its processes; resolves when the shell lets it go on. */
async function stopJob(): Promise<void> {
  process.kill(0, 'SIGTSTP');
  // The signal stops us a moment later, and no timer runs meanwhile. Where nobody could let us go on, it does nothing.
  await new Promise((resolve) => setTimeout(resolve, STOPPED_WITHIN_MS));
}

const STOPPED_WITHIN_MS = 100;

/** Aborts at the first Ctrl-C or SIGTERM; the second ends the process at once, and so does one that is not awaited. */
function catchInterrupts() {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  const names = ['SIGINT', 'SIGTERM'] as const;
  const forget = (): void => names.forEach((name) => process.off(name, stop));
  const listen = (): void => names.forEach((name) => void process.on(name, stop));
  const uncaught = async <T>(work: () => T | Promise<T>): Promise<T> => {
    // One that came a moment ago is heard of now, or never.
    await new Promise((resolve) => setImmediate(resolve));
    controller.signal.throwIfAborted();
    forget();
    try {
      return await work();
    } finally {
      listen();
    }
  };
  listen();
  return { signal: controller.signal, forget, uncaught };
}

void main(process.argv.slice(2));
