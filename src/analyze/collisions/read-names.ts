import type { NamespaceLinks } from '../scan/judgement.ts';
import { matchesGlob } from './glob.ts';
import type { CollisionRule } from './rule.ts';

/** The link variables of a namespace that a rule's app reads, in the order in which the rule names them. */
export function readNames(links: NamespaceLinks, { reads }: Pick<CollisionRule, 'reads'>): string[] {
  const names = reads.flatMap((read) => {
    if (!read.includes('*')) return links.claims(read).length > 0 ? [read] : [];
    return matching(links, read);
  });
  return [...new Set(names)];
}

/** Looking through all names of a namespace is dear, and the same for all of its workloads. */
const found = new WeakMap<NamespaceLinks, Map<string, string[]>>();

/** `KUBERNETES_…` is everywhere and no setting of an app, so a glob does not mean it. */
function matching(links: NamespaceLinks, glob: string): string[] {
  const known = found.get(links) ?? new Map<string, string[]>();
  found.set(links, known);
  const earlier = known.get(glob);
  if (earlier !== undefined) return earlier;
  const names = [...links.names()].filter(
    (name) => !name.startsWith('KUBERNETES_') && matchesGlob(glob, name),
  );
  // X_PORT is the one that is mistaken for a setting most often.
  const sorted = [...names.filter(isPort), ...names.filter((name) => !isPort(name))];
  known.set(glob, sorted);
  return sorted;
}

function isPort(name: string): boolean {
  return name.endsWith('_PORT') && !/_SERVICE_PORT$|_PORT_\d+_[A-Z]+_PORT$/.test(name);
}
