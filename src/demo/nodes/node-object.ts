import { arch, release } from 'node:os';
import type { KubeObject } from '../api/objects.ts';
import { nodeFigures } from './node-figures.ts';

/** Nodes are as old as the clusters' own Service. */
const CREATED = '2025-01-01T00:00:00Z';

const CONDITIONS = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

/** The Node of this name. Its kernel is this machine's: the containers' processes really run on it. */
export function nodeObject(name: string): KubeObject {
  const { address, cpus, memoryBytes, kubelet, runtime, osImage } = nodeFigures(name);
  const heartbeat = new Date(Date.now() - 8000).toISOString().replace(/\.\d+/, '');
  const resources = { 'ephemeral-storage': '264212084Ki', pods: '110' };
  const labels = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: `node-${name}`, labels, creationTimestamp: CREATED },
    spec: {},
    status: {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      capacity: { ...resources, cpu: String(cpus), memory: kibibytes(memoryBytes) },
      allocatable: { ...resources, cpu: String(cpus), memory: kibibytes(memoryBytes - 100 * 2 ** 20) },
      conditions: CONDITIONS.map(([type, status, reason, message]) => ({
        type,
        status,
        reason,
        message,
        lastHeartbeatTime: heartbeat,
        lastTransitionTime: CREATED,
      })),
      nodeInfo: {
        architecture: arch() === 'x64' ? 'amd64' : arch(),
        containerRuntimeVersion: runtime,
        kernelVersion: release(),
        kubeletVersion: kubelet,
        operatingSystem: 'linux',
        osImage,
      },
    },
  };
}

function kibibytes(bytes: number): string {
  return `${Math.round(bytes / 1024)}Ki`;
}
