import { open, readFile, rename, stat, unlink } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EnvauditError, EXIT, messageOf } from './errors.ts';
import { EVIDENCE_API_VERSION, type Evidence } from './evidence.ts';

const LARGEST_BYTES = 512 * 1024 * 1024;

/** Writes evidence as JSON, whole or not at all, readable by its owner only. */
export async function writeEvidence(file: string, evidence: Evidence): Promise<void> {
  const temporary = `${file}.${evidence.collectedAt.replaceAll(/\D/g, '')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(evidence, null, 2)}\n`);
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw new EnvauditError('file', `cannot write ${file}: ${messageOf(error)}`, {
      hint: 'Name a file in a folder that you may write to.',
    });
  }
}

/**
 * Reads saved evidence from a file, or from `stdin` for `-`, and checks its shape.
 * @throws EnvauditError `file` when it cannot be read, `evidence-invalid` when it is none.
 */
export async function readEvidence(file: string, stdin: Readable): Promise<Evidence> {
  const content = await read(file, stdin);
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw invalid(file, `it is not JSON: ${messageOf(error)}`);
  }
  const { evidenceErrors } = await import('./evidence-schema.ts');
  const wrong = evidenceErrors(value);
  if (wrong !== undefined) throw invalid(file, wrong);
  return value as Evidence;
}

async function read(file: string, stdin: Readable): Promise<string> {
  try {
    if (file === '-') return await text(stdin);
    const { size } = await stat(file);
    if (size > LARGEST_BYTES) throw new Error(`it has ${size} bytes, more than evidence ever has`);
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new EnvauditError('file', `cannot read ${file}: ${messageOf(error)}`, {
      hint: 'Name a file that kubectl envaudit TARGET --save FILE wrote, or - for standard input.',
    });
  }
}

function invalid(file: string, why: string): EnvauditError {
  return new EnvauditError('evidence-invalid', `${file} is not evidence of kubectl envaudit: ${why}`, {
    hint: `It must be what --save wrote: a JSON object with apiVersion ${EVIDENCE_API_VERSION} and kind Evidence.`,
    exitCode: EXIT.usage,
  });
}
