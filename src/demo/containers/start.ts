import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Started } from './container.ts';

export interface StartOptions {
  argv: string[];
  env: Record<string, string>;
  argv0?: string | undefined;
  /** The command as the container names it, for messages. */
  command: string;
}

/** Starts a process in a group of its own, and waits until it runs or the kernel has refused it. */
export async function start({ argv, env, argv0, command }: StartOptions): Promise<Started> {
  const [file = '', ...args] = argv;
  try {
    const child = spawn(file, args, {
      env,
      stdio: 'pipe',
      detached: true,
      ...(argv0 === undefined ? {} : { argv0 }),
    });
    for (const stream of child.stdio) stream?.on('error', () => undefined);
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.on('error', () => undefined);
    return { started: true, child };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'E2BIG') return { started: false, message: String(error) };
    // As runc says it: its own init could not replace itself with the command.
    return { started: false, stderr: `exec ${command}: argument list too long\n`, code: 1 };
  }
}

/** Waits until a process says something. Throws what it complained of when it ends instead, or is too slow for a signal. */
export async function saysReady(child: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<void> {
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  child.stdin.on('error', () => undefined);
  const said = once(child.stdout, 'data', { signal });
  const ended = once(child, 'close', { signal }).then(() => undefined);
  try {
    if ((await Promise.race([said, ended])) === undefined) throw new Error(complaint.trim());
  } catch (error) {
    await end(child);
    throw error;
  }
}

/** Ends a process started above, with all of its group, and those of its children that have a group of their own. */
export function stop(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const group of [...childrenOf(pid), pid]) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // It has ended already, or has no group of its own.
    }
  }
}

/** Asks what was started to end, so that it can wait for its own children; ends what does not. */
export function hangUp(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
  const kill = setTimeout(() => stop(child.pid), GRACE_MS).unref();
  child.once('exit', () => clearTimeout(kill));
}

const GRACE_MS = 1000;

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Ends a process and its group, and waits until it is gone; not for ever, and what stays does not keep us from ending. */
export async function end(child: ChildProcess, withinMs = GONE_WITHIN_MS): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  stop(child.pid);
  await Promise.race([gone, sleep(withinMs, undefined, { ref: false })]);
  child.unref();
  for (const stream of child.stdio) stream?.destroy();
}

/** The kernel ends what gets SIGKILL as soon as it is in no system call that cannot be interrupted. */
const GONE_WITHIN_MS = 5000;
