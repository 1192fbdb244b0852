import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/contracts/evidence.ts';
import type { Inventory } from '../../src/contracts/inventory.ts';
import { readSaved, writeSaved } from '../../src/files/saved-file.ts';

const inventory: Inventory = {
  apiVersion: 'envaudit/v1',
  kind: 'Inventory',
  collectedAt: '2026-09-01T00:00:00.000Z',
  tool: { version: '0.1.0' },
  scope: { namespaces: 'all' },
  kubernetesService: { known: false, problem: { code: 'forbidden', message: 'no' } },
  namespaces: [{ name: 'shop', services: { known: true, value: [] } }],
  workloads: [],
  problems: [],
};
const evidence: Evidence = {
  apiVersion: 'envaudit/v1',
  kind: 'Evidence',
  collectedAt: inventory.collectedAt,
  tool: inventory.tool,
  cluster: { server: 's' },
  services: {},
  containers: [],
  problems: [],
};
const both = ['Evidence', 'Inventory'] as const;
const nothing = Readable.from([]);
const readInventory = (file: string, stdin: Readable): Promise<Inventory> =>
  readSaved(file, { stdin }, ['Inventory']);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'envaudit-saved-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an inventory', () => {
  test('comes back from its file as it was, which only its owner may read', async () => {
    const file = join(folder, 'inventory.json');
    await writeSaved(file, inventory);
    expect(await readInventory(file, nothing)).toEqual(inventory);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/\}\n$/);
  });

  test('comes from standard input', async () => {
    expect(await readInventory('-', Readable.from([JSON.stringify(inventory)]))).toEqual(inventory);
  });

  test('that cannot be written leaves nothing behind', async () => {
    const before = await readdir(folder);
    await expect(writeSaved(join(folder, 'no/such/folder.json'), inventory)).rejects.toMatchObject({
      code: 'file',
    });
    expect(await readdir(folder)).toEqual(before);
  });
});

describe('what was saved', () => {
  test('is told apart by its kind', async () => {
    for (const saved of [evidence, inventory]) {
      const file = join(folder, `${saved.kind}.json`);
      await writeSaved(file, saved);
      const found = await readSaved(file, { stdin: nothing }, both);
      expect(found.kind).toBe(saved.kind);
      expect(found).toEqual(saved);
    }
  });

  test.each([
    {
      name: 'evidence in place of an inventory',
      text: JSON.stringify(evidence),
      read: readInventory,
      code: 'inventory-invalid',
      says: 'is not an inventory of kubectl envaudit: it is evidence',
    },
    {
      name: 'an inventory in place of evidence',
      text: JSON.stringify(inventory),
      read: (file: string, stdin: Readable) => readSaved(file, { stdin }, ['Evidence']),
      code: 'evidence-invalid',
      says: 'is not evidence of kubectl envaudit: it is an inventory',
    },
    {
      name: 'an inventory with a part missing',
      text: JSON.stringify({ ...inventory, workloads: [{}] }),
      read: readInventory,
      code: 'inventory-invalid',
      says: '/workloads/0 must have required property',
    },
    {
      name: 'a name that a command would take for an option',
      text: JSON.stringify({ ...inventory, scope: { namespaces: 'all', node: '--all' } }),
      read: readInventory,
      code: 'inventory-invalid',
      says: '/scope/node must match pattern',
    },
    {
      name: 'millions of empty objects',
      text: `{"kind":"Inventory","workloads":[${'{},'.repeat(5_000_000)}{}]}`,
      read: readInventory,
      code: 'inventory-invalid',
      says: 'it has more than 5,000,000 parts',
    },
    {
      name: 'half of a file',
      text: JSON.stringify(inventory).slice(0, 100),
      read: readInventory,
      code: 'inventory-invalid',
      says: 'it is not JSON',
    },
    { name: 'null', text: 'null', read: readInventory, code: 'inventory-invalid', says: 'must be object' },
    {
      name: 'another kind of object',
      text: '{"kind":"Pod"}',
      read: (file: string, stdin: Readable) => readSaved(file, { stdin }, both),
      code: 'evidence-invalid',
      says: 'is not evidence or an inventory of kubectl envaudit',
    },
  ])('$name is refused', async ({ text, read, code, says }) => {
    const file = join(folder, 'wrong.json');
    await writeFile(file, text);
    await expect(read(file, nothing)).rejects.toMatchObject({
      code,
      exitCode: 2,
      message: expect.stringContaining(says) as string,
    });
  });

  test('and does not exist is said to be so', async () => {
    await expect(readInventory(join(folder, 'none.json'), nothing)).rejects.toMatchObject({
      code: 'file',
      hint: expect.stringContaining('kubectl envaudit scan --save FILE') as string,
    });
  });
});
