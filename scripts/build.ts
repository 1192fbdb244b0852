import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundle } from './build/bundle.ts';
import { constants } from './build/constants.ts';
import { buildExecutable } from './build/executable.ts';
import { notices } from './build/notices.ts';
import { dist } from './build/paths.ts';

/** `npm run build`: dist/bundle for machines with Node, and dist/kubectl-envaudit, which needs none. */
const { values } = parseArgs({ options: { 'bundle-only': { type: 'boolean', default: false } } });

await mkdir(dist, { recursive: true });
const define = await constants();
const [, metafile] = await Promise.all([
  buildBundle(define),
  values['bundle-only'] ? undefined : buildExecutable(define),
]);
if (metafile !== undefined) {
  await writeFile(join(dist, 'THIRD_PARTY_NOTICES'), `${await notices(metafile)}\n${await nodeNotice()}`);
}

/** The executable contains Node.js, whose licence names all that is in it. */
async function nodeNotice(): Promise<string> {
  const license = join(dirname(dirname(process.execPath)), 'LICENSE');
  return `${'-'.repeat(80)}\n\nNode.js ${process.version}\n\n${await readFile(license, 'utf8')}`;
}
