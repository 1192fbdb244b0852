import { toProblem, type EnvauditError } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import type { ScopeInventory } from '../../contracts/inventory.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { listNamespaces } from '../namespaces.ts';
import type { OneByOne } from './lists.ts';

/** The namespaces that are looked at. */
export interface Scope {
  /** Those to look at one by one where not all may be listed at once. */
  oneByOne: () => Promise<OneByOne>;
  /** Those of the inventory, given those in which something was found. */
  names: (found: Iterable<string>) => Promise<string[]>;
  /** Why not all of them are known, where that matters. */
  readonly problems: readonly Problem[];
}

export interface ScopeRequest {
  cluster: Cluster;
  signal: AbortSignal | undefined;
}

/** For the whole cluster, the names of its namespaces are listed; where that is forbidden, the default one is left. */
export function createScope({ namespaces }: ScopeInventory, request: ScopeRequest): Scope {
  if (namespaces !== 'all') {
    const names = [...new Set(namespaces)].toSorted();
    return {
      oneByOne: async () => ({ names, all: true }),
      names: async () => names,
      problems: [],
    };
  }
  const problems: Problem[] = [];
  const listed = listNamespaces(request, (problem) => problems.push(problem));
  const { namespace } = request.cluster;
  let isAlone = false;
  return {
    async oneByOne() {
      const all = await listed;
      if ('names' in all) return { names: all.names, all: true };
      if (!isAlone) problems.push(onlyOne(namespace, all.error));
      isAlone = true;
      return { names: [namespace], all: false };
    },
    async names(found) {
      const all = await listed;
      const known = 'names' in all ? all.names : isAlone ? [namespace] : [];
      return [...new Set([...known, ...found])].toSorted();
    },
    problems,
  };
}

function onlyOne(namespace: string, error: EnvauditError): Problem {
  return {
    ...toProblem(error),
    message: `what may not be listed in all namespaces at once was listed in namespace ${namespace} only, because the others are not known: ${error.message}`,
    hint: ['Name another one with -n NAMESPACE.', error.hint].filter(Boolean).join('\n'),
  };
}
