import type {
  FileSystemEvidence,
  NodeStatsEvidence,
  PressureShare,
} from '../../contracts/diagnosis-evidence.ts';
import type { PodEvidence } from '../../contracts/evidence.ts';
import { count, list, record, text } from '../inventory/shape.ts';
import type { Api } from './api.ts';
import { cut } from './names.ts';
import { apiPath } from '../cluster/api-path.ts';

/** Pods of the node that are named as its busiest. */
const MOST_BUSIEST = 10;
const LONGEST_NAME = 253;

/** The kubelet's own account of its node and pods, through the API server. Needs `get nodes/proxy`. */
export async function readNodeStats(node: string, pod: PodEvidence, api: Api): Promise<NodeStatsEvidence> {
  return reduceStats(await api.get(apiPath`/api/v1/nodes/${node}/proxy/stats/summary`), pod);
}

/**
 * Reduces the kubelet's summary; one of any shape is taken. PSI is there from 1.33 on, of hosts with cgroup v2.
 * Types: https://github.com/kubernetes/kubelet/blob/master/pkg/apis/stats/v1alpha1/types.go
 */
export function reduceStats(summary: unknown, pod: PodEvidence): NodeStatsEvidence {
  const node = record(record(summary)['node']);
  const pods = list(record(summary)['pods']).map(record);
  const cpu = record(node['cpu']);
  const own = pods.find(({ podRef }) => isOf(podRef, pod));
  return {
    cpuCores: cores(cpu),
    memory: memoryOf(record(node['memory'])),
    fs: fileSystem(node['fs']),
    imageFs: fileSystem(record(node['runtime'])['imageFs']),
    processes: processesOf(record(node['rlimit'])),
    network: networkOf(record(node['network'])),
    pressure: pressureOf(node),
    busiest: busiest(pods),
    ephemeralStorage: count(record(own?.['ephemeral-storage'])['usedBytes']),
  };
}

function cores(cpu: Record<string, unknown>): number | undefined {
  const nano = count(cpu['usageNanoCores']);
  return nano === undefined ? undefined : nano / 1e9;
}

function memoryOf(memory: Record<string, unknown>): NodeStatsEvidence['memory'] {
  return filled({
    usage: count(memory['usageBytes']),
    workingSet: count(memory['workingSetBytes']),
    available: count(memory['availableBytes']),
    majorPageFaults: count(memory['majorPageFaults']),
  });
}

function fileSystem(value: unknown): FileSystemEvidence | undefined {
  const { capacityBytes, availableBytes, inodes, inodesFree } = record(value);
  const capacity = count(capacityBytes);
  const available = count(availableBytes);
  if (capacity === undefined || available === undefined) return undefined;
  return {
    capacity,
    available,
    inodes: count(inodes),
    inodesFree: count(inodesFree),
  };
}

function processesOf({ curproc, maxpid }: Record<string, unknown>): NodeStatsEvidence['processes'] {
  const current = count(curproc);
  const max = count(maxpid);
  return current === undefined || max === undefined ? undefined : { current, max };
}

/** Of all interfaces; of the default one where there are no others. */
function networkOf(network: Record<string, unknown>): NodeStatsEvidence['network'] {
  const interfaces = list(network['interfaces']).map(record);
  const all = interfaces.length > 0 ? interfaces : [network];
  const sum = (key: string): number | undefined => {
    const counts = all.map((one) => count(one[key])).filter((value) => value !== undefined);
    return counts.length === 0 ? undefined : counts.reduce((total, value) => total + value, 0);
  };
  const rxErrors = sum('rxErrors');
  const txErrors = sum('txErrors');
  return rxErrors === undefined || txErrors === undefined ? undefined : { rxErrors, txErrors };
}

function pressureOf(node: Record<string, unknown>): NodeStatsEvidence['pressure'] {
  return filled({
    cpu: share(record(node['cpu'])['psi']),
    memory: share(record(node['memory'])['psi']),
    io: share(record(node['io'])['psi']),
  });
}

/**
 * Undefined also where nothing has ever waited: a kubelet whose kernel keeps no such figures (cgroup v1) sends zeros.
 * https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4205-psi-metric
 */
function share(psi: unknown): PressureShare | undefined {
  const { avg10, total } = record(record(psi)['some']);
  const some = percent(avg10);
  return some === undefined || (some === 0 && !count(total))
    ? undefined
    : { some, full: percent(record(record(psi)['full'])['avg10']) };
}

function percent(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
}

function busiest(pods: readonly Record<string, unknown>[]): NodeStatsEvidence['busiest'] {
  return pods
    .flatMap(({ podRef, cpu, memory }) => {
      const cpuCores = cores(record(cpu));
      if (cpuCores === undefined) return [];
      const { namespace, name } = record(podRef);
      const workingSet = count(record(memory)['workingSetBytes']);
      return [
        {
          namespace: cut(text(namespace), LONGEST_NAME),
          pod: cut(text(name), LONGEST_NAME),
          cpuCores,
          memory: workingSet,
        },
      ];
    })
    .toSorted((a, b) => b.cpuCores - a.cpuCores)
    .slice(0, MOST_BUSIEST);
}

function isOf(podRef: unknown, pod: PodEvidence): boolean {
  const { namespace, name, uid } = record(podRef);
  return uid === pod.uid || (namespace === pod.namespace && name === pod.name);
}

function filled<T extends object>(value: T): T | undefined {
  return Object.values(value).some((each) => each !== undefined) ? value : undefined;
}
