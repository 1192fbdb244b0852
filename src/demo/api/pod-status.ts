import { items, type KubeObject } from './objects.ts';

interface ContainerStatus {
  ready: boolean;
  restartCount: number;
  state?: { waiting?: { reason?: string }; terminated?: { reason?: string; exitCode: number } };
}

/** The READY, STATUS and RESTARTS of `kubectl get pods`. */
export function podStatus(pod: KubeObject): { ready: string; status: string; restarts: number } {
  const statuses = items<ContainerStatus>(pod, 'status.containerStatuses');
  const ready = statuses.filter((status) => status.ready).length;
  const reasons = statuses.map(({ state }) => state?.waiting?.reason ?? state?.terminated?.reason);
  const reason = reasons.find((one) => one !== undefined);
  const deleted = pod.metadata['deletionTimestamp'] !== undefined;
  return {
    ready: `${ready}/${items(pod, 'spec.containers').length}`,
    status: deleted ? 'Terminating' : (reason ?? (pod.status?.['phase'] as string | undefined) ?? 'Unknown'),
    restarts: statuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
  };
}
