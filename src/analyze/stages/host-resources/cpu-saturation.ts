import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import { duration, percent } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { line } from '../details.ts';
import { isBad, NETDATA } from '../../figures/threshold.ts';
import { inContainer } from '../../figures/subject.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { cpuUtilisation, isOwnWork, loadPerCpu, modePercent, ownShare } from '../../figures/node/cpu.ts';
import { procOfNode, whyNoFigure, type HostParts } from '../../figures/node/parts.ts';
import { OF_HOST, pressureSign } from './of-host.ts';
import { sign, worstSign } from './signs.ts';

/** Whether tasks queue for the node’s CPUs. */
export const cpuSaturation = defineCheck({
  ...OF_HOST,
  id: 'cpu-saturation',
  title: 'Queue for the node’s CPUs',
  method: 'saturation',
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/loadavg', '/proc/pressure/cpu']),
  look: (parts, { request }) => {
    const signs = [
      ...sign('cpu-load', loadPerCpu(parts), (load) => `load ${load.toFixed(2)} for each CPU`),
      ...pressureSign(parts, 'cpu', request.windowMs / 1000),
    ];
    const worst = worstSign(signs);
    if (worst === undefined) return { unknown: whyNoFigure(parts) };
    return {
      ...worst,
      measured: signs.map(({ measured }) => measured).join(', '),
      reasons: {
        ok: 'Tasks hardly wait for a CPU of the node.',
        warning: 'More tasks want to run than the node has CPUs, so all of them wait.',
      },
      cap: isBad(verdictOn(worst.threshold, worst.value)) ? notTheNode(parts) : undefined,
      details: queueDetails(parts),
    };
  },
});

/** How much of its CPU time the node did not get from its hypervisor. */
export const cpuSteal = defineCheck({
  ...OF_HOST,
  id: 'cpu-steal',
  title: 'CPU taken by the hypervisor',
  method: 'saturation',
  threshold: {
    what: 'CPU time that the hypervisor gave to others',
    unit: '%',
    comparison: 'above',
    warning: 10,
    problem: 30,
    why: 'Netdata warns above 10%; the second value is our choice.',
    source: `${NETDATA}/cpu.conf`,
  },
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/stat']),
  look: (parts) => {
    const [steal] = modePercent(parts, 'steal');
    if (steal === undefined) return { unknown: whyNoFigure(parts) };
    return {
      value: steal.value,
      measured: percent(steal.value),
      reasons: {
        ok: 'The node gets the CPU time that it asks for.',
        warning: 'The machine under the node gives CPU time to others, so everything on the node is slower.',
      },
      details: [line(`Source: ${steal.source}`)],
    };
  },
});

/** Queues that are not a lack of the node’s CPUs. */
function notTheNode(parts: HostParts): Extract<Finding, { reasons: unknown }>['cap'] {
  const [used] = cpuUtilisation(parts);
  if (used === undefined) {
    return {
      verdict: 'warning',
      reason: 'Tasks queue; whether the CPUs of the node are all in use could not be seen.',
    };
  }
  if (!isReached('cpu-busy-enough', used.value)) {
    return {
      verdict: 'notice',
      reason: `Tasks queue although ${percent(100 - used.value)} of the CPU time is free: they wait for a disk, or for their own CPU limits, not for the node.`,
    };
  }
  if (!isOwnWork(parts)) return undefined;
  return {
    verdict: 'warning',
    reason: `Tasks queue, but mostly those of this container: it used ${percent(ownShare(parts) ?? 0)} of what was used.`,
  };
}

function queueDetails(parts: HostParts): CheckDetail[] {
  const { sample } = parts;
  const { load, tasks } = procOfNode(parts).host;
  const main = sample.known && sample.value.processes.known ? sample.value.processes.value.main : undefined;
  return [
    ...(load === undefined
      ? []
      : [line(`Load average: ${load.one} (1 min), ${load.five} (5 min), ${load.fifteen} (15 min)`)]),
    ...(tasks === undefined
      ? []
      : [line(`Tasks at the end: ${tasks.runnable} runnable of ${tasks.total}, ours among them`)]),
    ...(main?.runQueueWaitMs === undefined
      ? []
      : [
          line(
            `This container’s main thread waited ${duration(main.runQueueWaitMs)} for a CPU in the window (throttling counts, too)`,
          ),
        ]),
  ];
}
