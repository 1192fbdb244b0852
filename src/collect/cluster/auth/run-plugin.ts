import { spawn, type ChildProcess } from 'node:child_process';
import { type EnvauditError, messageOf } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { interrupted } from '../errors/interrupted.ts';
import { endFamily } from './end-family.ts';
import { pluginError } from './exec-credential.ts';

/** Long, because a plugin may be waiting for somebody to log in with a browser. */
export const PLUGIN_DEADLINE_MS = 300_000;
/** Of what it prints, and of what it says on stderr. */
const MAX_OUTPUT = 1024 * 1024;
/** What a plugin leaves running may hold its output open; what it printed itself has come by then. */
const GRACE_MS = 1000;

export interface PluginRun {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  interactive: boolean;
  installHint: string | undefined;
  /** Gets what the plugin says on stderr, line by line. */
  warn: (text: string) => void;
  deadlineMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * Runs a credential plugin and gives what it printed. A plugin that takes too long or prints too much is ended with all
 * that it has started, and so is one that is running at Ctrl-C. Throws an EnvauditError (`credentials`, `interrupted`).
 */
export async function runPlugin(run: PluginRun): Promise<string> {
  if (run.signal?.aborted) throw interrupted();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let child: ChildProcess;
  try {
    child = start(run);
  } catch (error) {
    throw pluginError(run.command, `exec: ${cleanText(messageOf(error))}`);
  }
  const end = (error: EnvauditError): void => {
    reject(error);
    endFamily(child, { isGroup: !run.interactive });
  };
  const give = (why: string, hint?: string): void => end(pluginError(run.command, `exec: ${why}`, hint));
  const name = cleanText(run.command, 200);

  const stop = (): void => end(interrupted());
  run.signal?.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(give, run.deadlineMs, `${name} gave no answer within ${run.deadlineMs / 1000} s`);
  let grace: NodeJS.Timeout | undefined;

  const output: Buffer[] = [];
  const tooMuch = (): void => give(`${name} printed more than 1 MiB`);
  child.stdout?.on(
    'data',
    bounded(tooMuch, (chunk) => void output.push(chunk)),
  );
  const talk = forwardLines(run.warn);
  child.stderr?.on('data', bounded(tooMuch, talk.data));
  child.on('error', (error) => {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) give(`executable ${name} not found`, notInstalled(run.installHint));
    else give(cleanText(messageOf(error)));
  });
  const ended = (code: number | null, signal: string | null): void => {
    if (code === 0) resolve(Buffer.concat(output).toString('utf8'));
    else
      give(
        `executable ${name} ${code === null ? `was ended by ${signal}` : `failed with exit code ${code}`}`,
      );
  };
  child.on('close', ended);
  child.on('exit', (...how) => (grace = setTimeout(ended, GRACE_MS, ...how)));

  return promise.finally(() => {
    talk.end();
    clearTimeout(timer);
    clearTimeout(grace);
    run.signal?.removeEventListener('abort', stop);
    child.removeAllListeners('close');
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.unref();
  });
}

/**
 * A plugin that asks nobody leads a process group of its own; one that reads from the terminal must be in ours, where
 * Ctrl-C reaches all of them.
 */
function start({ command, args, env, interactive }: PluginRun): ChildProcess {
  return spawn(command, args, {
    env,
    stdio: interactive ? ['inherit', 'pipe', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: !interactive && process.platform !== 'win32',
    windowsHide: true,
  });
}

/** Passes chunks on until they are more than a plugin may print. */
function bounded(tooMuch: () => void, pass: (chunk: Buffer) => void): (chunk: Buffer) => void {
  let size = 0;
  return (chunk) => {
    size += chunk.length;
    if (size > MAX_OUTPUT) tooMuch();
    else pass(chunk);
  };
}

function notInstalled(installHint: string | undefined): string {
  const help =
    'It looks like you are trying to use a client-go credential plugin that is not installed. To learn more, see ' +
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins';
  return installHint ? `${help}\n${cleanText(installHint)}` : help;
}

function forwardLines(warn: (text: string) => void) {
  let rest = '';
  const say = (line: string): void => {
    const text = cleanText(line);
    if (text !== '') warn(text);
  };
  return {
    data(this: void, chunk: Buffer): void {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop()!.slice(0, 4096);
      lines.forEach(say);
    },
    end(): void {
      say(rest);
      rest = '';
    },
  };
}
