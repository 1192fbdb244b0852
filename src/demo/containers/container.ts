import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Surroundings } from './surroundings/surroundings.ts';

/** What a container of the demo is made of. */
export interface ContainerSetup {
  /** Environment block of the main process: NUL-terminated `NAME=value` strings. */
  environment: () => Buffer;
  /** Environment block that exec gets; the main process' when absent. */
  execEnvironment?: () => Buffer;
  /** Whether the image has a shell and the usual tools; without one there is only `node`. */
  shell: boolean;
  /** Argv of the main process; it ends when its standard input does. */
  main: string[];
  /** Extra files of the image, by absolute path. */
  files?: Record<string, string>;
  log: string;
  /** What is around it, where it has namespaces of its own. */
  surroundings?: Surroundings;
  /** False runs its commands as plain processes even where namespaces work: cheap, for many pods. */
  isolated?: boolean;
}

/** A command that runs, or the words of a container runtime that could not start it. */
export type Started =
  | { started: true; child: ChildProcessWithoutNullStreams }
  | { started: false; message: string }
  /** It was started but the kernel refused its arguments: what the runtime printed, and its exit code. */
  | { started: false; stderr: string; code: number };

/** Main processes of images: one with Node and one with only the usual tools. */
export const NODE_MAIN = ['node', '-e', 'process.stdin.resume().on("end", () => process.exit(0))'];
export const SHELL_MAIN = ['cat'];

/** An environment block as an object; Node hands it on in the same order. */
export function environmentObject(block: Buffer): Record<string, string> {
  const entries = block
    .toString()
    .split('\0')
    .filter((entry) => entry !== '');
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
}
