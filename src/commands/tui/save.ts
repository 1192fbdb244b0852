import { access } from 'node:fs/promises';
import { EnvauditError } from '../../errors.ts';
import type { DiagnosisEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Evidence } from '../../contracts/evidence.ts';
import { writeSaved } from '../../files/saved-file.ts';

/**
 * Writes what was seen to `./envaudit-NAMESPACE-POD-TIME.json`, or with a number behind it where that is there already,
 * and gives the name.
 * @throws EnvauditError `file` when it cannot be written.
 */
export async function saveHere(evidence: Evidence | DiagnosisEvidence): Promise<string> {
  const name = baseName(evidence);
  for (let number = 1; number < 100; number++) {
    const file = `./${name}${number === 1 ? '' : `-${number}`}.json`;
    if (await exists(file)) continue;
    await writeSaved(file, evidence);
    return file;
  }
  throw new EnvauditError('file', `there are a hundred files like ${name}.json here`);
}

function baseName(evidence: Evidence | DiagnosisEvidence): string {
  const audit = evidence.kind === 'Evidence' ? evidence : evidence.audit;
  const pod = audit.containers[0]?.pod;
  const time = evidence.collectedAt.replaceAll(/[-:]|\.\d+/g, '');
  // Names come from the cluster, and name a file here.
  return ['envaudit', pod?.namespace ?? 'none', pod?.name ?? 'none', time]
    .map((part) => part.replaceAll(/[^\w.-]/g, '_'))
    .join('-');
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
