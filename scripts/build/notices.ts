import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './paths.ts';

interface Package {
  name: string;
  version: string;
  license?: string;
  author?: string | { name: string };
}

/** The licences of all packages whose code is in the bundle. Throws when one of them says nothing about its licence. */
export async function notices(metafile: Metafile): Promise<string> {
  const parts = await Promise.all(bundledPackages(metafile).map(notice));
  const head =
    'kubectl-envaudit contains code of the following packages, under the licences printed with each.\n';
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Folders below the root, such as `node_modules/ws`, of packages of which at least one byte was written. */
export function bundledPackages(metafile: Metafile): string[] {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders].toSorted();
}

async function notice(folder: string): Promise<string> {
  const path = join(root, folder);
  const info = JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as Package;
  if (info.license === undefined) throw new Error(`${info.name} names no licence; it cannot be bundled`);
  const files = (await readdir(path)).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name)).toSorted();
  const texts = await Promise.all(files.map((name) => readFile(join(path, name), 'utf8')));
  const body = texts.length > 0 ? texts.map((text) => text.trim()).join('\n\n') : standardText(info);
  return `${info.name} ${info.version} (${info.license})\n\n${body}\n`;
}

/** For packages that name the MIT licence without carrying its text. */
function standardText({ name, license, author }: Package): string {
  if (license !== 'MIT')
    throw new Error(`${name} has no licence file, and its licence is ${license}; see notices.ts`);
  const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
  return `Copyright (c) ${holder}\n\n${MIT}`;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
