import type { Readable } from 'node:stream';
import type { Manifests } from '../../contracts/manifests.ts';
import { interrupted } from '../cluster/errors/interrupted.ts';
import { assemble, type AssembleOptions } from './assemble.ts';
import { createDrafts, type GroupDrafts } from './drafts.ts';
import { counted } from '../../units.ts';
import { readSource, type Reading } from './reader.ts';
import { readText } from './read-text.ts';
import { findSources, unreadable } from './sources.ts';

export type { Snapshot } from './assemble.ts';

export interface ManifestsRequest extends AssembleOptions {
  /** Files, folders, and `-` for standard input. */
  paths: readonly string[];
  /** Look into subfolders, too. */
  recursive: boolean;
  /** Add up the Services of all files, as if they were applied together. */
  together: boolean;
  stdin: Readable;
  /** Of objects that name none. */
  namespace: string;
  signal: AbortSignal;
  /** Told at times while much is read. */
  onProgress?: (line: string) => void;
}

/** Characters of all files together: what is kept of them grows with them. */
const LARGEST_INPUT = 1024 * 1024 * 1024;

/** The name of the one group of all files. */
const ALL = '';

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
  const reading: Reading = { drafts, templates: [], chartValues: [], counts: { documents: 0, skipped: 0 } };
  const limit = inputLimit((mebibytes) =>
    request.onProgress?.(`Reading: ${mebibytes} MiB, ${reading.counts.documents} documents`),
  );
  let files = 0;
  for (const found of sources) {
    const source = request.together ? { ...found, groups: [ALL] } : found;
    try {
      await readSource(source, limit(readText(source.file, { stdin, signal })), reading);
      if (source.values === undefined) files += 1;
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
    chartValues: reading.chartValues,
    passedOver: drafts.passedOver,
    counts: {
      ...reading.counts,
      files,
      workloads: drafts.counts.workloads,
      services: drafts.counts.services,
    },
    problems,
    notes: [...notes, ...notesOnGroups(drafts.groups)],
  };
}

/** Where workloads of one folder may be applied beside the Services of another, somebody should know that nobody added. */
function notesOnGroups(groups: ReadonlyMap<string, GroupDrafts>): string[] {
  const alone = [...groups.values()].filter(
    ({ workloads, services }) =>
      services.length === 0 && workloads.some(({ workload }) => workload.enableServiceLinks !== 'false'),
  );
  const others = [...groups.values()].some(({ services }) => services.length > 0);
  if (alone.length === 0 || !others) return [];
  return [
    `${counted(alone.length, 'folder')} with workloads ${alone.length === 1 ? 'has' : 'have'} no Services, and those of other folders were not added: a folder, a chart or a kustomization is taken to be applied for itself. --together adds all.`,
  ];
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
