import type { Readable } from 'node:stream';
import type { Evidence } from './evidence.ts';
import { readSaved, writeSaved } from './saved-file.ts';

/** Writes evidence as JSON, whole or not at all, readable by its owner only. */
export async function writeEvidence(file: string, evidence: Evidence): Promise<void> {
  await writeSaved(file, evidence);
}

/**
 * Reads saved evidence from a file, or from `stdin` for `-`, and checks its shape.
 * @throws EnvauditError `file` when it cannot be read, `evidence-invalid` when it is none.
 */
export async function readEvidence(file: string, stdin: Readable): Promise<Evidence> {
  return readSaved(file, stdin, ['Evidence']);
}
