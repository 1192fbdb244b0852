import { fileWord, shellQuote } from '../analyze/command.ts';
import type { DiagnosisEvidence } from '../contracts/diagnosis-evidence.ts';
import type { Evidence } from '../contracts/evidence.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Context } from './context.ts';

/** What each kind of file holds, and who else reads it. */
const WORDS = {
  Evidence: ['the evidence', ''],
  DiagnosisEvidence: ['what was seen', ''],
  Inventory: ['the inventory', ', lint --services FILE takes its Services'],
} as const;

/**
 * Writes what was seen where `--save` says so, and tells what it is good for.
 * @throws EnvauditError `file` when it cannot be written.
 */
export async function save(
  file: string | undefined,
  saved: Evidence | DiagnosisEvidence | Inventory,
  { streams }: Context,
): Promise<void> {
  if (file === undefined) return;
  const { writeSaved } = await import('../files/saved-file.ts');
  await writeSaved(file, saved);
  const word = shellQuote(fileWord(file));
  const [what, more] = WORDS[saved.kind];
  const others = more.replace('FILE', () => word);
  streams.err(`Saved ${what} to ${file}; kubectl envaudit report ${word} judges it again${others}.\n`);
}
