import { parseBoundedJson } from './bounded-json.ts';
import { EnvauditError, EXIT, messageOf } from '../errors.ts';
import type { LocatedFinding } from '../contracts/lint-report.ts';
import { readUserFile, type UserFileSource } from './user-file.ts';
import { writeJsonFile } from './write-file.ts';

export const BASELINE_API_VERSION = 'envaudit/v1';

const LARGEST_BYTES = 64 * 1024 * 1024;
const MOST_PARTS = 2_000_000;

/** What `lint --write-baseline` writes: findings that are known, and so no reason to fail. */
export interface Baseline {
  apiVersion: typeof BASELINE_API_VERSION;
  kind: 'LintBaseline';
  /** In the order of code, subject and fingerprint, so that changes read well in a diff. */
  findings: KnownFinding[];
}

/** What it is about is for people; the fingerprint decides. */
export interface KnownFinding {
  code: string;
  /** `NAMESPACE/KIND/NAME` and the container, if it is about one. */
  subject: string;
  fingerprint: string;
}

/** Writes the findings as a baseline, whole or not at all. @throws EnvauditError `file`. */
export async function writeBaseline(file: string, findings: readonly LocatedFinding[]): Promise<void> {
  const baseline: Baseline = {
    apiVersion: BASELINE_API_VERSION,
    kind: 'LintBaseline',
    findings: findings.map(known).toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
  };
  await writeJsonFile(file, baseline);
}

/**
 * Reads a baseline from a file, or from standard input for `-`.
 * @throws EnvauditError `file` when it cannot be read, `baseline-invalid` when it is none, or of another version.
 */
export async function readBaseline(file: string, source: UserFileSource): Promise<Baseline> {
  let content: Uint8Array;
  try {
    content = await readUserFile(file, { ...source, maxBytes: LARGEST_BYTES });
  } catch (error) {
    if (source.signal?.aborted) throw error;
    throw new EnvauditError('file', `cannot read ${file}: ${messageOf(error)}`, {
      hint: `kubectl envaudit lint -f … --write-baseline ${file} makes it.`,
    });
  }
  let value: unknown;
  try {
    value = parseBoundedJson(content, { maxParts: MOST_PARTS });
  } catch (error) {
    throw invalid(file, messageOf(error));
  }
  const wrong = wrongIn(value);
  if (wrong !== undefined) throw invalid(file, wrong);
  return value as Baseline;
}

function wrongIn(value: unknown): string | undefined {
  const { apiVersion, kind, findings } = (value ?? {}) as Partial<Record<keyof Baseline, unknown>>;
  if (kind !== 'LintBaseline') return 'its kind is not LintBaseline';
  if (apiVersion !== BASELINE_API_VERSION) {
    return `its version is ${JSON.stringify(apiVersion)?.slice(0, 50)}, and this program knows ${BASELINE_API_VERSION}`;
  }
  return Array.isArray(findings) && findings.every(isKnown) ? undefined : 'its findings have no fingerprints';
}

function isKnown(each: unknown): boolean {
  return typeof (each as Partial<KnownFinding> | null)?.fingerprint === 'string';
}

function known({ code, subject, fingerprint }: LocatedFinding): KnownFinding {
  const { namespace, kind, name, container } = subject;
  const object = [namespace, kind, name].filter((part) => part !== '').join('/');
  return { code, subject: container === undefined ? object : `${object} ${container}`, fingerprint };
}

function keyOf({ code, subject, fingerprint }: KnownFinding): string {
  return `${code} ${subject} ${fingerprint}`;
}

function invalid(file: string, why: string): EnvauditError {
  return new EnvauditError('baseline-invalid', `${file} is not a baseline of kubectl envaudit lint: ${why}`, {
    hint: `Write it anew: kubectl envaudit lint -f … --write-baseline ${file}`,
    exitCode: EXIT.usage,
  });
}
