import type { MainProcessSample } from '../../../contracts/sample-evidence.ts';
import { number, percent, size } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { line } from '../details.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { inContainer, rawOfNode, whyUnknown } from '../../figures/subject.ts';
import { NODE_ALERTS } from '../../figures/threshold.ts';
import { LIMIT_PARTS, type LimitParts } from './limits.ts';

/** Open files of the main process against its limit. */
export const openFiles = defineCheck({
  id: 'open-files',
  stage: 'app-limits',
  title: 'Open files',
  scope: 'container',
  method: 'utilisation',
  needs: LIMIT_PARTS,
  threshold: {
    what: 'Open files of the main process, of its limit',
    unit: '%',
    comparison: 'above',
    warning: 70,
    problem: 90,
    why: 'The same values as for a node, where the node-exporter mixin alerts.',
    source: NODE_ALERTS,
  },
  shownBy: ({ sample, audit }) => inContainer(audit, ['ls', `/proc/${mainOf({ sample })?.pid ?? 1}/fd`]),
  look: ({ sample }) => {
    if (!sample.known || !sample.value.processes.known)
      return { unknown: whyUnknown(sample.known ? sample.value.processes : sample) };
    const { openFiles: open, openFilesLimit: limit } = mainOf({ sample }) ?? {};
    if (open === undefined || limit === undefined)
      return { unknown: 'The open files of the main process may not be read: it belongs to another user.' };
    return ofMost(open, limit, {
      ok: 'The main process may open many more files and connections.',
      warning: 'The main process is near the most files and connections that it may open.',
      problem:
        'The main process can hardly open files or connections any more: it fails with “too many open files”.',
    });
  },
});

/** Processes and threads of the container against the limit of its cgroup and of its user. */
export const processCount = defineCheck({
  id: 'process-count',
  stage: 'app-limits',
  title: 'Processes',
  scope: 'container',
  method: 'utilisation',
  needs: LIMIT_PARTS,
  threshold: {
    what: 'Processes and threads of the container, of its limit',
    unit: '%',
    comparison: 'above',
    warning: 80,
    problem: 95,
    why: 'At 100% no thread and no child can start; the values are our choice.',
    source: 'https://kubernetes.io/docs/concepts/policy/pid-limiting/',
  },
  shownBy: ({ sample, audit }) =>
    inContainer(audit, [
      'cat',
      sample.known && sample.value.cgroup.version === 1
        ? '/sys/fs/cgroup/pids/pids.current'
        : '/sys/fs/cgroup/pids.current',
    ]),
  look: ({ sample }) => {
    if (!sample.known) return { unknown: whyUnknown(sample) };
    const { current, limit } = sample.value.cgroup.pids;
    if (current === undefined || limit === undefined)
      return { unknown: 'The cgroup does not tell how many processes it has, or may have.' };
    const limits = [limit, mainOf({ sample })?.processesLimit].filter((one) => typeof one === 'number');
    return ofMost(current, limits.length === 0 ? 'unlimited' : Math.min(...limits), {
      ok: 'The container may start many more processes and threads.',
      warning: 'The container is near the most processes and threads that it may have.',
      problem: 'The container can hardly start a process or a thread any more.',
    });
  },
});

/** Ephemeral storage of the pod against the container’s limit. */
export const ephemeralStorage = defineCheck({
  id: 'ephemeral-storage',
  stage: 'app-limits',
  title: 'Ephemeral storage',
  scope: 'pod',
  method: 'utilisation',
  needs: ['nodeStats', 'podState', 'audit'],
  threshold: {
    what: 'Ephemeral storage of the pod, of the container’s limit',
    unit: '%',
    comparison: 'above',
    warning: 80,
    problem: 95,
    why: 'Above 100% the kubelet evicts the pod; the values are our choice.',
    source:
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage',
  },
  shownBy: ({ audit }) => rawOfNode(audit, 'proxy/stats/summary'),
  look: ({ nodeStats, podState }) => {
    if (!podState.known) return { unknown: whyUnknown(podState) };
    const limit = podState.value.container.limits.ephemeralStorage;
    const used = nodeStats.known ? nodeStats.value.ephemeralStorage : undefined;
    if (limit === undefined)
      return {
        verdict: 'ok',
        measured: used === undefined ? 'no limit' : `${size(used)}, no limit`,
        reason: 'The container has no limit of ephemeral storage.',
      };
    const value = percentOf(used, limit);
    if (used === undefined || value === undefined)
      return {
        unknown: nodeStats.known ? 'The kubelet does not tell it for this pod.' : whyUnknown(nodeStats),
      };
    return {
      value,
      measured: `${percent(value)} of ${size(limit)}`,
      reasons: {
        ok: 'The pod uses less ephemeral storage than it may.',
        warning: 'The pod is near its limit of ephemeral storage; beyond it, it is evicted.',
        problem: 'The pod is at its limit of ephemeral storage: it will be evicted.',
      },
      details: [line(`Used by the whole pod: ${size(used)}`)],
    };
  },
});

/** A number of things of which there may be so many. */
function ofMost(
  there: number,
  most: number | 'unlimited',
  reasons: { ok: string; warning: string; problem: string },
): Finding {
  const value = most === 'unlimited' ? 0 : percentOf(there, most);
  if (value === undefined) return { unknown: 'The limit that was read is no number.' };
  return {
    value,
    measured: `${number(there)} ${most === 'unlimited' ? 'no limit' : `of ${number(most)}`}`,
    reasons,
    ...(most === 'unlimited' ? {} : { details: [line(`${percent(value)} of the limit`)] }),
  };
}

function mainOf({ sample }: Pick<LimitParts, 'sample'>): MainProcessSample | undefined {
  return sample.known && sample.value.processes.known ? sample.value.processes.value.main : undefined;
}
