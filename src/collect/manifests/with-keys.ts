import type { DeclaredVariableEvidence } from '../../contracts/evidence.ts';
import type { ContainerInventory, WorkloadInventory } from '../../contracts/inventory.ts';
import { subjectKey } from '../../contracts/manifests.ts';
import type { GroupDrafts } from './drafts.ts';

/** What `envFrom` and `env` declare, where their ConfigMap or Secret is in the input, too. */
export function withKeys(workload: WorkloadInventory, keys: GroupDrafts['keys']): WorkloadInventory {
  if (keys.size === 0 || !workload.containers.some(hasSources)) return workload;
  const { namespace } = workload;
  const containers = workload.containers.map((container) => ({
    ...container,
    env: container.env.map((variable) =>
      isMissing(variable, namespace, keys) ? { ...variable, missing: true as const } : variable,
    ),
    envFrom: container.envFrom.map((source) => {
      const value = keys.get(subjectKey({ ...source, namespace }));
      return value === undefined ? source : { ...source, keys: { known: true as const, value } };
    }),
  }));
  return { ...workload, containers };
}

function hasSources({ env, envFrom }: ContainerInventory): boolean {
  return envFrom.length > 0 || env.some(({ ref }) => ref !== undefined);
}

/** Whether the source of a variable is in the input without the key. */
function isMissing(
  { from, ref = '' }: DeclaredVariableEvidence,
  namespace: string,
  keys: GroupDrafts['keys'],
): boolean {
  const kind = { configMapKeyRef: 'configmap', secretKeyRef: 'secret' }[from as string];
  if (kind === undefined) return false;
  const slash = ref.indexOf('/');
  const there = keys.get(subjectKey({ namespace, kind, name: ref.slice(0, slash) }));
  return there !== undefined && !there.includes(ref.slice(slash + 1));
}
