import { number, percent } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { inContainer, rawOfNode } from '../../figures/subject.ts';
import { NODE_ALERTS } from '../../figures/threshold.ts';
import { exportedNow, procOfNode, whyNoFigure, type HostParts } from '../../figures/node/parts.ts';
import { OF_HOST } from './of-host.ts';

/** Open files of the whole node against fs.file-max. */
export const openFilesHost = defineCheck({
  ...OF_HOST,
  id: 'open-files-host',
  title: 'Open files of the node',
  method: 'utilisation',
  threshold: {
    what: 'Open files of the node, of the most that its kernel allows',
    unit: '%',
    comparison: 'above',
    warning: 70,
    problem: 90,
    why: 'The node-exporter mixin alerts above 70% and 90%.',
    source: NODE_ALERTS,
  },
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/sys/fs/file-nr']),
  look: (parts) =>
    ofMost(parts, openFiles(parts), {
      ok: 'The node may open many more files.',
      warning: 'The node is near to the most files that its kernel allows.',
      problem: 'The node can hardly open files any more: programs fail with “too many open files”.',
    }),
});

/** Processes and threads of the whole node against what its kernel allows. */
export const processesHost = defineCheck({
  ...OF_HOST,
  id: 'processes-host',
  title: 'Processes of the node',
  method: 'utilisation',
  threshold: {
    what: 'Processes and threads of the node, of the most that its kernel allows',
    unit: '%',
    comparison: 'above',
    warning: 80,
    problem: 95,
    why: 'At 100% nothing can start anywhere on the node; the values are our choice.',
    source: 'https://kubernetes.io/docs/concepts/policy/pid-limiting/',
  },
  shownBy: ({ nodeStats, audit }) =>
    nodeStats.known
      ? rawOfNode(audit, 'proxy/stats/summary')
      : inContainer(audit, ['cat', '/proc/loadavg', '/proc/sys/kernel/pid_max']),
  look: (parts) =>
    ofMost(parts, processes(parts), {
      ok: 'The node may start many more processes.',
      warning: 'The node is near to the most processes that its kernel allows.',
      problem: 'The node can hardly start a process any more.',
    }),
});

interface Use {
  used: number | undefined;
  most: number | undefined;
}

function ofMost(
  parts: HostParts,
  { used, most }: Use,
  reasons: { ok: string; warning: string; problem: string },
): Finding {
  const value = percentOf(used, most);
  if (used === undefined || most === undefined || value === undefined) return { unknown: whyNoFigure(parts) };
  return { value, measured: `${percent(value)} (${number(used)} of ${number(most)})`, reasons };
}

function openFiles(parts: HostParts): Use {
  const { nodeExporter } = parts;
  const used = exportedNow(nodeExporter, 'node_filefd_allocated');
  if (used !== undefined) return { used, most: exportedNow(nodeExporter, 'node_filefd_maximum') };
  const { files } = procOfNode(parts).host;
  return { used: files?.allocated, most: files?.max };
}

function processes(parts: HostParts): Use {
  const stats = parts.nodeStats.known ? parts.nodeStats.value.processes : undefined;
  if (stats !== undefined) return { used: stats.current, most: stats.max };
  const { tasks, pidMax = Infinity, threadsMax = Infinity } = procOfNode(parts).host;
  return { used: tasks?.total, most: Math.min(pidMax, threadsMax) };
}
