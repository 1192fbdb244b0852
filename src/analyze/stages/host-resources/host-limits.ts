import type { Check } from '../../../contracts/diagnosis.ts';
import { number, percent } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { checkRule } from '../check-rule.ts';
import { percentOf } from '../rates.ts';
import { inContainer, rawOfNode } from '../subject.ts';
import { unknownCpu } from './cpu-utilisation.ts';
import { exportedNow, HOST_PARTS, procOfNode, type HostParts } from './parts.ts';

interface Use {
  used: number | undefined;
  most: number | undefined;
}

/** Open files of the whole node against fs.file-max. */
export const openFilesHost = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts): Check[] => {
    const base: CheckBase = {
      id: 'open-files-host',
      title: 'Open files of the node',
      scope: 'host',
      method: 'utilisation',
      ...inContainer(parts.audit, ['cat', '/proc/sys/fs/file-nr']),
    };
    const words = {
      ok: 'The node may open many more files.',
      warning: 'The node is near to the most files that its kernel allows.',
      problem: 'The node can hardly open files any more: programs fail with “too many open files”.',
    };
    return [judged(base, 'open-files-host', { use: openFiles(parts), words, parts })];
  },
});

/** Processes and threads of the whole node against what its kernel allows. */
export const processesHost = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts): Check[] => {
    const base: CheckBase = {
      id: 'processes-host',
      title: 'Processes of the node',
      scope: 'host',
      method: 'utilisation',
      ...(parts.nodeStats.known
        ? rawOfNode(parts.audit, 'proxy/stats/summary')
        : inContainer(parts.audit, ['cat', '/proc/loadavg', '/proc/sys/kernel/pid_max'])),
    };
    const words = {
      ok: 'The node may start many more processes.',
      warning: 'The node is near to the most processes that its kernel allows.',
      problem: 'The node can hardly start a process any more.',
    };
    return [judged(base, 'processes-host', { use: processes(parts), words, parts })];
  },
});

function judged(
  base: CheckBase,
  threshold: 'open-files-host' | 'processes-host',
  found: { use: Use; words: { ok: string; warning: string; problem: string }; parts: HostParts },
): Check {
  const { used, most } = found.use;
  const value = percentOf(used, most);
  if (used === undefined || most === undefined || value === undefined)
    return unknownCheck(base, unknownCpu(found.parts));
  return measuredCheck(base, {
    threshold,
    value,
    measured: `${percent(value)} (${number(used)} of ${number(most)})`,
    reasons: found.words,
  });
}

function openFiles(parts: HostParts): Use {
  const { nodeExporter } = parts;
  const used = exportedNow(nodeExporter, 'node_filefd_allocated');
  if (used !== undefined) return { used, most: exportedNow(nodeExporter, 'node_filefd_maximum') };
  const proc = procOfNode(parts);
  const files = proc.trusted ? proc.host.files : undefined;
  return { used: files?.allocated, most: files?.max };
}

function processes(parts: HostParts): Use {
  const stats = parts.nodeStats.known ? parts.nodeStats.value.processes : undefined;
  if (stats !== undefined) return { used: stats.current, most: stats.max };
  const proc = procOfNode(parts);
  if (!proc.trusted) return { used: undefined, most: undefined };
  const limits = [proc.host.pidMax, proc.host.threadsMax].filter((limit) => limit !== undefined);
  return { used: proc.host.tasks?.total, most: limits.length === 0 ? undefined : Math.min(...limits) };
}
