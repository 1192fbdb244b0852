import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import { percent } from '../../../units.ts';
import { quietWindow } from '../../figures/container/throttling.ts';
import { cores } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { line, table } from '../details.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { inContainer, whyUnknown } from '../../figures/subject.ts';
import { NETDATA } from '../../figures/threshold.ts';
import { CPU_PARTS, usedCores, type CpuParts } from './cpu-figures.ts';
import { cpuLimit, requests } from './limits.ts';

/** CPU that the container used, against its limit. */
export const cpuUsage = defineCheck({
  id: 'cpu-usage',
  stage: 'app-limits',
  title: 'CPU used',
  scope: 'container',
  method: 'utilisation',
  needs: CPU_PARTS,
  threshold: {
    what: 'CPU that the container used, of its limit',
    unit: '%',
    comparison: 'above',
    warning: 85,
    why: 'Netdata warns above 85%. Use alone is no harm: whether it was made to wait is another check.',
    source: `${NETDATA}/cgroups.conf`,
  },
  shownBy: (parts) => inContainer(parts.audit, ['cat', usageFile(parts)]),
  look: (parts) => {
    const used = usedCores(parts);
    if (used === undefined) return { unknown: whyUnknown(parts.sample, parts.metrics) };
    const limit = cpuLimit(parts);
    const details = detailsOf(parts, used.source);
    const amount = `${used.cores.toFixed(2)} CPU`;
    const value = limit === 'none' ? undefined : percentOf(used.cores, limit);
    if (limit === 'none' || value === undefined)
      return {
        verdict: 'ok',
        measured: `${amount}, no limit`,
        reason: 'The container has no CPU limit; it may use what the node has left.',
        details,
      };
    return {
      value,
      measured: `${percent(value)} of ${cores(limit)} (${amount})`,
      reasons: {
        ok: 'The container uses less CPU than it may.',
        warning: 'The container uses nearly all the CPU that it may; see whether it was made to wait.',
      },
      details,
    };
  },
});

function detailsOf(parts: CpuParts, source: string): CheckDetail[] {
  const { seconds, intervals } = quietWindow(parts);
  const { cpu } = requests(parts);
  return [
    line(`Source: ${source}${seconds > 0 ? `, ${seconds.toFixed(1)} s` : ''}`),
    ...(cpu === undefined ? [] : [line(`Requested: ${cores(cpu)}`)]),
    ...table(
      ['Second', 'CPUs', 'Periods throttled'],
      intervals
        .slice(0, 60)
        .map(({ at, cores: used, throttledPercent }) => [
          (at - (intervals[0]?.at ?? 0)).toFixed(0),
          used === undefined ? '' : used.toFixed(2),
          throttledPercent === undefined ? '' : percent(throttledPercent),
        ]),
    ),
  ];
}

/** The file that counts CPU time, of the cgroup version that was seen. */
function usageFile({ sample }: CpuParts): string {
  return sample.known && sample.value.cgroup.version === 1
    ? '/sys/fs/cgroup/cpuacct/cpuacct.usage'
    : '/sys/fs/cgroup/cpu.stat';
}
