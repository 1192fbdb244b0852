import { EnvauditError } from '../../errors.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { TARGET_KINDS } from './kinds.ts';
import { nearNames } from './near-names.ts';
import type { Target } from './target.ts';
import { missingNamespace } from '../namespaces.ts';
import { below } from '../cluster/api-path.ts';

/** The error for a target that does not exist, in kubectl's words, with the names that may have been meant. */
export async function notFound(
  target: Target,
  request: { cluster: Cluster; namespace: string; signal: AbortSignal | undefined },
): Promise<EnvauditError> {
  const { kind } = target;
  const group = kind.apis[0] === '/api/v1' ? '' : `.${kind.apis[0].split('/')[2] ?? ''}`;
  const near = await Promise.all([
    suggestions(target, request, kind.kind),
    kind.kind === 'pod' ? suggestions(target, request, 'deployment') : [],
  ]);
  const exact = (name: string): boolean => name.endsWith(`/${target.name}`);
  const names = near.flat().toSorted((a, b) => Number(exact(b)) - Number(exact(a)));
  const what = `${kind.resource}${group} "${target.name}" not found`;
  const missing = names.length > 0 ? undefined : await missingNamespace(request.namespace, request);
  if (missing !== undefined)
    return new EnvauditError('not-found', `${what}: ${missing.message}`, { hint: missing.hint });
  return new EnvauditError('not-found', `${what} in namespace "${request.namespace}"`, {
    hint:
      names.length > 0
        ? `Did you mean ${names.join(', ')}?`
        : `kubectl get ${kind.resource} -n ${request.namespace} lists what is there; -n NAMESPACE looks elsewhere.`,
  });
}

/** Near names as `pod/NAME`; nothing when they cannot be listed, because then the first error is the telling one. */
async function suggestions(
  target: Target,
  { cluster, namespace, signal }: { cluster: Cluster; namespace: string; signal: AbortSignal | undefined },
  kindName: string,
): Promise<string[]> {
  const kind = TARGET_KINDS.find((candidate) => candidate.kind === kindName) ?? target.kind;
  const names: string[] = [];
  try {
    const path = below(kind.apis[0], 'namespaces', namespace, kind.resource);
    const options = { signal, leftOut: () => undefined };
    for await (const page of cluster.list<{ metadata?: { name?: string } }>(path, options)) {
      names.push(...page.map((item) => item.metadata?.name ?? ''));
    }
  } catch {
    return [];
  }
  return nearNames(target.name, names).map((name) => `${kind.kind}/${name}`);
}
