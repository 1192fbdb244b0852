import { dirname, join, resolve } from 'node:path';
import { readUserFile } from '../../files/user-file.ts';
import { list, record, text } from '../inventory/shape.ts';
import { parseText } from './parse.ts';

/** What a kustomization names. Paths are absolute; what stands at other places of the network is not among them. */
export interface Kustomization {
  folder: string;
  /** Files with objects, and folders with other kustomizations. */
  resources: readonly string[];
  /** Files with parts of objects. */
  patches: readonly string[];
}

/** The names that kustomize looks for, https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export const KUSTOMIZATION = /^kustomization\.ya?ml$|^Kustomization$/;

const LARGEST_BYTES = 1024 * 1024;

/**
 * Reads a kustomization; what cannot be read names nothing.
 * @throws Error for a file that cannot be read, or is larger than 1 MiB.
 */
export async function readKustomization(file: string): Promise<Kustomization> {
  const content = (await readUserFile(file, { maxBytes: LARGEST_BYTES })).toString();
  const value = record(parseText(content).documents?.[0]?.value);
  const folder = dirname(resolve(file));
  const paths = (...keys: string[]): string[] =>
    keys.flatMap((key) =>
      list(value[key]).flatMap((entry) => {
        const path = text(entry) || text(record(entry)['path']);
        return path === '' || /^[\w+.-]+:\/\/|\n/.test(path) ? [] : [resolve(join(folder, path))];
      }),
    );
  return {
    folder,
    resources: paths('resources', 'bases', 'components', 'crds'),
    patches: paths('patches', 'patchesStrategicMerge', 'patchesJson6902'),
  };
}

/**
 * By file or folder, the kustomizations that are built for themselves and take it in: a base is in each overlay of it.
 */
export function kustomizationsOf(
  kustomizations: readonly Kustomization[],
): (path: string) => ReadonlySet<string> {
  const byFolder = new Map(kustomizations.map((each) => [each.folder, each]));
  const named = new Set(
    kustomizations.flatMap(({ folder, resources }) => resources.filter((path) => path !== folder)),
  );
  const takenInBy = new Map<string, Set<string>>();
  for (const { folder } of kustomizations) if (!named.has(folder)) takeIn(folder, folder);
  return (path) => takenInBy.get(path) ?? NONE;

  function takeIn(path: string, root: string): void {
    const roots = takenInBy.get(path) ?? new Set();
    if (roots.has(root)) return;
    takenInBy.set(path, roots.add(root));
    for (const resource of byFolder.get(path)?.resources ?? []) takeIn(resource, root);
  }
}

const NONE: ReadonlySet<string> = new Set();
