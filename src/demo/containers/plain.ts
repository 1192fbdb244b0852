import { basename } from 'node:path';
import { environmentObject, type ContainerSetup, type Started } from './container.ts';
import { whyNotStartable } from './find-program.ts';
import { start } from './start.ts';

/** Runs a command of a container as a plain process that shares nothing with the container but its environment. */
export async function startPlain(setup: ContainerSetup, command: string[]): Promise<Started> {
  const [program = '', ...args] = command;
  const env = environmentObject((setup.execEnvironment ?? setup.environment)());
  if (basename(program) === 'node') {
    return start({ argv: [process.execPath, ...args], env, argv0: 'node', command: program });
  }
  const path = env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin';
  const problem = await whyNotStartable(program, setup.shell ? path : '', setup.shell ? '/' : '/nowhere');
  if (problem !== undefined) return { started: false, message: problem };
  return start({ argv: command, env, command: program });
}
