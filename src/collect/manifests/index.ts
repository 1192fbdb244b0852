import type { Readable } from 'node:stream';
import type { Manifests } from '../../manifests.ts';
import { interrupted } from '../cluster/errors/interrupted.ts';
import { assemble, type AssembleOptions } from './assemble.ts';
import { createDrafts } from './drafts.ts';
import { readSource, type Reading } from './reader.ts';
import { readText } from './read-text.ts';
import { findSources, unreadable } from './sources.ts';

export type { Snapshot } from './assemble.ts';

export interface ManifestsRequest extends AssembleOptions {
  /** Files, folders, and `-` for standard input. */
  paths: readonly string[];
  /** Look into subfolders, too. */
  recursive: boolean;
  stdin: Readable;
  /** Of objects that name none. */
  namespace: string;
  signal: AbortSignal;
  /** Told at times while much is read. */
  onProgress?: (line: string) => void;
}

/** Characters of all files together: what is kept of them grows with them. */
const LARGEST_INPUT = 1024 * 1024 * 1024;

const MEBIBYTE = 1024 * 1024;

/**
 * Reads manifests: multi-document YAML and JSON, lists, folders, charts, standard input. What cannot be read is told
 * with its place, and the rest is read.
 * @throws EnvauditError `interrupted`.
 */
export async function collectManifests(request: ManifestsRequest): Promise<Manifests> {
  const { stdin, signal } = request;
  const { sources, problems, notes } = await findSources(request.paths, request.recursive);
  const drafts = createDrafts(request);
  const reading: Reading = { drafts, templates: [], passedOver: [], counts: { documents: 0, skipped: 0 } };
  const limit = inputLimit((mebibytes) =>
    request.onProgress?.(`Reading: ${mebibytes} MiB, ${reading.counts.documents} documents`),
  );
  let files = 0;
  for (const source of sources) {
    try {
      await readSource(source, limit(readText(source.file, { stdin, signal })), reading);
      files += 1;
    } catch (error) {
      if (signal.aborted) throw interrupted();
      problems.push(unreadable(source.file, error));
    }
  }
  const { inventories, services, faults } = assemble(drafts, request);
  return {
    inventories,
    services,
    faults: [...drafts.faults, ...faults],
    templates: reading.templates,
    passedOver: reading.passedOver,
    counts: {
      ...reading.counts,
      files,
      workloads: drafts.workloads.length,
      services: drafts.services.length,
    },
    problems,
    notes,
  };
}

/** One bound for all files; `see` is told how many MiB were read each time that it is another one. */
function inputLimit(see: (mebibytes: number) => void) {
  let read = 0;
  return async function* limited(chunks: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const chunk of chunks) {
      const seen = Math.floor(read / MEBIBYTE);
      read += chunk.length;
      const now = Math.floor(read / MEBIBYTE);
      if (now > seen) see(now);
      if (read > LARGEST_INPUT)
        throw new Error(`all files together have more than ${LARGEST_INPUT / 2 ** 30} GiB`);
      yield chunk;
    }
  };
}
