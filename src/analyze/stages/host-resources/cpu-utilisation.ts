import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import { percent } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { line, table } from '../details.ts';
import { inContainer, rawOfNode } from '../../figures/subject.ts';
import {
  cpuUtilisation,
  isOwnWork,
  modePercent,
  nodeCores,
  ownCores,
  ownShare,
} from '../../figures/node/cpu.ts';
import { whyNoFigure, type HostParts } from '../../figures/node/parts.ts';
import { bySource, OF_HOST } from './of-host.ts';

/** How much of the node’s CPU time is used, by whom, and how much of it by this container. */
export const cpuUtilisationOfNode = defineCheck({
  ...OF_HOST,
  id: 'cpu-utilisation',
  title: 'CPU of the node',
  method: 'utilisation',
  decides: true,
  threshold: 'cpu-utilisation',
  shownBy: (parts) =>
    cpuUtilisation(parts)[0]?.source === 'kubelet'
      ? rawOfNode(parts.audit, 'proxy/stats/summary')
      : inContainer(parts.audit, ['cat', '/proc/stat']),
  look: (parts) => {
    const sources = cpuUtilisation(parts);
    const [best] = sources;
    if (best === undefined) return { unknown: whyNoFigure(parts) };
    const own = ownShare(parts);
    const cores = nodeCores(parts);
    const part = own === undefined ? '' : `; this container’s part of that is ${percent(own)}`;
    return {
      value: best.value,
      measured: `${percent(best.value)}${cores === undefined ? '' : ` of ${cores} CPUs`}`,
      reasons: {
        ok: 'The node has CPU time to spare.',
        warning: `The node’s CPUs are nearly all in use${part}.`,
        problem: `The node’s CPUs are used up${part}.`,
      },
      cap: isOwnWork(parts)
        ? {
            verdict: 'warning',
            reason: `The node’s CPUs are busy, but mostly with this container: it used ${percent(own ?? 0)} of what was used.`,
          }
        : undefined,
      details: [...bySource('CPU used', sources), ...usersOf(parts, own)],
    };
  },
});

function usersOf(parts: HostParts, share: number | undefined): CheckDetail[] {
  const own = ownCores(parts);
  const [iowait] = modePercent(parts, 'iowait');
  const busiest = parts.nodeStats.known ? parts.nodeStats.value.busiest : [];
  const ofNode = share === undefined ? '' : `, ${percent(share)} of what the node used`;
  return [
    ...(own === undefined ? [] : [line(`This container itself: ${own.toFixed(2)} CPUs${ofNode}`)]),
    ...(iowait === undefined ? [] : [line(`Idle while a disk was waited for: ${percent(iowait.value)}`)]),
    ...table(
      ['Namespace', 'Pod', 'CPUs'],
      busiest.map(({ namespace, pod, cpuCores }) => [namespace, pod, cpuCores.toFixed(2)]),
    ),
  ];
}
