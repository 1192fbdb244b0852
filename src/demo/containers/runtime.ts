import { SHELL_MAIN, type ContainerSetup, type Started } from './container.ts';
import { startIsolated, type IsolatedContainer } from './isolated.ts';
import { startPlain } from './plain.ts';

/** Runs the commands of all containers, and ends them. */
export interface ContainerRuntime {
  /** Whether containers have namespaces of their own on this machine. */
  isolated: boolean;
  exec(setup: ContainerSetup, command: string[]): Promise<Started>;
  close(): Promise<void>;
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
  const exec = async (setup: ContainerSetup, command: string[]): Promise<Started> => {
    if (!isolated || setup.isolated === false) return startPlain(setup, command);
    return (await containerOf(setup)).exec(command);
  };
  const close = async (): Promise<void> => {
    for (const result of await Promise.allSettled(containers.values())) {
      if (result.status === 'fulfilled') result.value.close();
    }
    containers.clear();
  };
  return { isolated, exec, close };
}

async function works(): Promise<boolean> {
  const environment = (): Buffer => Buffer.from('PATH=/usr/local/bin:/usr/bin:/bin\0');
  try {
    const container = await startIsolated({ environment, shell: true, main: SHELL_MAIN, log: '' });
    container.close();
    return true;
  } catch {
    return false;
  }
}
