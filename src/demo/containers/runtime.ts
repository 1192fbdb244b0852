import type { ChildProcess } from 'node:child_process';
import { SHELL_MAIN, type ContainerSetup, type Started } from './container.ts';
import { startIsolated, type IsolatedContainer } from './isolated.ts';
import { startPlain } from './plain.ts';
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
  exec: (setup: ContainerSetup, command: string[]) => Promise<Started>;
  close: () => Promise<void>;
}

/** A runtime with namespaces where they are wanted and a trial container shows that they work, else without. */
export async function createRuntime(wantNamespaces: boolean): Promise<ContainerRuntime> {
  const isolated = wantNamespaces && process.platform === 'linux' && (await works());
  const containers = new Map<ContainerSetup, Promise<IsolatedContainer>>();
  const containerOf = (setup: ContainerSetup): Promise<IsolatedContainer> => {
    const container = containers.get(setup) ?? startIsolated(setup);
    containers.set(setup, container);
    return container;
  };
  const running = new Set<ChildProcess>();
  const exec = async (setup: ContainerSetup, command: string[]): Promise<Started> => {
    const plain = !isolated || setup.isolated === false;
    const started = plain ? await startPlain(setup, command) : await (await containerOf(setup)).exec(command);
    if (started.started) running.add(started.child.once('exit', () => running.delete(started.child)));
    return started;
  };
  const close = async (): Promise<void> => {
    await Promise.all([...running].map(end));
    for (const result of await Promise.allSettled(containers.values())) {
      if (result.status === 'fulfilled') await result.value.close();
    }
    containers.clear();
  };
  return { isolated, exec, close };
}

async function works(): Promise<boolean> {
  try {
    const container = await startIsolated(TRIAL);
    await container.close();
    return true;
  } catch {
    return false;
  }
}
