import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { KUBECONFIG, shapeError } from './shape.ts';
import type { ClusterEntry, ContextEntry, Kubeconfig, UserEntry } from './types.ts';

/**
 * Reads the text of one kubeconfig file (YAML or JSON). An empty file is an empty kubeconfig.
 * Throws an EnvauditError (`kubeconfig`) with file, line and column. The text of the file is never part of the
 * message: it holds keys.
 */
export async function parseKubeconfig(text: string, file: string): Promise<Kubeconfig> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // kubectl's reader speaks YAML 1.1 (`yes` is true), but leaves dates and 1:30 as text.
    version: '1.1',
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !isTime(tag)),
  });
  const placeOf = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };

  const [broken] = document.errors;
  if (broken !== undefined) {
    const hint = text.includes('\t')
      ? 'YAML is indented with spaces; a tab is not allowed there.'
      : 'Check the indentation, quotes and brackets around that line; `kubectl config view` reads the same file.';
    throw invalid({ place: placeOf(broken.pos[0]), what: `not valid YAML (${broken.code})`, hint });
  }

  const content: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const wrong = shapeError(content, KUBECONFIG);
  if (wrong !== undefined) {
    const node = document.getIn(wrong.path, true) as { range?: [number, number, number] } | undefined;
    const name = wrong.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
    throw invalid({
      place: placeOf(node?.range?.[0] ?? 0),
      what: `${cleanText(name.slice(1)) || 'the file'} must be ${wrong.expected}, not ${wrong.found}`,
      hint: wrong.expected === 'a string' ? 'Put the value in quotes.' : undefined,
    });
  }

  const sections = content as Record<string, unknown>;
  return {
    clusters: named<ClusterEntry>(sections, { list: 'clusters', entry: 'cluster', file }),
    users: named<UserEntry>(sections, { list: 'users', entry: 'user', file }),
    contexts: named<ContextEntry>(sections, { list: 'contexts', entry: 'context', file }),
    currentContext: (sections['current-context'] as string | null | undefined) ?? '',
  };
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

function isTime({ tag, format }: { tag: string; format?: string | undefined }): boolean {
  return tag === 'tag:yaml.org,2002:timestamp' || format === 'TIME';
}

function withoutNulls<Entry extends object>(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null)) as Entry;
}

function invalid({ place, what, hint }: { place: string; what: string; hint?: string | undefined }) {
  return new EnvauditError('kubeconfig', `error loading config file ${place}: ${what}`, { hint });
}
