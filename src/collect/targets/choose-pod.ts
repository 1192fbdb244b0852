import type { ReducedPod } from '../pods/pod-evidence.ts';

/**
 * The pod of a workload that is looked at: running and ready before not ready, then few restarts, then the one that
 * has run longest, because it is the one whose environment is most likely to be out of date.
 * Undefined for an empty list.
 */
export function choosePod(pods: readonly ReducedPod[]): ReducedPod | undefined {
  return pods.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      restarts(a) - restarts(b) ||
      (a.evidence.createdAt < b.evidence.createdAt ? -1 : 1),
  )[0];
}

/** `1 of 3 running pods of deployment/web`: how the choice is told. */
export function describeChoice(pods: readonly ReducedPod[], workload: string): string | undefined {
  const running = pods.filter(isRunning).length;
  if (running === 0) return `no pod of ${workload} is running; 1 of ${pods.length}`;
  return running === 1 ? `the running pod of ${workload}` : `1 of ${running} running pods of ${workload}`;
}

function rank(pod: ReducedPod): number {
  if (!isRunning(pod)) return pod.phase === 'Pending' ? 3 : 4;
  return pod.containers.every(({ type, ready }) => type !== 'container' || ready) ? 1 : 2;
}

function isRunning(pod: ReducedPod): boolean {
  return pod.phase === 'Running' && pod.evidence.status !== 'Terminating';
}

function restarts(pod: ReducedPod): number {
  return pod.containers.reduce((sum, container) => sum + container.restarts, 0);
}
