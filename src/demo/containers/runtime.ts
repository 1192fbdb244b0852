import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';
import { messageOf } from '../../errors.ts';
import { SHELL_MAIN, type ContainerSetup, type Started } from './container.ts';
import { startIsolated, type IsolatedContainer } from './isolated.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';
import { folderOfNode, startPlain } from './plain.ts';
import { end } from './start.ts';

const TRIAL: ContainerSetup = {
  environment: () => Buffer.from('PATH=/usr/local/bin:/usr/bin:/bin\0'),
  shell: true,
  main: SHELL_MAIN,
  log: '',
};

/** Runs the commands of all containers, and ends them. */
export interface ContainerRuntime {
  /** Whether containers have namespaces of their own on this machine. */
  isolated: boolean;
  /** Why they have none. */
  whyPlain: string | undefined;
  exec: (setup: ContainerSetup, command: string[]) => Promise<Started>;
  /** What stands for the main process of a container; undefined where it has no namespaces, and so none. */
  main: (setup: ContainerSetup) => Promise<ChildProcessWithoutNullStreams | undefined>;
  /** Ends all of them, also those that are being started; for each it waits for some seconds at most. */
  close: () => Promise<void>;
}

/** A runtime with namespaces where they are wanted and a trial container shows that they work, else without. */
export async function createRuntime(wantNamespaces: boolean): Promise<ContainerRuntime> {
  const whyPlain = wantNamespaces ? await whyNotIsolated() : 'they are not wanted';
  const isolated = whyPlain === undefined;
  const closing = new AbortController();
  const containers = new Map<ContainerSetup, Promise<IsolatedContainer>>();
  const containerOf = (setup: ContainerSetup): Promise<IsolatedContainer> => {
    const container = containers.get(setup) ?? startIsolated(setup, closing.signal);
    containers.set(setup, container);
    // What failed once may work at the next exec.
    container.catch(() => containers.delete(setup));
    return container;
  };
  let nodeFolder: Promise<TemporaryFolder> | undefined;
  const plainly = async (setup: ContainerSetup, command: string[]): Promise<Started> => {
    nodeFolder ??= folderOfNode();
    return startPlain(setup, command, (await nodeFolder).path);
  };
  const running = new Set<ChildProcess>();
  const isPlain = (setup: ContainerSetup): boolean => !isolated || setup.isolated === false;
  const exec = async (setup: ContainerSetup, command: string[]): Promise<Started> => {
    const started = isPlain(setup)
      ? await plainly(setup, command)
      : await (await containerOf(setup)).exec(command);
    if (!started.started) return started;
    running.add(started.child.once('exit', () => running.delete(started.child)));
    if (closing.signal.aborted) await end(started.child);
    return started;
  };
  const main = async (setup: ContainerSetup): Promise<ChildProcessWithoutNullStreams | undefined> =>
    isPlain(setup) ? undefined : (await containerOf(setup)).main;
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([...running].map((child) => end(child)));
    const started = await Promise.allSettled(containers.values());
    const there = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    await Promise.all(there.map((container) => container.close()));
    containers.clear();
    await (await nodeFolder)?.remove();
  };
  return { isolated, whyPlain, exec, main, close };
}

async function whyNotIsolated(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'only Linux has them';
  try {
    const container = await startIsolated(TRIAL, new AbortController().signal);
    await container.close();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
