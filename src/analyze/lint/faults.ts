import type { Problem } from '../../contracts/evidence.ts';
import type { Location } from '../../contracts/lint-report.ts';
import type { ManifestFault } from '../../contracts/manifests.ts';
import type { Severity } from '../../contracts/report.ts';
import { finding } from '../judgement/finding.ts';
import type { UnmarkedFinding } from './fingerprint.ts';

const SEVERITY: Record<ManifestFault['kind'], Severity> = {
  unreadable: 'high',
  'too-many': 'high',
  'duplicate-key': 'medium',
  'wrong-type': 'medium',
  'missing-name': 'medium',
  'no-containers': 'medium',
};

const MENDS: Record<ManifestFault['kind'], string> = {
  unreadable: 'Correct the document; nothing in it was checked.',
  'too-many': 'Lint fewer folders at a time.',
  'duplicate-key': 'Keep one of them: kubectl refuses both, or takes the last one.',
  'wrong-type':
    'Correct the value: with quotes it is a string, and without them numbers, true and false, yes and no are none.',
  'missing-name': 'Give the object a name.',
  'no-containers': 'Add the containers; the API server refuses the object without them.',
};

/** What is wrong with a file, as a finding. */
export function faultFinding({ kind, message, location, object }: ManifestFault): UnmarkedFinding {
  return {
    finding: finding('invalid-manifest', SEVERITY[kind], {
      message,
      evidence: [],
      mends: [{ title: MENDS[kind], effect: 'What is checked is then what is meant.' }],
    }).about(object ?? { namespace: '', kind: 'file', name: location.file }),
    location,
    // Lines that a message names move.
    detail: `${kind} ${message.replaceAll(/\d+/g, '')}`,
  };
}

/** What was left unchecked: the documents that the faults speak of, as far as they are among these places. */
export function uncheckedDocuments(faults: readonly ManifestFault[], places: ReadonlySet<string>): Problem[] {
  return faults
    .filter(({ kind, location }) => isUnchecked(kind) && places.has(placeKey(location)))
    .map(({ message, location }) => ({
      code: 'invalid-manifest',
      message: `${placeKey(location)}: not checked. ${message}`,
    }));
}

function isUnchecked(kind: ManifestFault['kind']): boolean {
  return kind === 'unreadable' || kind === 'too-many';
}

/** `FILE:LINE:COLUMN`. */
export function placeKey({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
