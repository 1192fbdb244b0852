import type {
  ContainerStateEvidence,
  PodHealthEvidence,
  PodStateEvidence,
} from '../../contracts/diagnosis-evidence.ts';
import type { Known, PodEvidence, Problem } from '../../contracts/evidence.ts';
import { cleanText } from '../cluster/clean-text.ts';
import { conditionOf } from '../node.ts';
import { list, record, text } from '../inventory/shape.ts';
import { limitsOf } from '../pods/limits.ts';
import { endOfPod, type PodEnd } from '../pods/pod-status.ts';
import { parseQuantity } from '../pods/quantity.ts';
import { timestamp } from '../pods/timestamp.ts';
import { cut } from './names.ts';
import type { NamespacePods } from './namespace-pods.ts';
import { exitOf, restartsOf, worstFirst } from './pod-health.ts';
import { addressesOf, sameWorkload } from './seen-pod.ts';
import type { Services } from './services.ts';

const MOST_SIBLINGS = 50;
const MOST_CONTAINERS = 50;
const MOST_CONDITIONS = 50;
const MOST_SERVICES = 20;
const LONGEST = 200;
const LONGEST_MESSAGE = 500;
/** No kubelet has taken the pod yet, or its node is gone. */
const NOT_CREATED = { state: { waiting: { reason: 'not created' } } };

export interface PodStateRequest {
  /** The pod as the API has it, of any shape. */
  item: unknown;
  pod: PodEvidence;
  /** The container that is diagnosed. */
  container: string;
  namespacePods: Known<NamespacePods>;
  services: Known<Services>;
}

/** The pod's status in full, the Services that select it, and the other pods of its workload. */
export function podStateOf({
  item,
  pod,
  container,
  namespacePods,
  services,
}: PodStateRequest): PodStateEvidence {
  const { metadata, spec, status } = record(item);
  const states = containersOf(item);
  const labels = labelsOf(metadata);
  const selecting = services.known ? services.value.selecting(pod.namespace, labels) : undefined;
  const { siblings, problem } = siblingsOf(pod, namespacePods);
  return {
    phase: text(record(status)['phase']).slice(0, LONGEST) || 'Unknown',
    reason: short(record(status)['reason']),
    message: cleanText(text(record(status)['message']), LONGEST_MESSAGE) || undefined,
    addresses: addressesOf(status),
    services: selecting?.slice(0, MOST_SERVICES).map(ownService),
    qosClass: short(record(status)['qosClass']),
    conditions: list(record(status)['conditions']).slice(0, MOST_CONDITIONS).map(conditionOf),
    dnsPolicy: short(record(spec)['dnsPolicy']),
    hostNetwork: record(spec)['hostNetwork'] === true,
    hostPID: record(spec)['hostPID'] === true,
    shareProcessNamespace: record(spec)['shareProcessNamespace'] === true,
    restartPolicy: short(record(spec)['restartPolicy']),
    container: states.find(({ name }) => name === container) ?? notThere(container),
    others: states.filter(({ name }) => name !== container),
    siblings,
    siblingsProblem: problem,
  };
}

/** The ID that the runtime gave a container, in hexadecimal; undefined while there is none. */
export function containerIdOf(item: unknown, container: string): string | undefined {
  const id = text(statusesOf(item).get(container)?.['containerID']);
  return /^[a-z-]+:\/\/([0-9a-f]{32,128})$/.exec(id)?.[1];
}

function containersOf(item: unknown): ContainerStateEvidence[] {
  const { spec, status } = record(item);
  const { containers, initContainers, ephemeralContainers, resources } = record(spec);
  const statuses = statusesOf(item);
  const podEnd = endOfPod(record(status));
  const all = [...list(containers), ...list(initContainers), ...list(ephemeralContainers)].map(record);
  return all.slice(0, MOST_CONTAINERS).map((container) => {
    const name = text(container['name']);
    return stateOf(cut(name, LONGEST), {
      spec: container,
      status: statuses.get(name) ?? NOT_CREATED,
      resources,
      podEnd,
    });
  });
}

function stateOf(
  name: string,
  {
    spec,
    status,
    resources,
    podEnd,
  }: {
    spec: Record<string, unknown>;
    status: Record<string, unknown>;
    resources: unknown;
    podEnd: PodEnd | undefined;
  },
): ContainerStateEvidence {
  const { requests, limits } = record(spec['resources']);
  const { cpuLimit, memoryLimit } = limitsOf(spec['resources'], resources);
  return {
    name,
    ready: status['ready'] === true,
    restarts: restartsOf(status),
    state: stateWord(podEnd === undefined ? record(status['state']) : afterEnd(status['state'], podEnd)),
    startedAt: timestamp(record(record(status['state'])['running'])['startedAt']),
    lastExit: exitOf(status),
    requests: {
      cpu: quantity(requests, 'cpu'),
      memory: quantity(requests, 'memory'),
    },
    limits: {
      cpu: cpuLimit,
      memory: memoryLimit,
      ephemeralStorage: quantity(limits, 'ephemeral-storage'),
    },
  };
}

function quantity(amounts: unknown, key: string): number | undefined {
  return parseQuantity(text(record(amounts)[key]));
}

function stateWord({ running, waiting, terminated }: Record<string, unknown>): string {
  if (typeof running === 'object' && running !== null) return 'running';
  for (const [word, state] of Object.entries({ waiting, terminated })) {
    if (typeof state !== 'object' || state === null) continue;
    const reason = short(record(state)['reason']);
    return reason === undefined ? word : `${word}: ${reason}`;
  }
  return 'unknown';
}

/** Of a pod that is over its kubelet may tell no more how the containers ended. */
function afterEnd(state: unknown, { reason }: { reason: string }): Record<string, unknown> {
  const { running, ...rest } = record(state);
  return typeof running === 'object' && running !== null ? { terminated: { reason } } : rest;
}

function statusesOf(item: unknown): Map<string, Record<string, unknown>> {
  const { containerStatuses, initContainerStatuses, ephemeralContainerStatuses } = record(
    record(item)['status'],
  );
  const all = [
    ...list(containerStatuses),
    ...list(initContainerStatuses),
    ...list(ephemeralContainerStatuses),
  ].map(record);
  return new Map(all.map((status) => [text(status['name']), status]));
}

function siblingsOf(
  pod: PodEvidence,
  namespacePods: Known<NamespacePods>,
): { siblings: PodHealthEvidence[]; problem: Problem | undefined } {
  if (!namespacePods.known) return { siblings: [], problem: namespacePods.problem };
  const { pods, problem } = namespacePods.value;
  const siblings = pods.filter(
    ({ health, workload }) => health.pod !== pod.name && sameWorkload(workload, pod.workload),
  );
  return { siblings: worstFirst(siblings.map(({ health }) => health)).slice(0, MOST_SIBLINGS), problem };
}

function labelsOf(metadata: unknown): Record<string, string> {
  const labels = Object.entries(record(record(metadata)['labels']));
  return Object.fromEntries(labels.map(([key, value]) => [key, text(value)]));
}

function ownService({
  namespace,
  name,
  clusterIP,
}: {
  namespace: string;
  name: string;
  clusterIP: string;
}): NonNullable<PodStateEvidence['services']>[number] {
  return { namespace, name, ...(clusterIP === '' ? {} : { clusterIP }) };
}

function notThere(name: string): ContainerStateEvidence {
  return { name, ready: false, restarts: 0, state: 'unknown', requests: {}, limits: {} };
}

function short(value: unknown): string | undefined {
  return text(value) === '' ? undefined : cut(text(value), LONGEST);
}
