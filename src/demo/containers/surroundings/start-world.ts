import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { end } from '../start.ts';
import type { Surroundings } from './surroundings.ts';
import figures from './figures.cjs?raw';
import network from './network.cjs?raw';
import world from './world.cjs?raw';

/** Each part is a function of its own, so that names do not meet; the first two put what they give on globalThis. */
const PROGRAM = [figures, network, world].map((part) => `(() => {${part}})();`).join('\n');

/** The process that simulates what is around a container. */
export interface World {
  /** Says that somebody looks into the container: its figures move, and requests come, for some seconds more. */
  look: () => void;
  close: () => Promise<void>;
}

export interface WorldRequest {
  surroundings: Surroundings;
  /** The container's root folder and first process, as this machine sees them. */
  root: string;
  pid: string;
  /** Argv that enters the container's user and mount namespaces. */
  enter: string[];
  env: Record<string, string>;
}

/** Starts it, in a network of its own; the files are in place and the cable is laid when this resolves. */
export async function startWorld({ surroundings, root, pid, enter, env }: WorldRequest): Promise<World> {
  const config = JSON.stringify({ ...surroundings, root, pid });
  const [file = '', ...args] = enter;
  const own = ['unshare', '--net', process.execPath, '-e', PROGRAM, config];
  const child = spawn(file, [...args, ...own], { env, stdio: 'pipe', detached: true });
  child.stdin.on('error', () => undefined);
  await ready(child);
  child.stderr.resume();
  child.stdout.resume();
  return { look: () => void child.stdin.write('look\n'), close: () => end(child) };
}

async function ready(child: ChildProcess): Promise<void> {
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint += String(chunk)));
  const said = child.stdout === null ? undefined : once(child.stdout, 'data');
  const answer = await Promise.race([said, once(child, 'close').then(() => undefined)]);
  if (answer === undefined) throw new Error(`nothing is around the container: ${complaint.trim()}`);
}
