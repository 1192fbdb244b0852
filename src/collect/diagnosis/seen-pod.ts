import type { V1Pod } from '@kubernetes/client-node';
import type { PodHealthEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { WorkloadEvidence } from '../../contracts/evidence.ts';
import { list, record, text, textMap } from '../inventory/shape.ts';
import { workloadOf } from '../pods/workload.ts';
import { podHealth } from './pod-health.ts';

/** A pod of a list, reduced: 8 KB become some 500 bytes. */
export interface SeenPod {
  health: PodHealthEvidence;
  phase: string;
  /** Addresses of its own; of a pod on the host's network none. */
  addresses: readonly string[];
  hostNetwork: boolean;
  labels: Readonly<Record<string, string>>;
  workload?: WorkloadEvidence;
}

const MOST_ADDRESSES = 8;
const LONGEST_ADDRESS = 45;

/** Reduces a pod of any shape. */
export function seenPod(item: unknown): SeenPod {
  const { metadata, spec, status } = record(item);
  const hostNetwork = record(spec)['hostNetwork'] === true;
  const workload = workloadOfPod(item);
  return {
    health: podHealth(item),
    phase: text(record(status)['phase']),
    addresses: hostNetwork ? [] : addressesOf(status),
    hostNetwork,
    labels: textMap(record(metadata)['labels']) ?? {},
    workload,
  };
}

/** Whether the pod has ended for good: it uses nothing any more. */
export function hasFinished({ phase }: Pick<SeenPod, 'phase'>): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** The addresses of a pod's status: `podIPs`, or the one of older servers. */
export function addressesOf(status: unknown): string[] {
  const { podIP, podIPs } = record(status);
  const all = [podIP, ...list(podIPs).map((entry) => record(entry)['ip'])];
  const known = all.map(text).filter((address) => address !== '' && address.length <= LONGEST_ADDRESS);
  return [...new Set(known)].slice(0, MOST_ADDRESSES);
}

/** The object whose template makes the pod; undefined for a pod of nobody, or of a shape that says nothing. */
export function workloadOfPod(item: unknown): WorkloadEvidence | undefined {
  try {
    return workloadOf(item as V1Pod);
  } catch {
    return undefined;
  }
}

/** Whether two pods come from the same template, as far as their owners tell. */
export function sameWorkload(
  one: WorkloadEvidence | undefined,
  other: WorkloadEvidence | undefined,
): boolean {
  return one !== undefined && other !== undefined && one.kind === other.kind && one.name === other.name;
}
