import { EnvauditError, toProblem } from '../../errors.ts';
import type { Problem } from '../../evidence.ts';
import type { ScopeInventory } from '../../inventory.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { nearNames } from '../targets/near-names.ts';
import type { OneByOne } from './lists.ts';
import { idOf } from './shape.ts';
import { apiPath, below } from '../cluster/api-path.ts';

const NAMESPACES = apiPath`/api/v1/namespaces`;

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

async function listNamespaces(
  { cluster, signal }: ScopeRequest,
  leftOut: (problem: Problem) => void,
): Promise<{ names: string[] } | { error: EnvauditError }> {
  const names: string[] = [];
  try {
    for await (const page of cluster.list(NAMESPACES, { signal, leftOut }))
      names.push(...page.map((item) => idOf(item).name));
    return { names };
  } catch (error) {
    if (error instanceof EnvauditError) return { error };
    throw error;
  }
}

function onlyOne(namespace: string, error: EnvauditError): Problem {
  return {
    ...toProblem(error),
    message: `what may not be listed in all namespaces at once was listed in namespace ${namespace} only, because the others are not known: ${error.message}`,
    hint: ['Name another one with -n NAMESPACE.', error.hint].filter(Boolean).join('\n'),
  };
}

/** A namespace in which nothing was found may not exist at all: then why, with the names that may have been meant. */
export async function missingNamespace(name: string, request: ScopeRequest): Promise<Problem[]> {
  try {
    await request.cluster.get(below(NAMESPACES, name), { signal: request.signal });
    return [];
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    // Who may not ask is not told; nothing was found, and that is said anyway.
    if (error.code !== 'not-found') return [];
  }
  const all = await listNamespaces(request, () => undefined);
  const near = 'names' in all ? nearNames(name, all.names) : [];
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'kubectl get namespaces lists them.';
  return [{ code: 'not-found', message: `there is no namespace "${name}"`, hint }];
}
