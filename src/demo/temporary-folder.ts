import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
  path: string;
  remove: () => Promise<void>;
}

/** Makes a folder for a while. What nobody has removed by the end of this process is removed then. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'envaudit-demo-'));
  if (folders.size === 0) process.once('exit', removeAll);
  folders.add(path);
  const remove = async (): Promise<void> => {
    await rm(path, { recursive: true, force: true });
    folders.delete(path);
    if (folders.size === 0) process.off('exit', removeAll);
  };
  return { path, remove };
}

const folders = new Set<string>();

function removeAll(): void {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
}
