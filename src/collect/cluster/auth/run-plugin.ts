import { spawn } from 'node:child_process';
import { cleanText } from '../clean-text.ts';
import { messageOf } from '../../../errors.ts';
import { interrupted } from '../errors/interrupted.ts';
import { pluginError } from './exec-credential.ts';

/** Long, because a plugin may be waiting for somebody to log in with a browser. */
const DEADLINE_MS = 300_000;
const MAX_OUTPUT = 1024 * 1024;

export interface PluginRun {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  interactive: boolean;
  installHint: string | undefined;
  /** Gets what the plugin says on stderr, line by line. */
  warn: (text: string) => void;
  signal?: AbortSignal | undefined;
}

/** Runs a credential plugin and gives what it printed. Throws an EnvauditError (`credentials`). */
export function runPlugin(run: PluginRun): Promise<string> {
  const { command, interactive } = run;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(command, run.args, {
    env: run.env,
    stdio: interactive ? ['inherit', 'pipe', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const give = (why: string, hint?: string): void => {
    child.kill('SIGKILL');
    reject(pluginError(command, why, hint));
  };
  const timer = setTimeout(
    () => give(`exec: ${shown(command)} gave no answer within ${DEADLINE_MS / 60_000} minutes`),
    DEADLINE_MS,
  );
  const stop = (): void => {
    child.kill('SIGKILL');
    reject(interrupted());
  };
  run.signal?.addEventListener('abort', stop, { once: true });

  const output: Buffer[] = [];
  let size = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT) give(`exec: ${shown(command)} printed more than 1 MiB`);
    else output.push(chunk);
  });
  const talk = forwardLines(run.warn);
  child.stderr?.on('data', (chunk: Buffer) => talk.data(chunk));
  child.on('error', (error) => {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) give(`exec: executable ${shown(command)} not found`, notInstalled(run.installHint));
    else give(`exec: ${cleanText(messageOf(error))}`);
  });
  child.on('close', (code, signal) => {
    talk.end();
    if (code === 0) resolve(Buffer.concat(output).toString('utf8'));
    else if (code === null) give(`exec: executable ${shown(command)} was ended by ${signal}`);
    else give(`exec: executable ${shown(command)} failed with exit code ${code}`);
  });
  return promise.finally(() => {
    clearTimeout(timer);
    run.signal?.removeEventListener('abort', stop);
  });
}

function notInstalled(installHint: string | undefined): string {
  const help =
    'It looks like you are trying to use a client-go credential plugin that is not installed. To learn more, see ' +
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins';
  return installHint ? `${help}\n${cleanText(installHint)}` : help;
}

function shown(command: string): string {
  return cleanText(command, 200);
}

function forwardLines(warn: (text: string) => void) {
  let rest = '';
  const say = (line: string): void => {
    const text = cleanText(line);
    if (text !== '') warn(text);
  };
  return {
    data(chunk: Buffer): void {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop()!.slice(0, 4096);
      lines.forEach(say);
    },
    end: (): void => say(rest),
  };
}
