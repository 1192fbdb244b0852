import type { LimitsEvidence } from '../../contracts/evidence.ts';
import { record, text } from '../inventory/shape.ts';
import { parseQuantity } from './quantity.ts';

/**
 * The limits that hold for a container: its own, and where it has none, or 0, those of its pod (`spec.resources`, on by
 * default since Kubernetes 1.34), which kubelet writes into the container's cgroup as well.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_container_linux.go (getCPULimit)
 */
export function limitsOf(container: unknown, pod: unknown): LimitsEvidence {
  const cpu = limit('cpu', container, pod);
  const memory = limit('memory', container, pod);
  const ofPod = (['cpu', 'memory'] as const).filter((name) => ({ cpu, memory })[name]?.ofPod);
  return {
    cpuLimit: cpu?.amount,
    memoryLimit: memory?.amount,
    ...(ofPod.length > 0 ? { limitsOfPod: ofPod } : {}),
  };
}

function limit(name: 'cpu' | 'memory', container: unknown, pod: unknown) {
  const own = amount(name, container);
  if (own) return { amount: own, ofPod: false };
  const shared = amount(name, pod);
  return shared ? { amount: shared, ofPod: true } : undefined;
}

/** Manifests have numbers, too: `cpu: 2`. No limit is below zero. */
function amount(name: string, resources: unknown): number | undefined {
  const quantity = record(record(resources)['limits'])[name];
  const written = typeof quantity === 'number' ? String(quantity) : text(quantity);
  return written.startsWith('-') ? undefined : parseQuantity(written);
}
