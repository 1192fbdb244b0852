import { parseBoundedJson } from './bounded-json.ts';
import type { DiagnosisEvidence } from '../contracts/diagnosis-evidence.ts';
import { EnvauditError, EXIT, messageOf } from '../errors.ts';
import type { Evidence } from '../contracts/evidence.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { readUserFile, type UserFileSource } from './user-file.ts';
import { writeJsonFile } from './write-file.ts';

/** Twice what a scan of 100,000 Services and 5,000 workloads saves. */
const LARGEST_BYTES = 256 * 1024 * 1024;
const MOST_PARTS = 5_000_000;

/** What `--save` writes, by its `kind`. */
export interface SavedKinds {
  Evidence: Evidence;
  Inventory: Inventory;
  DiagnosisEvidence: DiagnosisEvidence;
}

export type SavedKind = keyof SavedKinds;

const KINDS: Record<SavedKind, { noun: string; command: string; code: string }> = {
  Evidence: { noun: 'evidence', command: 'kubectl envaudit TARGET --save FILE', code: 'evidence-invalid' },
  Inventory: {
    noun: 'an inventory',
    command: 'kubectl envaudit scan --save FILE',
    code: 'inventory-invalid',
  },
  DiagnosisEvidence: {
    noun: 'evidence of a diagnosis',
    command: 'kubectl envaudit diagnose TARGET --save FILE',
    code: 'diagnosis-evidence-invalid',
  },
};

/** Writes what was seen as JSON, whole or not at all, readable by its owner only. */
export async function writeSaved(file: string, saved: SavedKinds[SavedKind]): Promise<void> {
  await writeJsonFile(file, saved, { mode: 0o600 });
}

/**
 * Reads what `--save` wrote from a file, or from standard input for `-`, and checks its shape. The result says by its `kind`
 * which of the wanted kinds it is.
 * @throws EnvauditError `file` when it cannot be read, `evidence-invalid` or `inventory-invalid` when it is none.
 */
export async function readSaved<Kind extends SavedKind>(
  file: string,
  source: UserFileSource,
  wanted: readonly Kind[],
): Promise<SavedKinds[Kind]> {
  const content = await read(file, source, wanted);
  let value: unknown;
  try {
    value = parseBoundedJson(content, { maxParts: MOST_PARTS });
  } catch (error) {
    throw invalid(file, messageOf(error), wanted);
  }
  const wrong = await whatIsWrong(value, wanted);
  if (wrong !== undefined) throw invalid(file, wrong, wanted);
  return value as SavedKinds[Kind];
}

async function whatIsWrong(value: unknown, wanted: readonly SavedKind[]): Promise<string | undefined> {
  const kind = (value as { kind?: unknown } | null)?.kind;
  const found = (Object.keys(KINDS) as SavedKind[]).find((known) => known === kind);
  if (found !== undefined && !wanted.includes(found)) return `it is ${KINDS[found].noun}`;
  const { schemaErrors } = await import('./saved-schema.ts');
  return schemaErrors(value, found ?? wanted[0] ?? 'Evidence');
}

async function read(file: string, source: UserFileSource, wanted: readonly SavedKind[]): Promise<Uint8Array> {
  try {
    return await readUserFile(file, { ...source, maxBytes: LARGEST_BYTES });
  } catch (error) {
    if (source.signal?.aborted) throw error;
    const commands = wanted.map((kind) => KINDS[kind].command).join(' or ');
    throw new EnvauditError('file', `cannot read ${file}: ${messageOf(error)}`, {
      hint: `Name a file that ${commands} wrote, or - for standard input.`,
    });
  }
}

function invalid(file: string, why: string, wanted: readonly SavedKind[]): EnvauditError {
  const nouns = wanted.map((kind) => KINDS[kind].noun).join(' or ');
  return new EnvauditError(
    KINDS[wanted[0] ?? 'Evidence'].code,
    `${file} is not ${nouns} of kubectl envaudit: ${why}`,
    {
      hint: `It must be what --save wrote: a JSON object with apiVersion envaudit/v1 and kind ${wanted.join(' or ')}.`,
      exitCode: EXIT.usage,
    },
  );
}
