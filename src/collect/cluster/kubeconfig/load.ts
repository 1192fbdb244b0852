import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EnvauditError, messageOf } from '../../../errors.ts';
import { readUserFile } from '../../../files/user-file.ts';
import { interrupted } from '../errors/interrupted.ts';
import { parseKubeconfig } from './parse.ts';
import type { ClusterEntry, Kubeconfig, UserEntry } from './types.ts';

export interface LoadedKubeconfig extends Kubeconfig {
  /** The files that were looked for, present or not. */
  files: string[];
}

/** One of 5,000 clusters, each with its certificates, has half of it. */
const LARGEST_BYTES = 32 * 1024 * 1024;

/**
 * Loads the kubeconfig as kubectl does: `--kubeconfig` (must exist), else the files of KUBECONFIG (missing and
 * empty entries are skipped), else ~/.kube/config. The first current-context and the first of equal names win;
 * relative paths are meant from the folder of the file they stand in.
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
 */
export async function loadKubeconfig({
  explicit,
  env,
  signal,
}: {
  explicit: string | undefined;
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal | undefined;
}): Promise<LoadedKubeconfig> {
  const files = explicit === undefined ? defaultFiles(env) : [explicit];
  const merged: LoadedKubeconfig = {
    clusters: new Map(),
    users: new Map(),
    contexts: new Map(),
    currentContext: '',
    files,
  };
  for (const file of files) {
    const text = await readOrSkip(file, { required: explicit !== undefined, signal });
    if (text === undefined) continue;
    const config = await parseKubeconfig(text, file);
    const folder = path.dirname(path.resolve(file));
    for (const entry of config.clusters.values()) resolveClusterPaths(entry, folder);
    for (const entry of config.users.values()) resolveUserPaths(entry, folder);
    addMissing(merged.clusters, config.clusters);
    addMissing(merged.users, config.users);
    addMissing(merged.contexts, config.contexts);
    merged.currentContext ||= config.currentContext;
  }
  return merged;
}

function defaultFiles(env: NodeJS.ProcessEnv): string[] {
  if (env['KUBECONFIG']) {
    return [...new Set(env['KUBECONFIG'].split(path.delimiter).filter((file) => file !== ''))];
  }
  const home = env['HOME'] || env['USERPROFILE'] || os.homedir();
  const file = path.join(home, '.kube', 'config');
  // Its name of old; kubectl makes a copy under the new one.
  const former = path.join(home, '.kube', '.kubeconfig');
  return [!existsSync(file) && existsSync(former) ? former : file];
}

async function readOrSkip(
  file: string,
  { required, signal }: { required: boolean; signal: AbortSignal | undefined },
): Promise<string | undefined> {
  try {
    const { decodeYaml } = await import('./read-yaml.ts');
    return decodeYaml(await readUserFile(file, { maxBytes: LARGEST_BYTES, ...(signal && { signal }) }));
  } catch (error) {
    if (signal?.aborted) throw interrupted();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' && !required) return undefined;
    if (code === 'ENOENT') {
      throw new EnvauditError('kubeconfig', `stat ${file}: no such file or directory`, {
        hint: 'Check the path given with --kubeconfig.',
      });
    }
    throw new EnvauditError('kubeconfig', `error loading config file "${file}": ${messageOf(error)}`, {
      hint: 'It must be a file that you may read.',
    });
  }
}

function addMissing<Entry>(into: Map<string, Entry>, from: Map<string, Entry>): void {
  for (const [name, entry] of from) if (!into.has(name)) into.set(name, entry);
}

function resolveClusterPaths(entry: ClusterEntry, folder: string): void {
  const authority = entry['certificate-authority'];
  if (authority) entry['certificate-authority'] = path.resolve(folder, authority);
}

function resolveUserPaths(entry: UserEntry, folder: string): void {
  for (const field of ['client-certificate', 'client-key', 'tokenFile'] as const) {
    const file = entry[field];
    if (file) entry[field] = path.resolve(folder, file);
  }
  // A bare command name is looked up on PATH; only one with a separator is a path.
  const command = entry.exec?.command;
  if (entry.exec && command?.includes(path.sep)) entry.exec.command = path.resolve(folder, command);
}
