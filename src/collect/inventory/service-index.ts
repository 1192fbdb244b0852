import type { ServiceInventory } from '../../contracts/inventory.ts';

/** A selector, the Services of a namespace that have it, and how many pods it matched so far. */
export interface Selecting {
  pairs: readonly (readonly [string, string])[];
  services: string[];
  pods: number;
}

/** Finds the Services whose selectors match a pod's labels without trying them all. */
export interface ServiceIndex {
  matching(namespace: string, labels: unknown): Selecting[];
  /** Pods that a Service's selector matched; undefined when it has none. */
  podsOf(namespace: string, service: string): number | undefined;
}

/**
 * Every selector stands under that of its pairs that the fewest selectors have, so that a pod is held against few of
 * them: those found by one of its own labels.
 */
export function indexServices(services: ReadonlyMap<string, readonly ServiceInventory[]>): ServiceIndex {
  const namespaces = new Map([...services].map(([namespace, own]) => [namespace, indexNamespace(own)]));
  return {
    matching(namespace, labels) {
      const index = namespaces.get(namespace);
      if (index === undefined || typeof labels !== 'object' || labels === null) return [];
      return matchingOf(index, labels as Record<string, unknown>);
    },
    podsOf: (namespace, service) => namespaces.get(namespace)?.byService.get(service)?.pods,
  };
}

interface NamespaceIndex {
  byService: Map<string, Selecting>;
  /** By key and value of a label. */
  byPair: Map<string, Map<string, Selecting[]>>;
}

function indexNamespace(services: readonly ServiceInventory[]): NamespaceIndex {
  const { byService, selectors } = group(services);
  const uses = new Map<string, number>();
  for (const pair of selectors.flatMap(({ pairs }) => pairs)) uses.set(keyOf(pair), 1 + usesOf(pair));
  const byPair: NamespaceIndex['byPair'] = new Map();
  for (const selecting of selectors) {
    const [key, value] = selecting.pairs.reduce((rarest, pair) =>
      usesOf(pair) < usesOf(rarest) ? pair : rarest,
    );
    const values = byPair.get(key) ?? new Map<string, Selecting[]>();
    const found = values.get(value) ?? [];
    found.push(selecting);
    byPair.set(key, values.set(value, found));
  }
  return { byService, byPair };

  function usesOf(pair: readonly [string, string]): number {
    return uses.get(keyOf(pair)) ?? 0;
  }
}

/** Services with the same selector are one. */
function group(services: readonly ServiceInventory[]) {
  const byText = new Map<string, Selecting>();
  const byService: NamespaceIndex['byService'] = new Map();
  for (const { name, selector } of services) {
    if (selector === undefined) continue;
    const pairs = Object.entries(selector).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const text = pairs.map(keyOf).join('\n');
    const selecting = byText.get(text) ?? { pairs, services: [], pods: 0 };
    selecting.services.push(name);
    byText.set(text, selecting);
    byService.set(name, selecting);
  }
  return { byService, selectors: [...byText.values()] };
}

function keyOf([key, value]: readonly [string, string]): string {
  return `${key}=${value}`;
}

function matchingOf({ byPair }: NamespaceIndex, labels: Record<string, unknown>): Selecting[] {
  const found: Selecting[] = [];
  for (const [key, value] of Object.entries(labels)) {
    for (const selecting of byPair.get(key)?.get(value as string) ?? []) {
      if (selecting.pairs.every(([name, wanted]) => Object.hasOwn(labels, name) && labels[name] === wanted))
        found.push(selecting);
    }
  }
  return found;
}
