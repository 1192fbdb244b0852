import type { Check, CheckDetail } from '../../../contracts/diagnosis.ts';
import { duration, percent } from '../../../units.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { harshest } from '../threshold.ts';
import { checkRule } from '../check-rule.ts';
import { percentOf, pressurePercent, increase } from '../rates.ts';
import { inContainer } from '../subject.ts';
import { isReached, thresholdOf, verdictOn } from '../thresholds.ts';
import { cpuUtilisation, figure, modePercent, nodeCores, type Figure } from './cpu-figures.ts';
import { isBusy, ownShare, unknownCpu } from './cpu-utilisation.ts';
import { exported, exportedNow, HOST_PARTS, procOfNode, type HostParts } from './parts.ts';

/** Whether tasks queue for the node’s CPUs. */
export const cpuSaturation = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts, { request }): Check[] => {
    const base: CheckBase = {
      id: 'cpu-saturation',
      title: 'Queue for the node’s CPUs',
      scope: 'host',
      method: 'saturation',
      ...inContainer(parts.audit, ['cat', '/proc/loadavg', '/proc/pressure/cpu']),
    };
    const [load] = loads(parts);
    const [pressure] = pressures(parts, request.windowMs / 1000);
    if (load === undefined && pressure === undefined) return [unknownCheck(base, unknownCpu(parts))];
    const reached = harshest(
      load === undefined ? 'ok' : verdictOn('cpu-load', load.value),
      pressure === undefined ? 'ok' : verdictOn('cpu-pressure', pressure.value),
    );
    const limited = reached === 'warning' || reached === 'problem' ? whyLess(parts) : undefined;
    return [
      plainCheck(base, {
        verdict: limited === undefined ? reached : limited.verdict,
        measured: words(load, pressure),
        ...(load === undefined ? {} : { value: load.value }),
        ...(load === undefined && pressure !== undefined ? { value: pressure.value } : {}),
        threshold: thresholdOf(load === undefined ? 'cpu-pressure' : 'cpu-load'),
        reason:
          limited?.reason ??
          (reached === 'ok'
            ? 'Tasks hardly wait for a CPU of the node.'
            : 'More tasks want to run than the node has CPUs, so all of them wait.'),
        details: details(parts),
      }),
    ];
  },
});

/** How much of its CPU time the node did not get from its hypervisor. */
export const cpuSteal = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts): Check[] => {
    const base: CheckBase = {
      id: 'cpu-steal',
      title: 'CPU taken by the hypervisor',
      scope: 'host',
      method: 'saturation',
      ...inContainer(parts.audit, ['cat', '/proc/stat']),
    };
    const [steal] = modePercent(parts, 'steal');
    if (steal === undefined) return [unknownCheck(base, unknownCpu(parts))];
    return [
      measuredCheck(base, {
        threshold: 'cpu-steal',
        value: steal.value,
        measured: percent(steal.value),
        reasons: {
          ok: 'The node gets the CPU time that it asks for.',
          warning:
            'The machine under the node gives CPU time to others, so everything on the node is slower.',
        },
        details: [line(`Source: ${steal.source}`)],
      }),
    ];
  },
});

/** Queues that are not a lack of the node’s CPUs. */
function whyLess(parts: HostParts): { verdict: 'notice' | 'warning'; reason: string } | undefined {
  const [used] = cpuUtilisation(parts);
  const busy = isBusy(parts);
  if (used === undefined || busy === undefined) {
    return {
      verdict: 'warning',
      reason: 'Tasks queue; whether the CPUs of the node are all in use could not be seen.',
    };
  }
  if (!busy) {
    return {
      verdict: 'notice',
      reason: `Tasks queue although ${percent(100 - used.value)} of the CPU time is free: they wait for a disk, or for their own CPU limits, not for the node.`,
    };
  }
  const own = ownShare(parts, used.value);
  if (!isReached('own-share', own)) return undefined;
  return {
    verdict: 'warning',
    reason: `Tasks queue, but mostly those of this container: it used ${percent(own ?? 0)} of what was used.`,
  };
}

function loads(parts: HostParts): Figure[] {
  const cores = nodeCores(parts);
  const proc = procOfNode(parts);
  const of = (load: number | undefined): number | undefined => {
    const share = percentOf(load, cores);
    return share === undefined ? undefined : share / 100;
  };
  return [
    figure('node-exporter', of(exportedNow(parts.nodeExporter, 'node_load1'))),
    figure('/proc/loadavg', of(proc.trusted ? proc.host.load?.one : undefined)),
  ].flat();
}

function pressures(parts: HostParts, seconds: number): Figure[] {
  const proc = procOfNode(parts);
  const { nodeExporter, nodeStats } = parts;
  const waited = increase(exported(nodeExporter, 'node_pressure_cpu_waiting_seconds_total'));
  return [
    figure('node-exporter', cut(percentOf(waited, seconds))),
    figure(
      '/proc/pressure/cpu',
      proc.trusted ? pressurePercent(proc.host.pressure?.cpu?.some, proc.seconds) : undefined,
    ),
    figure('kubelet', nodeStats.known ? nodeStats.value.pressure?.cpu?.some : undefined),
  ].flat();
}

function cut(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.min(100, value);
}

function words(load: Figure | undefined, pressure: Figure | undefined): string {
  return [
    ...(load === undefined ? [] : [`load ${load.value.toFixed(2)} for each CPU`]),
    ...(pressure === undefined ? [] : [`some task waited ${percent(pressure.value)} of the time`]),
  ].join(', ');
}

function details(parts: HostParts): CheckDetail[] {
  const proc = procOfNode(parts);
  const { sample } = parts;
  const main = sample.known && sample.value.processes.known ? sample.value.processes.value.main : undefined;
  const { load, tasks } = proc.trusted ? proc.host : {};
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
