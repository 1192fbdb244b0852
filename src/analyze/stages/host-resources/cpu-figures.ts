import type { HostSample } from '../../../contracts/sample-evidence.ts';
import { auditCpuMs, samplerCpuMs } from '../looking-cost.ts';
import { increase, percentOf, sumKnown } from '../rates.ts';
import { probeOf } from '../subject.ts';
import { exported, procOfNode, type HostParts, type ProcOfNode } from './parts.ts';

const MODES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const;
type Mode = (typeof MODES)[number];
const MS_PER_TICK = 10;

export interface Figure {
  source: string;
  value: number;
}

/**
 * Percent of the node’s CPU time that was used, from each source that tells, the surest first. Waiting for a disk, and
 * what a hypervisor took, are not use. From /proc our own exec is subtracted.
 */
export function cpuUtilisation(parts: HostParts): Figure[] {
  const { nodeStats, metrics } = parts;
  const cores = nodeCores(parts);
  return [
    figure('node-exporter', usedPercent(exporterModes(parts), 0)),
    figure('/proc/stat', usedPercent(procModes(procOfNode(parts)), lookingMs(parts))),
    figure('kubelet', nodeStats.known ? percentOf(nodeStats.value.cpuCores, cores) : undefined),
    figure('metrics.k8s.io', metrics.known ? percentOf(metrics.value.node?.cpuCores, cores) : undefined),
  ].flat();
}

/** Percent of CPU time in a mode, from each source that counts modes. */
export function modePercent(parts: HostParts, mode: Mode): Figure[] {
  const of = (modes: Modes): number | undefined =>
    percentOf(modes[mode], sumKnown(MODES.map((name) => modes[name])));
  return [
    figure('node-exporter', of(exporterModes(parts))),
    figure('/proc/stat', of(procModes(procOfNode(parts)))),
  ].flat();
}

/** CPUs of the node. */
export function nodeCores(parts: HostParts): number | undefined {
  const proc = procOfNode(parts);
  const { node } = parts;
  return (node.known ? node.value.capacity.cpu : undefined) ?? (proc.trusted ? proc.host.cpus : undefined);
}

/** A figure of a source, as a list of one or none; what is no finite number is none. */
export function figure(source: string, value: number | undefined): Figure[] {
  return value === undefined || !Number.isFinite(value) ? [] : [{ source, value }];
}

/** Ticks, or seconds, that each mode grew by. */
type Modes = Partial<Record<Mode, number>>;

function procModes(proc: ProcOfNode): Modes {
  const cpu: HostSample['cpu'] = proc.trusted ? proc.host.cpu : undefined;
  return risen((mode) => increase(cpu?.[mode]));
}

function exporterModes({ nodeExporter }: HostParts): Modes {
  return risen((mode) => increase(exported(nodeExporter, `node_cpu_seconds_total{mode="${mode}"}`)));
}

function risen(of: (mode: Mode) => number | undefined): Modes {
  return Object.fromEntries(
    MODES.flatMap((mode) => {
      const value = of(mode);
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
