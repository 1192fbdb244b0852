import { spawn } from 'node:child_process';
import { messageOf } from '../../../errors.ts';
import { end, saysReady } from '../start.ts';
import type { Surroundings } from './surroundings.ts';
import figures from './figures.cjs?raw';
import network from './network.cjs?raw';
import world from './world.cjs?raw';

/** Each part is a function of its own, so that names do not meet; the first two put what they give on globalThis. */
const PROGRAM = [figures, network, world].map((part) => `(() => {${part}})();`).join('\n');

/** Without the program's text, which Node would print with the error. */
const SAYS_WHY =
  'process.on("uncaughtException", ({ message }) => (console.error(message), process.exit(1)));';

/** The process that simulates what is around a container. */
export interface World {
  /** Says that somebody looks into the container: its figures move, and requests come, for some seconds more. */
  look: () => void;
  close: () => Promise<void>;
}

export interface WorldRequest {
  surroundings: Surroundings;
  /** The container's root folder, its `node` and its first process, as this machine sees them. */
  root: string;
  node: string;
  pid: string;
  /** Argv that enters the container's user and mount namespaces. */
  enter: string[];
  env: Record<string, string>;
  /** Until when it has to be there. */
  signal: AbortSignal;
}

/** Starts it, in a network of its own; the files are in place and the cable is laid when this resolves. */
export async function startWorld(request: WorldRequest): Promise<World> {
  const { surroundings, root, node, pid, enter, env, signal } = request;
  const config = JSON.stringify({ ...surroundings, root, pid });
  const [file = '', ...args] = enter;
  const own = ['unshare', '--net', node, '-e', SAYS_WHY + PROGRAM, config];
  const child = spawn(file, [...args, ...own], { env, stdio: 'pipe', detached: true });
  await saysReady(child, signal).catch((error: unknown) => {
    throw new Error(`nothing is around the container: ${messageOf(error)}`);
  });
  child.stderr.resume();
  child.stdout.resume();
  return { look: () => void child.stdin.write('look\n'), close: () => end(child) };
}
