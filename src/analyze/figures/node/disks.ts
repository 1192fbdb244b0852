import { increase, percentOf } from '../window/rates.ts';
import { exported, exportedLabels, procOfNode, whyNoFigure, type HostParts } from './parts.ts';

/** What one disk of the node did in the window. */
export interface DiskFigures {
  name: string;
  source: string;
  requests: number | undefined;
  busyPercent: number | undefined;
  /** Of a request, on average. */
  latencyMs: number | undefined;
  /** Requests at once, on average. */
  queue: number | undefined;
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

/** Why no disk is known, in a sentence. */
export function whyNoDisks(parts: HostParts): string {
  return parts.sample.known && parts.sample.value.host.disks?.length === 0
    ? 'The container sees no disk of the node.'
    : whyNoFigure(parts);
}

function procDisks(parts: HostParts): DiskFigures[] {
  const { host, seconds } = procOfNode(parts);
  return (host.disks ?? []).map(({ name, reads, readMs, writes, writeMs, busyMs }) => ({
    name,
    source: '/proc/diskstats',
    ...figuresOf({
      requests: added(increase(reads), increase(writes)),
      waitedMs: added(increase(readMs), increase(writeMs)),
      busyMs: increase(busyMs),
      windowMs: seconds * 1000,
    }),
  }));
}

function exporterDisks({ nodeExporter }: HostParts, seconds: number): DiskFigures[] {
  return exportedLabels(nodeExporter, 'node_disk_io_time_seconds_total').map((name) => {
    const rise = (metric: string, unit = 1): number | undefined => {
      const risen = increase(exported(nodeExporter, `node_disk_${metric}_total{device="${name}"}`));
      return risen === undefined ? undefined : risen * unit;
    };
    return {
      name,
      source: 'node-exporter',
      ...figuresOf({
        requests: added(rise('reads_completed'), rise('writes_completed')),
        waitedMs: added(rise('read_time_seconds', 1000), rise('write_time_seconds', 1000)),
        busyMs: rise('io_time_seconds', 1000),
        windowMs: seconds * 1000,
      }),
    };
  });
}

type Figures = Pick<DiskFigures, 'requests' | 'busyPercent' | 'latencyMs' | 'queue'>;

function figuresOf(read: {
  requests: number | undefined;
  waitedMs: number | undefined;
  busyMs: number | undefined;
  windowMs: number;
}): Figures {
  const { requests, waitedMs, busyMs, windowMs } = read;
  const busy = percentOf(busyMs, windowMs);
  const queue = percentOf(waitedMs, windowMs);
  return {
    requests,
    busyPercent: busy === undefined ? undefined : Math.min(100, busy),
    latencyMs: waitedMs === undefined || !requests ? undefined : waitedMs / requests,
    queue: queue === undefined ? undefined : queue / 100,
  };
}

function added(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
