import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Ends a process and its group, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  stop(child.pid);
  await gone;
}
