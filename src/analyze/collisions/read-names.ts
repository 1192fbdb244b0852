import type { NamespaceLinks } from '../judgement/template.ts';
import { globMatcher } from './glob.ts';
import type { CollisionRule } from './rule.ts';

/** A rule whose app, if it ran in the namespace, would read link variables, and which. */
export interface Applicable {
  rule: CollisionRule;
  /** In the order in which the rule names them. */
  names: readonly string[];
}

/** The same for all workloads of a namespace, and few of all rules. */
const known = new WeakMap<NamespaceLinks, Map<readonly CollisionRule[], Applicable[]>>();

/** Those of the rules that can hold in a namespace. */
export function applicableRules(
  links: NamespaceLinks,
  rules: readonly CollisionRule[],
): readonly Applicable[] {
  const ofLinks = known.get(links) ?? new Map<readonly CollisionRule[], Applicable[]>();
  known.set(links, ofLinks);
  const earlier = ofLinks.get(rules);
  if (earlier !== undefined) return earlier;
  const applicable = rules
    .map((rule) => ({ rule, names: readNames(links, rule) }))
    .filter(({ names }) => names.length > 0);
  ofLinks.set(rules, applicable);
  return applicable;
}

function readNames(links: NamespaceLinks, { reads }: CollisionRule): string[] {
  const names = reads.flatMap((read) => {
    if (!read.includes('*')) return links.claims(read).length > 0 ? [read] : [];
    return matching(links, read);
  });
  return [...new Set(names)];
}

/** `KUBERNETES_…` is everywhere and no setting of an app, so a glob does not mean it. */
function matching(links: NamespaceLinks, glob: string): string[] {
  const matches = globMatcher(glob);
  const names = [...links.names()].filter((name) => matches(name) && !name.startsWith('KUBERNETES_'));
  // X_PORT is the one that is mistaken for a setting most often.
  return [...names.filter(isPort), ...names.filter((name) => !isPort(name))];
}

function isPort(name: string): boolean {
  return name.endsWith('_PORT') && !/_SERVICE_PORT$|_PORT_\d+_[A-Z]+_PORT$/.test(name);
}
