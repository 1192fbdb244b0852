import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Looks a command up as a container runtime does before it starts it: in PATH below the container's root, or as
 * it is when it has a slash. Gives the error's text (Go's os/exec), or undefined when it can be started.
 */
export async function whyNotStartable(
  command: string,
  path: string,
  root: string,
): Promise<string | undefined> {
  if (command.includes('/')) return whyNotFile(command, root);
  for (const folder of path.split(':')) {
    if (folder !== '' && (await whyNotFile(join(folder, command), root)) === undefined) return undefined;
  }
  return 'executable file not found in $PATH';
}

async function whyNotFile(path: string, root: string): Promise<string | undefined> {
  const file = join(root, path);
  try {
    if ((await stat(file)).isDirectory()) return 'permission denied';
  } catch {
    return `stat ${path}: no such file or directory`;
  }
  return access(file, constants.X_OK).then(
    () => undefined,
    () => 'permission denied',
  );
}
