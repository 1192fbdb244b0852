import { chmod, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { build } from 'esbuild';
import { esbuildOptions } from './esbuild-options.ts';
import { notices } from './notices.ts';
import { bundleFolder, dist, root } from './paths.ts';

/**
 * Writes dist/bundle: a launcher that any Node can read, and the program as ES modules for Node 22.19 and newer.
 * The folder is put in place whole, so that what is running from an older one is disturbed for a moment only.
 */
export async function buildBundle(define: Record<string, string>): Promise<Metafile> {
  const { outputFiles, metafile } = await build(esbuildOptions('esm', define));
  const fresh = join(dist, `.bundle-${process.pid}`);
  await mkdir(join(fresh, 'lib'), { recursive: true });
  await Promise.all([
    ...outputFiles.map(({ path, contents }) => writeFile(join(fresh, 'lib', basename(path)), contents)),
    writeLaunchers(fresh),
    // The launchers are CommonJS, whatever the package around the folder says.
    writeFile(join(fresh, 'package.json'), '{ "type": "commonjs" }\n'),
    writeFile(join(fresh, 'THIRD_PARTY_NOTICES'), await notices(metafile)),
    cp(join(root, 'LICENSE'), join(fresh, 'LICENSE')),
    writeFile(join(dist, 'bundle.meta.json'), JSON.stringify(metafile)),
  ]);
  const old = join(dist, `.bundle-old-${process.pid}`);
  await rename(bundleFolder, old).catch(ignoreMissing);
  await rename(fresh, bundleFolder);
  await rm(old, { recursive: true, force: true });
  return metafile;
}

async function writeLaunchers(folder: string): Promise<void> {
  const sources = join(root, 'scripts/build/launcher');
  const launcher = join(folder, 'kubectl-envaudit');
  await writeFile(launcher, await readFile(join(sources, 'kubectl-envaudit.cjs')));
  await chmod(launcher, 0o755);
  await cp(join(sources, 'start.cjs'), join(folder, 'lib/start.cjs'));
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
