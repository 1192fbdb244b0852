import { randomUUID } from 'node:crypto';
import { accessSync, constants, lstatSync, realpathSync, statSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EnvauditError, messageOf, usage } from '../errors.ts';
import { kindOf } from './user-file.ts';

/**
 * Writes a value as JSON to a file, whole or not at all; `mode` as of open(2), 0o666 less the umask by default. A link
 * stays, and the file behind it is written.
 * @throws EnvauditError `file` when it cannot be written, or is something else than a regular file.
 */
export async function writeJsonFile(
  file: string,
  value: object,
  { mode }: { mode?: number } = {},
): Promise<void> {
  const target = fileBehind(file);
  const temporary = `${target}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
    } finally {
      await handle.close();
    }
    // Whatever stands there now would be replaced: a device, too.
    await rename(temporary, fileBehind(file));
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error instanceof EnvauditError ? error : cannotWrite(file, messageOf(error));
  }
}

/**
 * Says early what {@link writeJsonFile} would say in the end, so that nobody looks for a minute in vain.
 * @throws EnvauditError `usage` for standard output, `file` for what cannot be written.
 */
export function requireWritable(file: string | undefined, flag: string): void {
  if (file === undefined) return;
  if (file === '-') {
    throw usage(
      `${flag} writes a file, and standard output is the report’s`,
      `Name a file: ${flag} ./envaudit.json`,
    );
  }
  const folder = dirname(fileBehind(file));
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, messageOf(error));
  }
}

/** The file's own path, behind links. @throws EnvauditError `file` for all that exists and is no regular file. */
function fileBehind(file: string): string {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return file;
  let target: string;
  let kind: string;
  try {
    target = realpathSync(file);
    kind = kindOf(statSync(target));
  } catch (error) {
    throw cannotWrite(file, `it is a link, and what it leads to is not there: ${messageOf(error)}`);
  }
  if (kind !== 'a regular file') throw cannotWrite(file, `it is ${kind}`);
  return target;
}

function cannotWrite(file: string, why: string): EnvauditError {
  return new EnvauditError('file', `cannot write ${file}: ${why}`, {
    hint: 'Name a regular file, or a new one in a folder that you may write to.',
  });
}
