import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeManifests } from './manifests.ts';
import { interleave, type Contender } from './measure.ts';
import { ours } from './programs.ts';
import { printTable } from './table.ts';

/** `lint` of many documents, in one stream and in a folder, against parsing the same bytes with two libraries. */
export async function lint(runs: number, documents: number): Promise<void> {
  const { folder, stream, files, bytes } = writeManifests(documents);
  const size = `${documents} documents, ${(bytes / 2 ** 20).toFixed(1)} MiB`;
  try {
    for (const [where, path] of Object.entries({ 'one stream': stream, 'a folder': files })) {
      const results = await interleave(contenders(path), runs);
      printTable(`lint of ${size} in ${where}`, results, [
        { of: 'lint (bundle)', to: 'yaml', atMost: 2 },
        { of: 'lint (bundle)', to: 'js-yaml', atMost: 2 },
      ]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function contenders(path: string): Contender[] {
  const parse = (library: string): Contender => ({
    name: library,
    command: [process.execPath, join(import.meta.dirname, 'parse.mjs'), library, path],
  });
  const args = ['lint', '-f', path, '-o', 'json'];
  // 3: there are findings, as there should be.
  const own: Contender = {
    name: 'lint (bundle)',
    command: [...ours.bundle, ...args],
    accept: [3],
    discard: true,
  };
  return [parse('yaml'), parse('js-yaml'), own];
}
