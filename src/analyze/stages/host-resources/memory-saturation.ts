import type { Check, CheckDetail, CheckVerdict } from '../../../contracts/diagnosis.ts';
import { percent } from '../../../units.ts';
import { plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { harshest } from '../threshold.ts';
import { checkRule } from '../check-rule.ts';
import { increase, perSecond, percentOf, pressurePercent, sumKnown } from '../rates.ts';
import { inContainer } from '../subject.ts';
import { thresholdOf, verdictOn, type ThresholdId } from '../thresholds.ts';
import { unknownMemory } from './memory-utilisation.ts';
import { exported, HOST_PARTS, procOfNode, type HostParts } from './parts.ts';

interface Sign {
  threshold: ThresholdId;
  value: number;
  words: string;
}

/** Whether tasks of the node wait for memory: stalls, pages read back from disk, swapping. */
export const memorySaturation = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts, { request }): Check[] => {
    const base: CheckBase = {
      id: 'memory-saturation',
      title: 'Waiting for the node’s memory',
      scope: 'host',
      method: 'saturation',
      ...inContainer(parts.audit, ['cat', '/proc/pressure/memory', '/proc/vmstat']),
    };
    const signs = signsOf(parts, request.windowMs / 1000);
    const [worst] = signs.toSorted((a, b) => rank(b) - rank(a));
    if (worst === undefined) return [unknownCheck(base, unknownMemory(parts))];
    const verdict = verdictOn(worst.threshold, worst.value);
    return [
      plainCheck(base, {
        verdict,
        measured: worst.words,
        value: worst.value,
        threshold: thresholdOf(worst.threshold),
        reason: REASONS[verdict],
        details: [...signs.map(({ words }) => line(words)), ...ownDetails(parts)],
      }),
    ];
  },
});

const REASONS: Record<CheckVerdict, string> = {
  unknown: '',
  ok: 'Nothing on the node waits for memory.',
  notice: 'The node is a little short of memory.',
  warning: 'The node is short of memory: tasks wait until pages are freed or read back.',
  problem: 'The node is so short of memory that much of its time is lost to it.',
};

function rank({ threshold, value }: Sign): number {
  return ['ok', 'notice', 'warning', 'problem'].indexOf(harshest('ok', verdictOn(threshold, value)));
}

function signsOf(parts: HostParts, seconds: number): Sign[] {
  const { nodeExporter, nodeStats } = parts;
  const proc = procOfNode(parts);
  const of = (name: string): number | undefined =>
    perSecond(exported(nodeExporter, `node_vmstat_${name}`), seconds) ??
    (proc.trusted ? perSecond(proc.host.vmstat?.[name], proc.seconds) : undefined);
  const stalled = increase(exported(nodeExporter, 'node_pressure_memory_waiting_seconds_total'));
  const pressure =
    percentOf(stalled, seconds) ??
    (proc.trusted ? pressurePercent(proc.host.pressure?.memory?.some, proc.seconds) : undefined) ??
    (nodeStats.known ? nodeStats.value.pressure?.memory?.some : undefined);
  const faults = of('pgmajfault');
  const swapped = sumKnown([of('pswpin'), of('pswpout')]);
  return [
    sign('memory-pressure', pressure, (value) => `some task waited ${percent(value)} of the time`),
    sign('major-faults', faults, (value) => `${value.toFixed(1)} pages read back a second`),
    sign('swapping', swapped, (value) => `${value.toFixed(1)} pages swapped a second`),
  ].flat();
}

function sign(threshold: ThresholdId, value: number | undefined, words: (value: number) => string): Sign[] {
  return value === undefined || !Number.isFinite(value) ? [] : [{ threshold, value, words: words(value) }];
}

function ownDetails({ sample }: HostParts): CheckDetail[] {
  if (!sample.known) return [];
  const { cgroup, from, to, processes } = sample.value;
  const own = pressurePercent(cgroup.pressure.memory, to - from);
  const main = processes.known ? processes.value.main : undefined;
  return [
    ...(own === undefined ? [] : [line(`This container itself waited ${percent(own)} of the time`)]),
    ...(main?.majorFaults === undefined
      ? []
      : [line(`Its main process read back ${main.majorFaults} pages in the window`)]),
  ];
}
