import type { V1Container, V1Pod } from '@kubernetes/client-node';
import type { ContainerSpecEvidence, PodEvidence } from '../../contracts/evidence.ts';
import { containerSpec } from './container-spec.ts';
import { endOfPod, podStatus } from './pod-status.ts';
import { timestamp } from './timestamp.ts';
import { workloadOf } from './workload.ts';

/** A pod reduced to what the audit needs; a full pod is 5 KB and more, this is a few hundred bytes. */
export interface ReducedPod {
  evidence: PodEvidence;
  containers: ContainerSpecEvidence[];
  /** Value of the annotation kubectl.kubernetes.io/default-container. */
  defaultContainer: string | undefined;
  phase: string;
}

/** Reduces a pod of the API to evidence. Missing parts of a malformed pod become empty, never an exception. */
export function reducePod(pod: V1Pod): ReducedPod {
  const workload = workloadOf(pod);
  const readyAt = readySince(pod);
  return {
    evidence: {
      namespace: pod.metadata?.namespace ?? '',
      name: pod.metadata?.name ?? '',
      uid: pod.metadata?.uid ?? '',
      ...(pod.spec?.nodeName ? { node: pod.spec.nodeName } : {}),
      status: podStatus(pod),
      createdAt: timestamp(pod.metadata?.creationTimestamp) ?? '',
      readyAt,
      enableServiceLinks: pod.spec?.enableServiceLinks ?? true,
      shareProcessNamespace: pod.spec?.shareProcessNamespace === true || pod.spec?.hostPID === true,
      ...(workload ? { workload } : {}),
    },
    containers: containersOf(pod),
    defaultContainer: pod.metadata?.annotations?.['kubectl.kubernetes.io/default-container'],
    phase: pod.status?.phase ?? 'Unknown',
  };
}

function readySince(pod: V1Pod): string | undefined {
  const ready = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True');
  return timestamp(ready?.lastTransitionTime);
}

function containersOf(pod: V1Pod): ContainerSpecEvidence[] {
  const { spec, status } = pod;
  const ephemeral = (spec?.ephemeralContainers ?? []) as V1Container[];
  const groups = [
    { type: 'container', specs: spec?.containers ?? [], statuses: status?.containerStatuses ?? [] },
    { type: 'init', specs: spec?.initContainers ?? [], statuses: status?.initContainerStatuses ?? [] },
    { type: 'ephemeral', specs: ephemeral, statuses: status?.ephemeralContainerStatuses ?? [] },
  ] as const;
  return groups.flatMap(({ type, specs, statuses }) =>
    specs.map((container) =>
      containerSpec(type, container, {
        status: statuses.find(({ name }) => name === container.name),
        resources: spec?.resources,
        podEnd: endOfPod(status ?? {}),
      }),
    ),
  );
}
