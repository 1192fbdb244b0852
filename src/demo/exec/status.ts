import { randomBytes } from 'node:crypto';

/** How a command ended, as the exec protocol's channel 3 says it. */
export type ExecStatus = Record<string, unknown>;

export function success(): ExecStatus {
  return { metadata: {}, status: 'Success' };
}

/** The words of containerd's CRI server. */
export function exited(command: string[], code: number): ExecStatus {
  if (code === 0) return success();
  const message = `command terminated with non-zero exit code: error executing command [${command.join(' ')}], exit code ${code}`;
  const details = { causes: [{ reason: 'ExitCode', message: String(code) }] };
  return { metadata: {}, status: 'Failure', message, reason: 'NonZeroExitCode', details };
}

/** A command that the container runtime could not start, in the words of containerd and runc. */
export function notStarted(why: string): ExecStatus {
  const exec = randomBytes(32).toString('hex');
  return internalError(
    `error executing command in container: failed to exec in container: failed to start exec "${exec}": OCI runtime exec failed: exec failed: ${why}: unknown`,
  );
}

/** What went wrong in us. */
export function internalError(text: string): ExecStatus {
  const details = { causes: [{ message: text }] };
  const message = `Internal error occurred: ${text}`;
  return { metadata: {}, status: 'Failure', message, reason: 'InternalError', details, code: 500 };
}

/** runc's words for a command that it did not find. */
export function unableToStart(command: string, why: string): ExecStatus {
  return notStarted(`unable to start container process: exec: ${JSON.stringify(command)}: ${why}`);
}

/** The exit code of a process, 128 + n for a signal. */
export function exitCode(
  code: number | null,
  signal: NodeJS.Signals | null,
  numbers: Record<string, number>,
): number {
  return code ?? 128 + (numbers[signal ?? ''] ?? 0);
}
