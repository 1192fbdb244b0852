import { EnvauditError } from '../errors.ts';
import type { Problem } from '../contracts/evidence.ts';
import { apiPath, below } from './cluster/api-path.ts';
import type { Cluster } from './cluster/cluster.ts';
import { idOf } from './inventory/shape.ts';
import { nearNames } from './targets/near-names.ts';

const NAMESPACES = apiPath`/api/v1/namespaces`;

interface NamespacesRequest {
  cluster: Cluster;
  signal: AbortSignal | undefined;
}

/** The names of all namespaces, or why they may not be listed. */
export async function listNamespaces(
  { cluster, signal }: NamespacesRequest,
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

/** That a namespace in which nothing was found does not exist at all, with the names that may have been meant. */
export async function missingNamespace(
  name: string,
  request: NamespacesRequest,
): Promise<Problem | undefined> {
  try {
    await request.cluster.get(below(NAMESPACES, name), { signal: request.signal });
    return undefined;
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    // Who may not ask is not told; nothing was found, and that is said anyway.
    if (error.code !== 'not-found') return undefined;
  }
  const all = await listNamespaces(request, () => undefined);
  const near = 'names' in all ? nearNames(name, all.names) : [];
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'kubectl get namespaces lists them.';
  return { code: 'not-found', message: `there is no namespace "${name}"`, hint };
}
