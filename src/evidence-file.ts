import type { Evidence } from './evidence.ts';
import { writeSaved } from './saved-file.ts';

/** Writes evidence as JSON, whole or not at all, readable by its owner only. */
export async function writeEvidence(file: string, evidence: Evidence): Promise<void> {
  await writeSaved(file, evidence);
}
