import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageVersion } from './build/constants.ts';
import { dist, executable, root } from './build/paths.ts';
import { archiveName, manifest } from './krew/manifest.ts';

/**
 * `npm run krew-manifest -- --repository URL`: packs what `npm run build` made for this machine into dist/archives, and
 * writes dist/archives/envaudit.yaml for all archives there (those of other platforms are brought by hand).
 */
const { values } = parseArgs({ options: { repository: { type: 'string' } } });
if (values.repository === undefined)
  throw new Error('--repository is missing: the web address that has the releases');

const archives = join(dist, 'archives');
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const PROCESSORS: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64' };

await mkdir(archives, { recursive: true });
pack(archiveName(SYSTEMS[process.platform] ?? process.platform, PROCESSORS[process.arch] ?? process.arch));
const text = manifest(await readFile(join(root, 'krew/envaudit.yaml'), 'utf8'), {
  version: await packageVersion(),
  repository: values.repository.replace(/\/$/, ''),
  archives: await checksums(),
});
await writeFile(join(archives, 'envaudit.yaml'), text);

function pack(name: string): void {
  const licenses = ['-C', root, 'LICENSE', '-C', dist, 'THIRD_PARTY_NOTICES'];
  execFileSync('tar', ['-czf', join(archives, name), ...licenses, '-C', dist, basename(executable)]);
}

async function checksums(): Promise<Map<string, string>> {
  const names = (await readdir(archives)).filter((name) => name.endsWith('.tar.gz'));
  const sum = async (name: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(join(archives, name)))
      .digest('hex');
  return new Map(await Promise.all(names.map(async (name) => [name, await sum(name)] as const)));
}
