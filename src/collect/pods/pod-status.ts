import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/**
 * The STATUS column of `kubectl get pods`: the phase, or the more telling reason of a container.
 * The rule is printPod's (kubernetes/kubernetes, pkg/printers/internalversion/printers.go).
 */
export function podStatus(pod: V1Pod): string {
  const status = pod.status;
  const reason = initReason(pod) ?? containersReason(status?.containerStatuses ?? []);
  const shown = reason ?? status?.reason ?? status?.phase ?? 'Unknown';
  if (pod.metadata?.deletionTimestamp === undefined) return shown;
  return status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
}

function initReason(pod: V1Pod): string | undefined {
  const statuses = pod.status?.initContainerStatuses ?? [];
  const sidecars = new Set(
    (pod.spec?.initContainers ?? []).filter((c) => c.restartPolicy === 'Always').map((c) => c.name),
  );
  for (const [index, status] of statuses.entries()) {
    if (status.state?.terminated?.exitCode === 0) continue;
    if (sidecars.has(status.name) && status.started === true) continue;
    const why = stateReason(status);
    if (why !== undefined && why !== 'PodInitializing') return `Init:${why}`;
    return `Init:${index}/${pod.spec?.initContainers?.length ?? statuses.length}`;
  }
  return undefined;
}

function containersReason(statuses: V1ContainerStatus[]): string | undefined {
  const reason = statuses.map(stateReason).find((candidate) => candidate !== undefined);
  if (reason !== 'Completed' || !statuses.some((status) => status.state?.running)) return reason;
  return statuses.some((status) => status.ready) ? 'Running' : 'NotReady';
}

function stateReason(status: V1ContainerStatus): string | undefined {
  const { waiting, terminated } = status.state ?? {};
  if (waiting?.reason) return waiting.reason;
  if (terminated === undefined || terminated === null) return undefined;
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}
