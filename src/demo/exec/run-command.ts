import { constants } from 'node:os';
import type { ContainerRuntime } from '../containers/runtime.ts';
import type { ContainerSetup } from '../containers/container.ts';
import { hangUp } from '../containers/start.ts';
import type { Channels } from './channels.ts';
import { exitCode, exited, notStarted, unableToStart } from './status.ts';

export interface RunRequest {
  setup: ContainerSetup;
  command: string[];
  streams: { stdin: boolean; stdout: boolean; stderr: boolean };
}

/** Runs the command of an exec and connects it to its channels; it is killed when the connection ends first. */
export async function runCommand(
  runtime: ContainerRuntime,
  { setup, command, streams }: RunRequest,
  connection: Channels,
): Promise<void> {
  const [program] = command;
  if (program === undefined) return connection.finish(notStarted('args must not be empty'));
  const early: (Buffer | undefined)[] = [];
  let write = (data: Buffer | undefined): void => void early.push(data);
  connection.onStdin((data) => write(data));
  const started = await runtime.exec(setup, command);
  if (!started.started) {
    if ('message' in started) return connection.finish(unableToStart(program, started.message));
    await connection.send('stderr', started.stderr);
    return connection.finish(exited(command, started.code));
  }
  const { child } = started;
  connection.onClose(() => hangUp(child));
  if (!connection.isOpen()) hangUp(child);
  write = (data) => void (data === undefined ? child.stdin.end() : child.stdin.write(data));
  if (streams.stdin) early.forEach((data) => write(data));
  else child.stdin.end();
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(exitCode(code, signal, constants.signals)));
  });
  if (!streams.stdout) child.stdout.resume();
  if (!streams.stderr) child.stderr.resume();
  await Promise.all([
    streams.stdout && connection.pipe(child.stdout, 'stdout'),
    streams.stderr && connection.pipe(child.stderr, 'stderr'),
  ]);
  return connection.finish(exited(command, await ended));
}
