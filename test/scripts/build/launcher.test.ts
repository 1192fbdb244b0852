import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/build/paths.ts';

const launcher = join(root, 'scripts/build/launcher/kubectl-envaudit.cjs');

test('the launcher is ES5, which the oldest Node can read', async () => {
  const text = await readFile(launcher, 'utf8');
  const [es5, newest] = await Promise.all([
    transform(text, { target: 'es5' }),
    transform(text, { target: 'esnext' }),
  ]);
  expect(es5.code).toBe(newest.code);
});

test.each(['14.21.3', '20.20.2', '22.18.0'])(
  'on Node %s it says what is needed and exits with 1',
  async (version) => {
    const folder = await mkdtemp(join(tmpdir(), 'envaudit-launcher-'));
    try {
      const older = join(folder, 'older.cjs');
      await writeFile(
        older,
        `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`,
      );
      const run = promisify(execFile)(process.execPath, ['--require', older, launcher]);
      await expect(run).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(
          /needs Node\.js 22\.19 or newer.*\n.*install the single executable/,
        ) as string,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
