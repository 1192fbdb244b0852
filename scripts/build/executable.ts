import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { build } from 'esbuild';
import { esbuildOptions } from './esbuild-options.ts';
import { cache, executable } from './paths.ts';

const run = promisify(execFile);

/** Writes dist/kubectl-envaudit: Node and the program in one file, for this machine's system and processor. */
export async function buildExecutable(define: Record<string, string>): Promise<Metafile> {
  const { outputFiles, metafile } = await build(esbuildOptions('cjs', define));
  const folder = join(cache, `executable-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const main = join(folder, 'cli.cjs');
    const output = join(folder, 'kubectl-envaudit');
    await writeFile(main, outputFiles[0]!.contents);
    await writeFile(
      join(folder, 'sea.json'),
      JSON.stringify({ ...SEA, main, output, executable: await nodeToCarry() }),
    );
    await run(process.execPath, ['--build-sea', join(folder, 'sea.json')]);
    await rename(output, executable);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return metafile;
}

/** https://nodejs.org/api/single-executable-applications.html */
const SEA = {
  disableExperimentalSEAWarning: true,
  // 30 ms of start-up; made by the Node that will run it, so that it is accepted.
  useCodeCache: true,
  // NODE_OPTIONS of the user's shell would change V8's flags, and V8 would reject the code cache with a warning.
  execArgvExtension: 'none',
};

/** This Node without its symbols (a fifth of its size) where `strip` is there; stripped once per version. */
async function nodeToCarry(): Promise<string> {
  if (process.platform !== 'linux') return process.execPath;
  const stripped = join(cache, `node-${process.version}-${process.arch}`);
  const exists = await access(stripped).then(
    () => true,
    () => false,
  );
  if (exists) return stripped;
  const fresh = `${stripped}-${process.pid}`;
  await copyFile(process.execPath, fresh);
  try {
    await run('strip', ['--strip-all', fresh]);
  } catch {
    console.warn('strip is not there (package binutils): the executable will be 33 MB larger');
    await rm(fresh);
    return process.execPath;
  }
  await rename(fresh, stripped);
  return stripped;
}
