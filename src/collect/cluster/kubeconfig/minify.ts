import type { Kubeconfig } from './types.ts';

/**
 * The kubeconfig cut down to one context, in the form of `kubectl config view --minify --raw -o json`.
 * Undefined when there is no such context.
 */
export function minify(
  { clusters, users, contexts, currentContext }: Kubeconfig,
  wanted: string | undefined,
): Record<string, unknown> | undefined {
  const name = wanted ?? currentContext;
  const context = contexts.get(name);
  if (context === undefined) return undefined;
  const cluster = clusters.get(context.cluster ?? '');
  const user = users.get(context.user ?? '');
  return {
    kind: 'Config',
    apiVersion: 'v1',
    clusters: cluster === undefined ? null : [{ name: context.cluster, cluster }],
    users: user === undefined ? null : [{ name: context.user, user }],
    contexts: [{ name, context }],
    'current-context': name,
  };
}
