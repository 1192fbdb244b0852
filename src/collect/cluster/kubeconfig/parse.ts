import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { readYaml } from './read-yaml.ts';
import type { ClusterEntry, ContextEntry, Kubeconfig, UserEntry } from './types.ts';

/**
 * Reads the text of one kubeconfig file (YAML or JSON). An empty file is an empty kubeconfig.
 * Throws an EnvauditError (`kubeconfig`) with file, line and column. The text of the file is never part of the
 * message: it holds keys.
 */
export async function parseKubeconfig(text: string, file: string): Promise<Kubeconfig> {
  const sections = (await readYaml(text)) ?? (await readThoroughly(text, file));
  return {
    clusters: named<ClusterEntry>(sections, { list: 'clusters', entry: 'cluster', file }),
    users: named<UserEntry>(sections, { list: 'users', entry: 'user', file }),
    contexts: named<ContextEntry>(sections, { list: 'contexts', entry: 'context', file }),
    currentContext: (sections['current-context'] as string | null | undefined) ?? '',
  };
}

async function readThoroughly(text: string, file: string): Promise<Record<string, unknown>> {
  const { readYamlThoroughly } = await import('./read-yaml-thoroughly.ts');
  const read = readYamlThoroughly(text);
  if ('content' in read) return read.content;
  const { line, column, what, hint } = read.problem;
  throw invalid({ place: `${file}:${line}:${column}`, what, hint });
}

function named<Entry extends object>(
  sections: Record<string, unknown>,
  { list, entry, file }: { list: string; entry: string; file: string },
): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const item of (sections[list] ?? []) as (Record<string, unknown> | null)[]) {
    const name = (item?.['name'] as string | undefined) ?? '';
    // Within one file kubectl does not let the first one win: it gives up.
    if (found.has(name)) {
      throw invalid({
        place: file,
        what: `duplicate name "${cleanText(name)}" in ${list}`,
        hint: 'Rename or remove one of them.',
      });
    }
    found.set(name, withoutNulls((item?.[entry] ?? {}) as Entry));
  }
  return found;
}

function withoutNulls<Entry extends object>(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null)) as Entry;
}

function invalid({ place, what, hint }: { place: string; what: string; hint?: string | undefined }) {
  return new EnvauditError('kubeconfig', `error loading config file ${place}: ${what}`, { hint });
}
