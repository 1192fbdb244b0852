import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText } from '../../../src/collect/manifests/read-text.ts';

const signal = new AbortController().signal;
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'envaudit-text-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(file: string, stdin = Readable.from([])): Promise<string> {
  return (await Array.fromAsync(readText(file, { stdin, signal }))).join('');
}

test.each<[string, Buffer]>([
  ['UTF-8', Buffer.from('name: grün\n')],
  ['UTF-8 with a mark', Buffer.from('\uFEFFname: grün\n')],
  ['UTF-16 as PowerShell writes it', Buffer.from('\uFEFFname: grün\n', 'utf16le')],
  ['UTF-16 in the other order', Buffer.from('\uFEFFname: grün\n', 'utf16le').swap16()],
])('reads %s', async (_, bytes) => {
  const file = join(folder, 'text.yaml');
  await writeFile(file, bytes);
  expect(await read(file)).toBe('name: grün\n');
});

test('characters that chunks of standard input cut in two stay whole', async () => {
  const bytes = Buffer.from('grün: 😀');
  expect(await read('-', Readable.from([...bytes].map((byte) => Buffer.from([byte]))))).toBe('grün: 😀');
});

test('bytes that are no text are marked', async () => {
  expect(await read('-', Readable.from([Buffer.from([0x61, 0xc3, 0x28])]))).toBe('a\uFFFD(');
});

test('reading ends when somebody presses Ctrl-C', async () => {
  const controller = new AbortController();
  const stdin = new Readable({ read: () => undefined });
  const reading = Array.fromAsync(readText('-', { stdin, signal: controller.signal }));
  controller.abort();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});
