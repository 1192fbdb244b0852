import { auditCpuMs, samplerCpuMs } from '../window/looking-cost.ts';
import { quietTicks } from '../window/quiet-ticks.ts';
import { increase, percentOf, sumKnown } from '../window/rates.ts';
import { probeOf } from '../subject.ts';
import { isReached } from '../thresholds.ts';
import { figuresOf, type Figure } from './pressure.ts';
import { exported, exportedNow, procOfNode, type HostParts } from './parts.ts';

const MODES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const;
type Mode = (typeof MODES)[number];
const MS_PER_TICK = 10;

/**
 * Percent of the node’s CPU time that was used, from each source that tells, the surest first. Waiting for a disk, and
 * what a hypervisor took, are not use. From /proc our own exec is subtracted.
 */
export function cpuUtilisation(parts: HostParts): Figure[] {
  const { nodeStats, metrics } = parts;
  const cores = nodeCores(parts);
  return figuresOf({
    'node-exporter': usedPercent(exporterModes(parts), 0),
    '/proc/stat': usedPercent(procModes(parts), lookingMs(parts)),
    kubelet: nodeStats.known ? percentOf(nodeStats.value.cpuCores, cores) : undefined,
    'metrics.k8s.io': metrics.known ? percentOf(metrics.value.node?.cpuCores, cores) : undefined,
  });
}

/** Percent of CPU time in a mode, from each source that counts modes. */
export function modePercent(parts: HostParts, mode: Mode): Figure[] {
  const of = (modes: Modes): number | undefined =>
    percentOf(modes[mode], sumKnown(MODES.map((name) => modes[name])));
  return figuresOf({ 'node-exporter': of(exporterModes(parts)), '/proc/stat': of(procModes(parts)) });
}

/** Load average of one minute for each CPU of the node. */
export function loadPerCpu(parts: HostParts): number | undefined {
  const load = exportedNow(parts.nodeExporter, 'node_load1') ?? procOfNode(parts).host.load?.one;
  const share = percentOf(load, nodeCores(parts));
  return share === undefined ? undefined : share / 100;
}

/** CPUs of the node. */
export function nodeCores(parts: HostParts): number | undefined {
  const { node } = parts;
  return (node.known ? node.value.capacity.cpu : undefined) ?? procOfNode(parts).host.cpus;
}

/** Cores that this container used itself, without what looking cost. */
export function ownCores({ sample, audit }: Pick<HostParts, 'sample' | 'audit'>): number | undefined {
  return sample.known ? quietTicks(sample.value, probeOf(audit)).cores : undefined;
}

/** Percent of the node’s used CPU time that this container used itself. */
export function ownShare(parts: HostParts): number | undefined {
  const [used] = cpuUtilisation(parts);
  const cores = nodeCores(parts);
  if (used === undefined || cores === undefined) return undefined;
  const share = percentOf(ownCores(parts), (used.value / 100) * cores);
  return share === undefined ? undefined : Math.min(100, share);
}

/** The node’s CPUs are busy because of this container, so its neighbours are not to blame. */
export function isOwnWork(parts: HostParts): boolean {
  return isReached('own-share', ownShare(parts));
}

/** Ticks, or seconds, that each mode grew by. */
type Modes = Partial<Record<Mode, number>>;

function procModes(parts: HostParts): Modes {
  const { cpu } = procOfNode(parts).host;
  return modesOf((mode) => increase(cpu?.[mode]));
}

function exporterModes({ nodeExporter }: HostParts): Modes {
  return modesOf((mode) => increase(exported(nodeExporter, `node_cpu_seconds_total{mode="${mode}"}`)));
}

function modesOf(risen: (mode: Mode) => number | undefined): Modes {
  return Object.fromEntries(
    MODES.flatMap((mode) => {
      const value = risen(mode);
      return value === undefined ? [] : [[mode, value]];
    }),
  );
}

/** Without idle and one mode of work nothing is known. */
function usedPercent(modes: Modes, ownMs: number): number | undefined {
  const { idle, iowait = 0, steal = 0 } = modes;
  const all = sumKnown(MODES.map((mode) => modes[mode]));
  if (idle === undefined || all === undefined || modes.user === undefined) return undefined;
  const used = Math.max(0, all - idle - iowait - steal - ownMs / MS_PER_TICK);
  return percentOf(used, all);
}

/** CPU time that looking took of the node within the window. */
function lookingMs({ sample, audit }: HostParts): number {
  if (!sample.known) return 0;
  const probe = probeOf(audit);
  return auditCpuMs(probe, sample.value) + samplerCpuMs(probe, sample.value);
}
