import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageVersion } from '../../../scripts/build/constants.ts';
import { bundledPackages } from '../../../scripts/build/notices.ts';
import { bundleFolder, dist } from '../../../scripts/build/paths.ts';
import { help } from '../../../src/commands/parse.ts';
import { wrapHelp } from '../../../src/terminal/help-text.ts';

const bundle = join(bundleFolder, 'kubectl-envaudit');
const run = promisify(execFile);

let metafile: Metafile;
beforeAll(async () => {
  await access(bundle).catch(() => {
    throw new Error('there is no dist/bundle; `npm test` and `npm run build` make it');
  });
  metafile = JSON.parse(await readFile(join(dist, 'bundle.meta.json'), 'utf8')) as Metafile;
});

describe('the bundle', () => {
  test.each(['--version', 'version'])('%s prints the version of package.json', async (argument) => {
    const { stdout, stderr } = await run(process.execPath, [bundle, argument]);
    expect({ stdout, stderr }).toEqual({
      stdout: `kubectl-envaudit ${await packageVersion()}\n`,
      stderr: '',
    });
  });

  test.each(['--help', '-h', 'help'])(
    '%s prints the embedded text, which is what the parser would write',
    async (argument) => {
      const { stdout } = await run(process.execPath, [bundle, argument]);
      expect(stdout).toBe(wrapHelp(await help(), 80));
    },
  );

  test('ends quietly when its reader leaves', async () => {
    const child = spawn(process.execPath, [bundle, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('carries the notice of every package in it', async () => {
    const notices = await readFile(join(bundleFolder, 'THIRD_PARTY_NOTICES'), 'utf8');
    const names = bundledPackages(metafile).map((folder) => folder.replace(/^.*node_modules\//, ''));
    expect(names).toContain('yargs');
    for (const name of names) expect(notices).toContain(`\n${name} `);
  });

  test('has nothing but what the build writes', async () => {
    const files = await readdir(bundleFolder);
    expect(files.toSorted()).toEqual([
      'LICENSE',
      'THIRD_PARTY_NOTICES',
      'kubectl-envaudit',
      'lib',
      'package.json',
    ]);
  });
});

describe('what is loaded', () => {
  test('--version and --help load a small entry, no package and no command', () => {
    const inputs = loadedBy(outputOf('src/cli.ts'));
    expect(inputs).toContain('src/cli.ts');
    expect(
      inputs.filter((input) => /node_modules|src\/(commands|collect|present|analyze)\//.test(input)),
    ).toEqual([]);
    expect(metafile.outputs[outputOf('src/cli.ts')]!.bytes).toBeLessThan(20_000);
  });

  test('a plain run loads neither Ink, React nor client-node', () => {
    const inputs = loadedBy(outputOf('src/commands/audit/run.ts'));
    expect(inputs).toContain('src/commands/audit/run.ts');
    expect(inputs.filter((input) => /node_modules\/(ink|react|@kubernetes)\b/.test(input))).toEqual([]);
  });

  test.each(['scan/run', 'compare/run', 'lint/run', 'report/run', 'diagnose/run', 'index'])(
    'commands/%s loads nothing of the terminal UI',
    (file) => {
      const inputs = loadedBy(outputOf(`src/commands/${file}.ts`));
      expect(inputs.filter((input) => TERMINAL_UI.test(input))).toEqual([]);
    },
  );

  test.each(['audit/run', 'scan/run', 'compare/run', 'lint/run', 'parse', 'index'])(
    'commands/%s loads nothing that looks at a container for a window and judges it',
    (file) => {
      const inputs = loadedBy(outputOf(`src/commands/${file}.ts`));
      expect(inputs.filter((input) => DIAGNOSIS.test(input))).toEqual([]);
    },
  );

  test('the terminal UI is in one output of its own', () => {
    expect(loadedBy(outputOf('src/present/tui/index.tsx')).some((input) => TERMINAL_UI.test(input))).toBe(
      true,
    );
  });
});

const DIAGNOSIS =
  /src\/(flow|collect\/(sampler|diagnosis)|analyze\/stages|present\/diagnosis\/(human|markdown))(\/|\.)/;
const TERMINAL_UI = /node_modules\/(ink|react|react-reconciler|yoga-layout)\/|src\/present\/tui\//;

/** The output file that has a source file in it. */
function outputOf(source: string): string {
  const found = Object.entries(metafile.outputs).find(
    ([, { inputs }]) => (inputs[source]?.bytesInOutput ?? 0) > 0,
  );
  if (!found) throw new Error(`${source} is in no output`);
  return found[0];
}

/** The source files that are loaded with an output file: its own and those of its static imports. */
function loadedBy(output: string, seen = new Set<string>()): string[] {
  if (seen.has(output)) return [];
  seen.add(output);
  const { inputs, imports } = metafile.outputs[output]!;
  const own = Object.keys(inputs).filter((input) => inputs[input]!.bytesInOutput > 0);
  const imported = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
  return [...own, ...imported.flatMap(({ path }) => loadedBy(path, seen))].filter(
    (input) => !input.startsWith('builtin:'),
  );
}
