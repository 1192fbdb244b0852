import { increase, percentOf, perSecond } from '../rates.ts';
import { exported, exportedLabels, procOfNode, type HostParts } from './parts.ts';

/** What one disk of the node did in the window. */
export interface DiskFigures {
  name: string;
  source: string;
  requests?: number;
  busyPercent?: number;
  /** Of a request, on average. */
  latencyMs?: number;
  /** Requests at once, on average. */
  queue?: number;
}

const MOST = 8;
const VIRTUAL = /^(loop|ram|zram|fd|sr)\d/;

/** The node’s disks, the busiest first, at most 8: from the node-exporter, else from /proc. */
export function disksOf(parts: HostParts, windowSeconds: number): DiskFigures[] {
  const exporter = exporterDisks(parts, windowSeconds);
  const disks = exporter.length > 0 ? exporter : procDisks(parts);
  return disks
    .filter(({ name }) => !VIRTUAL.test(name))
    .toSorted((a, b) => (b.busyPercent ?? 0) - (a.busyPercent ?? 0) || (b.requests ?? 0) - (a.requests ?? 0))
    .slice(0, MOST);
}

function procDisks(parts: HostParts): DiskFigures[] {
  const proc = procOfNode(parts);
  if (!proc.trusted) return [];
  return (proc.host.disks ?? []).map(({ name, reads, readMs, writes, writeMs, busyMs }) =>
    disk({
      name,
      source: '/proc/diskstats',
      requests: added(increase(reads), increase(writes)),
      waitedMs: added(increase(readMs), increase(writeMs)),
      busyMs: increase(busyMs),
      seconds: proc.seconds,
    }),
  );
}

function exporterDisks({ nodeExporter }: HostParts, seconds: number): DiskFigures[] {
  return exportedLabels(nodeExporter, 'node_disk_io_time_seconds_total').map((name) => {
    const rise = (metric: string): number | undefined =>
      increase(exported(nodeExporter, `node_disk_${metric}{device="${name}"}`));
    return disk({
      name,
      source: 'node-exporter',
      requests: added(rise('reads_completed_total'), rise('writes_completed_total')),
      waitedMs: inMs(added(rise('read_time_seconds_total'), rise('write_time_seconds_total'))),
      busyMs: inMs(rise('io_time_seconds_total')),
      seconds,
    });
  });
}

function disk(read: {
  name: string;
  source: string;
  requests: number | undefined;
  waitedMs: number | undefined;
  busyMs: number | undefined;
  seconds: number;
}): DiskFigures {
  const { name, source, requests, waitedMs, busyMs, seconds } = read;
  const busyPercent = percentOf(busyMs, seconds * 1000);
  const queue = waitedMs === undefined ? undefined : perSecond({ first: 0, last: waitedMs / 1000 }, seconds);
  return {
    name,
    source,
    ...(requests === undefined ? {} : { requests }),
    ...(busyPercent === undefined ? {} : { busyPercent: Math.min(100, busyPercent) }),
    ...(requests === undefined || waitedMs === undefined || requests === 0
      ? {}
      : { latencyMs: waitedMs / requests }),
    ...(queue === undefined ? {} : { queue }),
  };
}

function added(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
