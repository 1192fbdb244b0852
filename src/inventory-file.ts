import type { Readable } from 'node:stream';
import type { Inventory } from './inventory.ts';
import { readSaved, writeSaved } from './saved-file.ts';

/** Writes an inventory as JSON, whole or not at all, readable by its owner only. */
export async function writeInventory(file: string, inventory: Inventory): Promise<void> {
  await writeSaved(file, inventory);
}

/**
 * Reads a saved inventory from a file, or from `stdin` for `-`, and checks its shape.
 * @throws EnvauditError `file` when it cannot be read, `inventory-invalid` when it is none.
 */
export async function readInventory(file: string, stdin: Readable): Promise<Inventory> {
  return readSaved(file, stdin, ['Inventory']);
}
