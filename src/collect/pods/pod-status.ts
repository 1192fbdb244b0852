import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { cleanText } from '../cluster/clean-text.ts';

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

/** How a whole pod ended, in its cluster's words. */
export interface PodEnd {
  reason: string;
  message: string;
}

/**
 * Why a whole pod is over, and what was said of it: `DeadlineExceeded`, `Evicted`, `NodeShutdown`; undefined while it is not,
 * or where only its containers ended. Their states may be told as running for ever then.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
 */
export function endOfPod(status: {
  phase?: unknown;
  reason?: unknown;
  message?: unknown;
}): PodEnd | undefined {
  const { phase, reason, message } = status;
  if (phase !== 'Failed' || typeof reason !== 'string' || reason === '') return undefined;
  return {
    reason: cleanText(reason, 100),
    message: typeof message === 'string' ? cleanText(message, 500).trim() : '',
  };
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
