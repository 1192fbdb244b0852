import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireWritable, writeJsonFile } from '../../src/files/write-file.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'envaudit-write-'))));
afterEach(() => rm(folder, { recursive: true }));

test('a link stays, and the file behind it is written', async () => {
  await mkdir(join(folder, 'real'));
  const [file, link] = [join(folder, 'real/file'), join(folder, 'link')];
  await writeFile(file, 'old');
  await symlink('real/file', link);
  await writeJsonFile(link, { a: 1 });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ a: 1 });
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readdir(folder)).toEqual(['link', 'real']);
  expect(await readdir(join(folder, 'real'))).toEqual(['file']);
});

describe('is refused, early and in the end, and left as it was', () => {
  test.each<[string, RegExp, (file: string) => unknown]>([
    ['a named pipe', /it is a named pipe$/, (file) => execFileSync('mkfifo', [file])],
    ['a folder', /it is a folder$/, (file) => mkdir(file)],
    ['a link to a device', /it is a device$/, (file) => symlink('/dev/null', file)],
    ['a link to nothing', /what it leads to is not there/, (file) => symlink('./nothing', file)],
  ])('%s', async (_, says, make) => {
    const file = join(folder, 'file');
    await make(file);
    const before = await lstat(file);
    await expect(writeJsonFile(file, {})).rejects.toMatchObject({
      code: 'file',
      message: expect.stringMatching(says) as string,
    });
    expect(() => requireWritable(file, '--save')).toThrow(says);
    expect((await lstat(file)).ino).toBe(before.ino);
    expect(await readdir(folder)).toEqual(['file']);
  });

  // Only root may make a device; a copy, so that a mistake would harm nothing.
  test.skipIf(process.getuid?.() !== 0)('a device', async ({ skip }) => {
    const file = join(folder, 'null');
    try {
      execFileSync('mknod', [file, 'c', '1', '3'], { stdio: 'ignore' });
    } catch {
      skip('this container may make no devices');
    }
    await expect(writeJsonFile(file, {})).rejects.toMatchObject({ code: 'file' });
    expect(() => requireWritable(file, '--save')).toThrow(/it is a device$/);
    expect((await lstat(file)).isCharacterDevice()).toBe(true);
  });
});

test('early is also said that a folder is not there, and that standard output is no file', () => {
  expect(() => requireWritable(join(folder, 'no/file'), '--save')).toThrow(/^cannot write .*ENOENT/);
  expect(() => requireWritable('-', '--save')).toThrow(/^--save writes a file, and standard output/);
  expect(() => requireWritable(join(folder, 'new'), '--save')).not.toThrow();
  expect(() => requireWritable(undefined, '--save')).not.toThrow();
});
