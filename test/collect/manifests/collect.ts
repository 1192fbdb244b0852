import { join } from 'node:path';
import { Readable } from 'node:stream';
import { collectManifests, type ManifestsRequest } from '../../../src/collect/manifests/index.ts';
import type { Manifests } from '../../../src/contracts/manifests.ts';

export const FIXTURES = join(import.meta.dirname, '../../fixtures/manifests');

/** Reads files of the fixtures. */
export function collectFixtures(
  paths: readonly string[],
  options: Partial<ManifestsRequest> = {},
): Promise<Manifests> {
  return collectManifests({
    paths: paths.map((path) => join(FIXTURES, path)),
    recursive: true,
    together: false,
    stdin: Readable.from([]),
    namespace: 'default',
    snapshot: undefined,
    now: '2026-01-01T00:00:00Z',
    version: '0.0.0',
    signal: new AbortController().signal,
    ...options,
  });
}

/** Reads a text, as from standard input. */
export function collectText(text: string, options: Partial<ManifestsRequest> = {}): Promise<Manifests> {
  return collectFixtures([], { paths: ['-'], stdin: Readable.from([Buffer.from(text)]), ...options });
}
