import type { Check, CheckDetail } from '../../../contracts/diagnosis.ts';
import { percent } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line, table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { percentOf } from '../rates.ts';
import { rawOfNode, inContainer, whyUnknown } from '../subject.ts';
import { isReached, verdictOn } from '../thresholds.ts';
import { cpuUtilisation, modePercent, nodeCores } from './cpu-figures.ts';
import { HOST_PARTS, ownCores, procOfNode, type HostParts } from './parts.ts';

/** How much of the node’s CPU time is used, by whom, and how much of it by this container. */
export const cpuUtilisationRule = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts): Check[] => {
    const [best, ...others] = cpuUtilisation(parts);
    const base: CheckBase = {
      id: 'cpu-utilisation',
      title: 'CPU of the node',
      scope: 'host',
      method: 'utilisation',
      ...(best?.source === 'kubelet'
        ? rawOfNode(parts.audit, 'proxy/stats/summary')
        : inContainer(parts.audit, ['cat', '/proc/stat'])),
    };
    if (best === undefined) return [unknownCheck(base, unknownCpu(parts))];
    const own = ownShare(parts, best.value);
    const cores = nodeCores(parts);
    return [
      measuredCheck(base, {
        threshold: 'cpu-utilisation',
        value: best.value,
        measured: `${percent(best.value)}${cores === undefined ? '' : ` of ${cores} CPUs`}`,
        reasons: {
          ok: 'The node has CPU time to spare.',
          warning: `The node’s CPUs are nearly all in use${ownWords(own)}.`,
          problem: `The node’s CPUs are used up${ownWords(own)}.`,
        },
        ...(isReached('own-share', own)
          ? {
              cap: {
                verdict: 'warning' as const,
                reason: `The node’s CPUs are busy, but mostly with this container: it used ${percent(own ?? 0)} of what was used.`,
              },
            }
          : {}),
        details: [
          ...table(
            ['Source', 'CPU used'],
            [best, ...others].map(({ source, value }) => [source, percent(value)]),
          ),
          ...ownDetails(parts, own),
          ...waiting(parts),
          ...busiest(parts),
        ],
      }),
    ];
  },
});

/** Percent of the node’s used CPU time that this container used itself. */
export function ownShare(parts: HostParts, utilisation: number): number | undefined {
  const cores = nodeCores(parts);
  const own = ownCores(parts);
  if (cores === undefined || own === undefined) return undefined;
  const used = (utilisation / 100) * cores;
  const share = percentOf(own, used);
  return share === undefined ? undefined : Math.min(100, share);
}

/** Whether the node’s CPUs are in use enough for a queue on them to be possible; undefined: not known. */
export function isBusy(parts: HostParts): boolean | undefined {
  const [best] = cpuUtilisation(parts);
  return best === undefined ? undefined : verdictOn('cpu-busy-enough', best.value) !== 'ok';
}

/** Why there is no figure of the host, in a sentence. */
export function unknownCpu(parts: HostParts): string {
  const proc = procOfNode(parts);
  const { nodeExporter, nodeStats } = parts;
  if (parts.sample.known && !proc.trusted) return `${proc.because} ${whyUnknown(nodeExporter, nodeStats)}`;
  return whyUnknown(parts.sample, nodeStats);
}

function ownWords(own: number | undefined): string {
  return own === undefined ? '' : `; this container’s part of that is ${percent(own)}`;
}

function ownDetails(parts: HostParts, own: number | undefined): CheckDetail[] {
  const cores = ownCores(parts);
  if (cores === undefined) return [];
  const share = own === undefined ? '' : `, ${percent(own)} of what the node used`;
  return [line(`This container itself: ${cores.toFixed(2)} CPUs${share}`)];
}

function waiting(parts: HostParts): CheckDetail[] {
  const [iowait] = modePercent(parts, 'iowait');
  return iowait === undefined ? [] : [line(`Idle while a disk was waited for: ${percent(iowait.value)}`)];
}

function busiest({ nodeStats }: HostParts): CheckDetail[] {
  if (!nodeStats.known) return [];
  const rows = nodeStats.value.busiest.map((pod) => [pod.namespace, pod.pod, pod.cpuCores.toFixed(2)]);
  return table(['Namespace', 'Pod', 'CPUs'], rows);
}
