import { symlink } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../temporary-folder.ts';
import { environmentObject, type ContainerSetup, type Started } from './container.ts';
import { whyNotStartable } from './find-program.ts';
import { start } from './start.ts';

/**
 * Runs a command of a container as a plain process that shares nothing with the container but its environment, whose
 * PATH begins with the folder of its `node`.
 */
export async function startPlain(
  setup: ContainerSetup,
  command: string[],
  nodeFolder: string,
): Promise<Started> {
  const [program = '', ...args] = command;
  const env = environmentObject((setup.execEnvironment ?? setup.environment)());
  if (env['PATH'] !== undefined) env['PATH'] = `${nodeFolder}${delimiter}${env['PATH']}`;
  if (basename(program) === 'node') {
    return start({ argv: [process.execPath, ...args], env, argv0: 'node', command: program });
  }
  const path = env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin';
  const problem = await whyNotStartable(program, setup.shell ? path : '', setup.shell ? '/' : '/nowhere');
  if (problem !== undefined) return { started: false, message: problem };
  return start({ argv: command, env, command: program });
}

/** A folder with the `node` of all images: the machine may have none, or another. */
export async function folderOfNode(): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  // Windows permits no links, and has no shell that would look there.
  if (process.platform !== 'win32') await symlink(process.execPath, join(folder.path, 'node'));
  return folder;
}
