import type { V1Container, V1ContainerStatus } from '@kubernetes/client-node';
import type { ContainerSpecEvidence } from '../../contracts/evidence.ts';
import { cleanText } from '../cluster/clean-text.ts';
import { containerTemplate, type Group } from './container-template.ts';
import type { PodEnd } from './pod-status.ts';
import { timestamp } from './timestamp.ts';

/** What a container's spec and status say about its environment. */
export function containerSpec(
  type: Group,
  container: V1Container,
  {
    status,
    resources,
    podEnd,
  }: {
    status: V1ContainerStatus | undefined;
    /** Of the pod. */
    resources: unknown;
    /** Why its whole pod is over. */
    podEnd?: PodEnd | undefined;
  },
): ContainerSpecEvidence {
  const state = status?.state;
  return {
    ...containerTemplate(type, container, resources),
    imageId: status?.imageID || undefined,
    startedAt: timestamp(
      state?.running?.startedAt ?? state?.terminated?.startedAt ?? status?.lastState?.terminated?.startedAt,
    ),
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    notRunning: notRunning(status, podEnd),
    lastExit: lastExit(status),
    readinessProbe: Boolean(container.readinessProbe),
  };
}

function notRunning(status: V1ContainerStatus | undefined, podEnd: PodEnd | undefined): string | undefined {
  const ofPod = podEnd && [podEnd.reason, podEnd.message].filter(Boolean).join(': ');
  if (status === undefined) return ofPod ?? 'it has not been created yet';
  const { running, waiting, terminated } = status.state ?? {};
  if (running) return ofPod;
  if (waiting) return [waiting.reason, waiting.message].filter(Boolean).join(': ') || 'it is waiting';
  if (terminated) {
    return [`${terminated.reason ?? 'terminated'} (exit code ${terminated.exitCode})`, terminated.message]
      .filter(Boolean)
      .join(': ');
  }
  return 'its state is unknown';
}

/**
 * How a run ended that never began: the reason that the runtime gave it, or its own message. Of any other, the message
 * is the program's own, or the end of its log.
 * https://github.com/containerd/containerd/blob/v1.6.20/pkg/cri/server/container_start.go
 */
const NEVER_BEGAN = /^(?:StartError|ContainerCannotRun|RunContainerError|CreateContainer\w*Error)$/;
const LONGEST_MESSAGE = 500;

function runtimeSays({ reason, message }: { reason?: string; message?: string }): string | undefined {
  if (!NEVER_BEGAN.test(reason ?? '') || typeof message !== 'string') return undefined;
  return cleanText(message, LONGEST_MESSAGE) || undefined;
}

function lastExit(status: V1ContainerStatus | undefined): ContainerSpecEvidence['lastExit'] {
  const ended = status?.state?.terminated ?? status?.lastState?.terminated;
  if (!ended) return undefined;
  return {
    code: ended.exitCode,
    reason: ended.reason ?? undefined,
    message: runtimeSays(ended),
    finishedAt: timestamp(ended.finishedAt),
  };
}
