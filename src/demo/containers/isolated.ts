import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { temporaryFolder } from '../temporary-folder.ts';
import buildRoot from './build-root.sh?raw';
import { environmentObject, type ContainerSetup, type Started } from './container.ts';
import { whyNotStartable } from './find-program.ts';
import { end, saysReady, start } from './start.ts';
import { startWorld, type World } from './surroundings/start-world.ts';

/** A container in namespaces of its own: its processes see only each other, and its root only the image. */
export interface IsolatedContainer {
  exec: (command: string[]) => Promise<Started>;
  /** The process that unshare started; the main process is its only child. */
  main: ChildProcessWithoutNullStreams;
  /** Ends the container, and with its first process the kernel ends all others. */
  close: () => Promise<void>;
}

/** Where a container's `node` is, whatever its image has: our own, for us. */
export const NODE = '/.node/node';
/** It takes a tenth of a second, but not on a busy machine. */
const READY_WITHIN_MS = 30_000;
const TOOLS = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
const ENTER = ['--user', '--mount', '--preserve-credentials'];

/**
 * Starts a container without any rights of root (Linux user namespaces, util-linux' unshare and nsenter): a root
 * file system is built in a mount namespace, and the main process becomes process 1 of a PID namespace, with
 * exactly its environment. It ends with its standard input, so also when this process is killed; the kernel then
 * ends all others of the namespace. Throws where the machine does not permit it, when it takes too long, and when the
 * signal is aborted; nothing is left then.
 */
export async function startIsolated(
  setup: ContainerSetup,
  abandoned: AbortSignal,
): Promise<IsolatedContainer> {
  const tooLate = AbortSignal.timeout(READY_WITHIN_MS);
  const signal = AbortSignal.any([abandoned, tooLate]);
  signal.throwIfAborted();
  const folder = await temporaryFolder();
  let builder: ChildProcess | undefined;
  let main: ChildProcessWithoutNullStreams | undefined;
  try {
    builder = await build(setup, folder.path, signal);
    const root = join(folder.path, 'root');
    main = await startMain(setup, String(builder.pid), root);
    const pid = await onlyChild(main, signal);
    const env = environmentObject((setup.execEnvironment ?? setup.environment)());
    const { surroundings } = setup;
    const around = ['/usr/bin/nsenter', '--target', pid, ...ENTER];
    const world =
      surroundings &&
      (await startWorld({
        surroundings,
        root,
        node: join(root, NODE),
        pid,
        enter: around,
        env: TOOLS,
        signal,
      }));
    const run = async (command: string[]): Promise<Started> => {
      const started = await exec(command, env, { pid, ownNetwork: surroundings !== undefined });
      if (world !== undefined && started.started) lookWhile(started.child, world);
      return started;
    };
    const first = main;
    const close = async (): Promise<void> => void (await Promise.all([end(first), world?.close()]));
    return { exec: run, main: first, close };
  } catch (error) {
    if (main !== undefined) await end(main);
    throw tooLate.aborted ? new Error(`it was not ready within ${READY_WITHIN_MS / 1000} s`) : error;
  } finally {
    if (builder !== undefined) await endBuilder(builder);
    await folder.remove();
  }
}

/** Says that somebody looks, as long as a command runs. */
function lookWhile(child: ChildProcess, world: World): void {
  world.look();
  const again = setInterval(world.look, 1000);
  child.once('exit', () => clearInterval(again));
}

async function build(
  setup: ContainerSetup,
  folder: string,
  signal: AbortSignal,
): Promise<ChildProcessWithoutNullStreams> {
  const [root, files] = [join(folder, 'root'), join(folder, 'files')];
  await mkdir(root);
  await mkdir(files);
  for (const [path, content] of Object.entries(setup.files ?? {})) {
    await mkdir(dirname(join(files, path)), { recursive: true });
    await writeFile(join(files, path), content, { mode: 0o755 });
  }
  const args = [root, process.execPath, NODE, files, setup.shell ? 'shell' : 'none'];
  const network = setup.surroundings === undefined ? [] : ['--net'];
  const argv = ['--user', '--map-root-user', '--mount', ...network, 'sh', '-c', buildRoot, 'sh', ...args];
  const child = spawn('unshare', argv, { env: TOOLS, stdio: 'pipe', detached: true });
  await saysReady(child, signal);
  return child;
}

/** What it mounted is gone with it, unless it is in use. */
async function endBuilder(builder: ChildProcess): Promise<void> {
  builder.stdin?.end();
  await Promise.race([once(builder, 'close'), sleep(1000, undefined, { ref: false })]);
  await end(builder);
}

async function startMain(
  setup: ContainerSetup,
  builder: string,
  root: string,
): Promise<ChildProcessWithoutNullStreams> {
  const network = setup.surroundings === undefined ? [] : ['--net'];
  const enter = ['/usr/bin/nsenter', '--target', builder, ...ENTER, ...network];
  const unshare = ['unshare', '--pid', '--fork', '--kill-child', `--root=${root}`, '--mount-proc'];
  const env = environmentObject(setup.environment());
  const started = await start({
    argv: [...enter, ...unshare, ...setup.main],
    env,
    command: setup.main[0] ?? '',
  });
  if (started.started) {
    // Not drained, a full pipe would stop the main process.
    started.child.stdout.resume();
    started.child.stderr.resume();
    return started.child;
  }
  throw new Error('message' in started ? started.message : started.stderr);
}

/** The process that unshare started, as soon as it runs its own program: process 1 of the container. */
async function onlyChild(parent: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<string> {
  const pid = String(parent.pid);
  let complaint = '';
  const listen = (chunk: Buffer): void => void (complaint += chunk.toString());
  parent.stderr.on('data', listen);
  for (let wait = 1; parent.exitCode === null; wait = Math.min(wait * 2, 100)) {
    await sleep(wait, undefined, { signal });
    const child = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')).trim();
    if (child === '') continue;
    const names = [pid, child].map((one) => readFile(`/proc/${one}/comm`, 'utf8').catch(() => ''));
    const [own, its] = await Promise.all(names);
    if (own === its || its === '') continue;
    parent.stderr.off('data', listen).resume();
    return child;
  }
  throw new Error(`the main process did not start: ${complaint.trim()}`);
}

async function exec(
  command: string[],
  env: Record<string, string>,
  { pid, ownNetwork }: { pid: string; ownNetwork: boolean },
): Promise<Started> {
  const [program = ''] = command;
  const problem = await whyNotStartable(program, env['PATH'] ?? '', `/proc/${pid}/root`);
  if (problem !== undefined) return { started: false, message: problem };
  const network = ownNetwork ? ['--net'] : [];
  const target = ['/usr/bin/nsenter', '--target', pid];
  // As in a real container, each command has a session of its own. The image may have no setsid, so its root is entered
  // after that; and only a process that was forked is in the PID namespace.
  const outside = [
    ...target,
    '--user',
    '--preserve-credentials',
    ...network,
    '--pid',
    '--',
    '/usr/bin/setsid',
  ];
  const inside = [...target, '--mount', '--root', '--wd', '--'];
  return start({ argv: [...outside, ...inside, ...command], env, command: program });
}
