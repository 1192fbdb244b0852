import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Script } from 'node:vm';
import type { BuildResult, Metafile, Plugin } from 'esbuild';
import { build } from 'esbuild';
import { esbuildOptions } from './esbuild-options.ts';
import { cache, executable, root } from './paths.ts';
import { WRAPPER } from './program/run-program.ts';

const run = promisify(execFile);

/** Writes dist/kubectl-envaudit: Node and the program in one file, for this machine's system and processor. */
export async function buildExecutable(define: Record<string, string>): Promise<Metafile> {
  const [entry, program] = await Promise.all([buildEntry(define), buildProgram(define)]);
  const folder = join(cache, `executable-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const main = join(folder, 'cli.cjs');
    const output = join(folder, 'kubectl-envaudit');
    const assets = { program: join(folder, 'program'), code: join(folder, 'code') };
    await writeFile(main, entry.outputFiles[0]!.contents);
    await writeFile(assets.program, program.outputFiles[0]!.text, 'utf16le');
    await run(process.execPath, [join(import.meta.dirname, 'program/warm-up.ts'), folder]);
    await checkCode(assets);
    await writeFile(
      join(folder, 'sea.json'),
      JSON.stringify({ ...SEA, main, assets, output, executable: await nodeToCarry() }),
    );
    await run(process.execPath, ['--build-sea', join(folder, 'sea.json')]);
    await rename(output, executable);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return {
    inputs: { ...entry.metafile.inputs, ...program.metafile.inputs },
    outputs: { ...entry.metafile.outputs, ...program.metafile.outputs },
  };
}

type Options = ReturnType<typeof esbuildOptions>;

/** What `--version` and `--help` need. All else is a script of its own. */
function buildEntry(define: Record<string, string>): Promise<BuildResult<Options>> {
  const options = esbuildOptions('cjs', define);
  const embedded: Plugin = {
    name: 'embedded',
    setup(building) {
      building.onResolve({ filter: /^\.\/commands\/index\.ts$/ }, () => ({
        path: join(import.meta.dirname, 'program/embedded.ts'),
      }));
    },
  };
  return build({ ...options, plugins: [embedded, ...(options.plugins ?? [])] });
}

function buildProgram(define: Record<string, string>): Promise<BuildResult<Options>> {
  const options = esbuildOptions('cjs', define);
  const [begin, end] = WRAPPER;
  return build({
    ...options,
    entryPoints: { program: join(root, 'src/commands/index.ts') },
    banner: { js: begin + options.banner!['js']! },
    footer: { js: end },
  });
}

/** Code that V8 rejects would make each start slower than no code at all. */
async function checkCode(assets: { program: string; code: string }): Promise<void> {
  const [text, cachedData] = await Promise.all([readFile(assets.program, 'utf16le'), readFile(assets.code)]);
  const { cachedDataRejected } = new Script(text, { filename: 'program.cjs', cachedData });
  if (cachedDataRejected === true) throw new Error('V8 rejects the code that it made of the program');
}

/** https://nodejs.org/api/single-executable-applications.html */
const SEA = {
  disableExperimentalSEAWarning: true,
  // Of the entry. Made by the Node that will run it, so that it is accepted.
  useCodeCache: true,
  // NODE_OPTIONS of the user's shell would change V8's flags, and V8 would reject the code cache with a warning.
  execArgvExtension: 'none',
  // Whoever may send a signal shall not be able to open a debugger, and with it the user's credentials.
  execArgv: ['--disable-sigusr1'],
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
