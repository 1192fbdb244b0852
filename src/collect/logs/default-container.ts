import type { V1Pod } from '@kubernetes/client-node';

/**
 * The container whose log kubectl shows: the one that an annotation names, or the first one.
 * https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/util/podcmd/podcmd.go
 */
export function defaultContainer({ metadata, spec }: V1Pod): string {
  const names = (spec?.containers ?? []).map(({ name }) => name);
  const named = metadata?.annotations?.['kubectl.kubernetes.io/default-container'];
  return names.find((name) => name === named) ?? names[0] ?? '';
}
