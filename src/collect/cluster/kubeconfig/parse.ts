import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { KUBECONFIG } from './shape.ts';
import type { ClusterEntry, ContextEntry, Kubeconfig, NamedExtension, UserEntry } from './types.ts';

/**
 * Reads the text of one kubeconfig file (YAML or JSON). An empty file is an empty kubeconfig.
 * Throws an EnvauditError (`kubeconfig`) with file, line and column. The text of the file is never part of the
 * message: it holds keys.
 */
export async function parseKubeconfig(text: string, file: string): Promise<Kubeconfig> {
  const sections = await readSections(text, file);
  requireKind(sections, file);
  return {
    clusters: named<ClusterEntry>(sections, { list: 'clusters', entry: 'cluster', file }),
    users: named<UserEntry>(sections, { list: 'users', entry: 'user', file }),
    contexts: named<ContextEntry>(sections, { list: 'contexts', entry: 'context', file }),
    currentContext: sections['current-context'] ?? '',
  };
}

type Sections = Record<string, Extended[] | undefined> &
  Extended & { apiVersion?: string; kind?: string; preferences?: Extended; 'current-context'?: string };

interface Extended {
  extensions?: NamedExtension[];
}

async function readSections(text: string, file: string): Promise<Sections> {
  if (text.trim() === '') return {};
  const { readYaml } = await import('./read-yaml.ts');
  const read = readYaml(text, KUBECONFIG);
  if ('content' in read) return read.content as Sections;
  const { line, column, what, hint } = read.problem;
  throw invalid({ place: `${file}:${line}:${column}`, what, hint });
}

/** What is not said is v1 and Config. https://github.com/kubernetes/client-go/blob/master/tools/clientcmd/loader.go (Load) */
function requireKind({ apiVersion = '', kind = '', extensions, preferences }: Sections, file: string): void {
  if (!/^(\/?v1)?$/.test(apiVersion) || (kind !== '' && kind !== 'Config')) {
    const [shownKind, version] = [cleanText(kind || 'Config', 100), cleanText(apiVersion || 'v1', 100)];
    throw invalid({
      place: file,
      what: `no kind "${shownKind}" is registered for version "${version}"`,
      hint: 'A kubeconfig has apiVersion: v1 and kind: Config.',
    });
  }
  requireDistinctExtensions({ extensions }, file);
  requireDistinctExtensions({ ...preferences }, file);
}

function named<Entry extends Extended>(
  sections: Sections,
  { list, entry, file }: { list: string; entry: string; file: string },
): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const item of (sections[list] ?? []) as ({ name?: string } & Record<string, Entry | undefined>)[]) {
    const name = item.name ?? '';
    // Within one file kubectl does not let the first one win: it gives up.
    if (found.has(name)) throw duplicate(name, list, file);
    const value = item[entry] ?? ({} as Entry);
    requireDistinctExtensions(value, file);
    found.set(name, value);
  }
  return found;
}

/** Those without content do not count. */
function requireDistinctExtensions(
  { extensions = [] }: { extensions?: NamedExtension[] | undefined },
  file: string,
): void {
  const names = new Set<string>();
  for (const { name = '' } of extensions.filter(
    ({ extension }) => extension !== null && extension !== undefined,
  )) {
    if (names.has(name)) throw duplicate(name, 'extensions', file);
    names.add(name);
  }
}

function duplicate(name: string, list: string, file: string): EnvauditError {
  return invalid({
    place: file,
    what: `duplicate name "${cleanText(name)}" in ${list}`,
    hint: 'Rename or remove one of them.',
  });
}

function invalid({ place, what, hint }: { place: string; what: string; hint?: string | undefined }) {
  return new EnvauditError('kubeconfig', `error loading config file ${place}: ${what}`, { hint });
}
