import { randomUUID } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import { EnvauditError, messageOf } from './errors.ts';

/**
 * Writes a value as JSON to a file, whole or not at all; `mode` as of open(2), 0o666 less the umask by default.
 * @throws EnvauditError `file` when it cannot be written.
 */
export async function writeJsonFile(
  file: string,
  value: object,
  { mode }: { mode?: number } = {},
): Promise<void> {
  const temporary = `${file}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw new EnvauditError('file', `cannot write ${file}: ${messageOf(error)}`, {
      hint: 'Name a file in a folder that you may write to.',
    });
  }
}
