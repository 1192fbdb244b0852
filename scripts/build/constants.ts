import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { esbuildOptions } from './esbuild-options.ts';
import { root } from './paths.ts';

/** The constants of src/build-constants.d.ts, as esbuild's `define` takes them. */
export async function constants(): Promise<Record<string, string>> {
  return {
    ENVAUDIT_VERSION: JSON.stringify(await packageVersion()),
    ENVAUDIT_HELP: JSON.stringify(await renderHelp()),
  };
}

export async function packageVersion(): Promise<string> {
  return (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The top-level help as the parser writes it: embedded, it needs no parser at run time (20 ms). */
async function renderHelp(): Promise<string> {
  const options = esbuildOptions('esm', {});
  const entryPoints = { help: join(root, 'src/commands/parse.ts') };
  const { outputFiles } = await build({ ...options, entryPoints, splitting: false });
  const folder = await mkdtemp(join(tmpdir(), 'envaudit-build-'));
  try {
    const file = join(folder, 'help.mjs');
    await writeFile(file, outputFiles[0]!.contents);
    const { help } = (await import(pathToFileURL(file).href)) as { help: () => Promise<string> };
    return await help();
  } finally {
    await rm(folder, { recursive: true });
  }
}
