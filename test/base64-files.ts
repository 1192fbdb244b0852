import { readFile } from 'node:fs/promises';

/** What the build's base64-file plugin does, for vitest: `FILE?base64` is the file's content as text in base64. */
export const base64Files = {
  name: 'base64-files',
  enforce: 'pre' as const,
  async load(id: string): Promise<string | undefined> {
    if (!id.endsWith('?base64')) return undefined;
    return `export default ${JSON.stringify(await readFile(id.slice(0, -'?base64'.length), 'base64'))}`;
  },
};
