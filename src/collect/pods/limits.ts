import type { V1ResourceRequirements } from '@kubernetes/client-node';
import type { LimitsEvidence } from '../../contracts/evidence.ts';
import { parseQuantity } from './quantity.ts';

type Resources = Pick<V1ResourceRequirements, 'limits'> | undefined;

/**
 * The limits that hold for a container: its own, and where it has none, or 0, those of its pod (`spec.resources`, on by
 * default since Kubernetes 1.34), which kubelet writes into the container's cgroup as well.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_container_linux.go (getCPULimit)
 */
export function limitsOf(container: Resources, pod: Resources): LimitsEvidence {
  const cpu = limit('cpu', container, pod);
  const memory = limit('memory', container, pod);
  const ofPod = (['cpu', 'memory'] as const).filter((name) => ({ cpu, memory })[name]?.ofPod);
  return {
    cpuLimit: cpu?.amount,
    memoryLimit: memory?.amount,
    ...(ofPod.length > 0 ? { limitsOfPod: ofPod } : {}),
  };
}

function limit(name: 'cpu' | 'memory', container: Resources, pod: Resources) {
  const own = parseQuantity(container?.limits?.[name]);
  if (own) return { amount: own, ofPod: false };
  const shared = parseQuantity(pod?.limits?.[name]);
  return shared ? { amount: shared, ofPod: true } : undefined;
}
