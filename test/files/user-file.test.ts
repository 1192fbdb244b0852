import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isStdin, readRegularFile, readUserFile } from '../../src/files/user-file.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'envaudit-user-file-'))));
afterAll(() => rm(folder, { recursive: true }));

const maxBytes = 3 * 1024 * 1024;

describe('is read', () => {
  const text = 'grün\n'.repeat(400_000);

  test('a regular file, also behind a link', async () => {
    const [file, link] = [join(folder, 'file'), join(folder, 'link')];
    await writeFile(file, text);
    await symlink(file, link);
    expect((await readUserFile(link, { maxBytes })).toString()).toBe(text);
    expect(readRegularFile(link, { maxBytes }).toString()).toBe(text);
  });

  test('what - and /dev/stdin stand for', async () => {
    for (const name of ['-', '/dev/stdin', '/dev/fd/0']) {
      const stdin = Readable.from(['a', Buffer.from('b')]);
      expect((await readUserFile(name, { stdin, maxBytes })).toString()).toBe('ab');
    }
    expect(isStdin('./-')).toBe(false);
  });

  test('nothing, of /dev/null', async () => {
    expect(await readUserFile('/dev/null', { maxBytes })).toHaveLength(0);
    expect(readRegularFile('/dev/null', { maxBytes })).toHaveLength(0);
  });

  test('a pipe that the shell made for us, to its end', async () => {
    const script = `import(${JSON.stringify(join(import.meta.dirname, '../../src/files/user-file.ts'))})
      .then(({ readUserFile }) => readUserFile(process.argv[1], { maxBytes: ${maxBytes} }))
      .then((bytes) => console.log(bytes.length), (error) => console.log(error.message))`;
    const run = (pipe: string): string =>
      execFileSync('bash', ['-c', `"$0" -e "$1" <(${pipe})`, process.execPath, script], { encoding: 'utf8' });
    expect(run('sleep 0.2; seq 200000')).toBe('1288895\n');
    expect(run('yes')).toBe('it has more than 3.00 MiB\n');
  });
});

describe('is refused', () => {
  test.each<[string, RegExp, (file: string) => unknown]>([
    [
      'a named pipe that nobody writes to',
      /^it is a named pipe; only/,
      (file) => execFileSync('mkfifo', [file]),
    ],
    ['a device without end', /^it is a device; /, (file) => symlink('/dev/zero', file)],
    ['a folder', /^it is a folder; /, (file) => mkdir(file)],
    ['a socket', /^it is a socket; /, (file) => once(createServer().listen(file).unref(), 'listening')],
    ['what is not there', /^ENOENT/, () => undefined],
    ['a file that is too large', /^it has more than 3.00 MiB$/, (file) => sparse(file, 2 ** 40)],
  ])('%s', async (name, says, make) => {
    const file = join(folder, name.replaceAll(' ', '-'));
    await make(file);
    await expect(readUserFile(file, { maxBytes })).rejects.toThrow(says);
    expect(() => readRegularFile(file, { maxBytes })).toThrow(says);
  });

  test('standard input without end', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(65_536);
      })(),
    );
    await expect(readUserFile('-', { stdin: endless, maxBytes })).rejects.toThrow(/^it has more than/);
  });
});

test('Ctrl-C ends the reading of a pipe that says nothing', async () => {
  const file = join(folder, 'silent');
  execFileSync('mkfifo', [file]);
  const pipe = openSync(file, 'r+');
  const controller = new AbortController();
  const reading = readUserFile(`/proc/self/fd/${pipe}`, { maxBytes, signal: controller.signal });
  setImmediate(() => controller.abort());
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  closeSync(pipe);
});

async function sparse(file: string, bytes: number): Promise<void> {
  await writeFile(file, '');
  await truncate(file, bytes);
}
