import type { Check } from '../../../contracts/diagnosis.ts';
import type { MainProcessSample, SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { number, percent, size } from '../../../units.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { percentOf } from '../rates.ts';
import { inContainer, rawOfNode, whyUnknown } from '../subject.ts';
import { LIMIT_PARTS } from './limits.ts';

/** Open files of the main process against its limit. */
export const openFiles = checkRule({
  stage: 'app-limits',
  needs: LIMIT_PARTS,
  judge: ({ sample, audit }): Check[] => {
    const main = mainOf(sample);
    const pid = String(main?.pid ?? 1);
    const base: CheckBase = {
      id: 'open-files',
      title: 'Open files',
      scope: 'container',
      method: 'utilisation',
      ...inContainer(audit, ['ls', `/proc/${pid}/fd`]),
    };
    if (!sample.known || !sample.value.processes.known)
      return [unknownCheck(base, whyUnknown(sample.known ? sample.value.processes : sample))];
    const { openFiles: open, openFilesLimit: limit } = main ?? {};
    if (open === undefined || limit === undefined)
      return [
        unknownCheck(base, 'The open files of the main process may not be read: it belongs to another user.'),
      ];
    const value = limit === 'unlimited' ? 0 : percentOf(open, limit);
    if (value === undefined) return [unknownCheck(base, 'The limit that was read is no number.')];
    const most = limit === 'unlimited' ? 'no limit' : `of ${number(limit)}`;
    return [
      measuredCheck(base, {
        threshold: 'open-files',
        value,
        measured: `${number(open)} ${most}`,
        reasons: {
          ok: 'The main process may open many more files and connections.',
          warning: 'The main process is near the most files and connections that it may open.',
          problem:
            'The main process can hardly open files or connections any more: it fails with “too many open files”.',
        },
        details: [line(`${percent(value)} of the limit`)],
      }),
    ];
  },
});

/** Processes and threads of the container against the limit of its cgroup and of its user. */
export const processCount = checkRule({
  stage: 'app-limits',
  needs: LIMIT_PARTS,
  judge: ({ sample, audit }): Check[] => {
    const base: CheckBase = {
      id: 'process-count',
      title: 'Processes',
      scope: 'container',
      method: 'utilisation',
      ...inContainer(audit, [
        'cat',
        sample.known && sample.value.cgroup.version === 1
          ? '/sys/fs/cgroup/pids/pids.current'
          : '/sys/fs/cgroup/pids.current',
      ]),
    };
    if (!sample.known) return [unknownCheck(base, whyUnknown(sample))];
    const { current, limit } = sample.value.cgroup.pids;
    if (current === undefined || limit === undefined)
      return [unknownCheck(base, 'The cgroup does not tell how many processes it has, or may have.')];
    const userLimit = mainOf(sample)?.processesLimit;
    const limits = [limit, userLimit].filter((one) => typeof one === 'number');
    const most = limits.length === 0 ? undefined : Math.min(...limits);
    const value = most === undefined ? 0 : percentOf(current, most);
    if (value === undefined) return [unknownCheck(base, 'The limit that was read is no number.')];
    return [
      measuredCheck(base, {
        threshold: 'process-count',
        value,
        measured: `${number(current)} ${most === undefined ? 'no limit' : `of ${number(most)}`}`,
        reasons: {
          ok: 'The container may start many more processes and threads.',
          warning: 'The container is near the most processes and threads that it may have.',
          problem: 'The container can hardly start a process or a thread any more.',
        },
      }),
    ];
  },
});

/** Ephemeral storage of the pod against the container’s limit. */
export const ephemeralStorage = checkRule({
  stage: 'app-limits',
  needs: ['nodeStats', 'podState', 'audit'],
  judge: ({ nodeStats, podState, audit }): Check[] => {
    const base: CheckBase = {
      id: 'ephemeral-storage',
      title: 'Ephemeral storage',
      scope: 'pod',
      method: 'utilisation',
      ...rawOfNode(audit, 'proxy/stats/summary'),
    };
    if (!podState.known) return [unknownCheck(base, whyUnknown(podState))];
    const limit = podState.value.container.limits.ephemeralStorage;
    const used = nodeStats.known ? nodeStats.value.ephemeralStorage : undefined;
    if (limit === undefined) {
      return [
        plainCheck(base, {
          verdict: 'ok',
          measured: used === undefined ? 'no limit' : `${size(used)}, no limit`,
          reason: 'The container has no limit of ephemeral storage.',
        }),
      ];
    }
    const value = percentOf(used, limit);
    if (used === undefined || value === undefined)
      return [
        unknownCheck(
          base,
          nodeStats.known ? 'The kubelet does not tell it for this pod.' : whyUnknown(nodeStats),
        ),
      ];
    return [
      measuredCheck(base, {
        threshold: 'ephemeral-storage',
        value,
        measured: `${percent(value)} of ${size(limit)}`,
        reasons: {
          ok: 'The pod uses less ephemeral storage than it may.',
          warning: 'The pod is near its limit of ephemeral storage; beyond it, it is evicted.',
          problem: 'The pod is at its limit of ephemeral storage: it will be evicted.',
        },
        details: [line(`Used by the whole pod: ${size(used)}`)],
      }),
    ];
  },
});

function mainOf(sample: { known: boolean; value?: SampleEvidence }): MainProcessSample | undefined {
  const processes = sample.value?.processes;
  return processes?.known ? processes.value.main : undefined;
}
