import type { DiagnosisParts, NodeExporterEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { Known } from '../../../contracts/evidence.ts';
import type { FirstLast, HostSample, SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { size } from '../../../units.ts';
import { whyUnknown } from '../subject.ts';

/** What tells about the node as a whole, the surest first. */
export const HOST_PARTS = ['nodeExporter', 'sample', 'nodeStats', 'metrics', 'node', 'audit'] as const;
export type HostParts = Pick<DiagnosisParts, (typeof HOST_PARTS)[number]>;

/** The host’s figures of /proc; none where they are not those of the pod’s node, and then why. */
export interface ProcOfNode {
  host: HostSample;
  /** Of the window; 0 where there are no figures. */
  seconds: number;
  because?: string;
}

/** MemTotal is what the kubelet reports as capacity; only rounding may lie between them. */
const MEMORY_TOLERANCE = 0.02;

/**
 * Whether /proc in the container shows the pod’s node: sandboxed runtimes (gVisor, Kata Containers) have a kernel of
 * their own, and LXCFS shows the container’s limits instead. Where the Node may not be read, a total memory that equals
 * the container’s limit gives it away. https://github.com/lxc/lxcfs#introduction https://gvisor.dev/docs/
 */
export function procOfNode({
  sample,
  node,
  audit,
}: Pick<HostParts, 'sample' | 'node' | 'audit'>): ProcOfNode {
  if (!sample.known) return { host: {}, seconds: 0, because: `${sample.problem.message}.` };
  const foreign = differences(sample.value, node, audit).find(({ same }) => !same);
  if (foreign === undefined) return { host: sample.value.host, seconds: sample.value.to - sample.value.from };
  const { what, here, there } = foreign;
  const because = `/proc in the container is not the node’s: its ${what} is ${here}, the node’s ${there}.`;
  return { host: {}, seconds: 0, because };
}

/** Why there is no figure of the node, in a sentence. */
export function whyNoFigure(parts: HostParts): string {
  const { because } = procOfNode(parts);
  const { sample, nodeExporter, nodeStats } = parts;
  if (because === undefined || !sample.known) return whyUnknown(sample, nodeStats);
  return `${because} ${whyUnknown(nodeExporter, nodeStats)}`;
}

export interface Difference {
  what: string;
  here: string;
  there: string;
  same: boolean;
}

/** What /proc and the Node say about the same things. */
export function differences(
  sample: SampleEvidence,
  node: HostParts['node'],
  audit: HostParts['audit'],
): Difference[] {
  const { kernel, cpus, memory } = sample.host;
  const found: Difference[] = [];
  const add = (what: string, here: Shown, there: Shown, same: boolean): void => {
    if (here !== undefined && there !== undefined)
      found.push({ what, here: String(here), there: String(there), same });
  };
  if (node.known) {
    const { capacity, kernel: nodeKernel } = node.value;
    add('kernel', kernel, nodeKernel, kernel === nodeKernel);
    add('number of CPUs', cpus, capacity.cpu, cpus === capacity.cpu);
    add('memory', sized(memory?.total), sized(capacity.memory), isClose(memory?.total, capacity.memory));
  }
  const limit = sample.cgroup.memory.limit ?? audit.containers[0]?.container.memoryLimit;
  if (typeof limit === 'number' && memory?.total === limit)
    add('memory', size(limit), 'more than the container’s limit', false);
  return found;
}

/** A metric of the node-exporter at both ends of the window; undefined where one is missing. */
export function exported(part: Known<NodeExporterEvidence>, key: string): FirstLast | undefined {
  if (!part.known) return undefined;
  const first = part.value.first[key];
  const last = part.value.last?.[key];
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** A metric of the node-exporter as it was read last. */
export function exportedNow(part: Known<NodeExporterEvidence>, key: string): number | undefined {
  if (!part.known) return undefined;
  return part.value.last?.[key] ?? part.value.first[key];
}

/** The values of the one label of a metric. */
export function exportedLabels(part: Known<NodeExporterEvidence>, name: string): string[] {
  if (!part.known) return [];
  return Object.keys(part.value.first).flatMap((key) => {
    const label = key.startsWith(`${name}{`) ? /="(.*)"\}$/.exec(key)?.[1] : undefined;
    return label === undefined ? [] : [label];
  });
}

type Shown = string | number | undefined;

function sized(bytes: number | undefined): Shown {
  return bytes === undefined ? undefined : size(bytes);
}

function isClose(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= MEMORY_TOLERANCE * Math.max(a, b);
}
