import type { Check } from '../../../contracts/diagnosis.ts';
import { percent } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { increase, percentOf, pressurePercent } from '../rates.ts';
import { inContainer } from '../subject.ts';
import { noDisks } from './disk-checks.ts';
import { disksOf } from './disks.ts';
import { exported, HOST_PARTS, procOfNode, type HostParts } from './parts.ts';

/** Whether tasks of the node wait for disks: by pressure where the kernel tells, else by the longest queue. */
export const diskSaturation = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts, { request }): Check[] => {
    const base: CheckBase = {
      id: 'disk-saturation',
      title: 'Waiting for the node’s disks',
      scope: 'host',
      method: 'saturation',
      ...inContainer(parts.audit, ['cat', '/proc/pressure/io', '/proc/diskstats']),
    };
    const seconds = request.windowMs / 1000;
    const queues = disksOf(parts, seconds).flatMap(({ name, queue }) =>
      queue === undefined ? [] : [{ name, queue }],
    );
    const [longest] = queues.toSorted((a, b) => b.queue - a.queue);
    const details = [
      ...queues.map(({ name, queue }) => line(`${name}: ${queue.toFixed(2)} requests at once`)),
      ...ownDetails(parts),
    ];
    const pressure = ioPressure(parts, seconds);
    if (pressure !== undefined) {
      return [
        measuredCheck(base, {
          threshold: 'io-pressure',
          value: pressure,
          measured: `some task waited ${percent(pressure)} of the time`,
          reasons: {
            ok: 'Tasks hardly wait for disks.',
            warning: 'Tasks of the node wait for disks.',
            problem: 'Tasks of the node wait for disks most of the time.',
          },
          details,
        }),
      ];
    }
    if (longest === undefined) return [unknownCheck(base, noDisks(parts))];
    return [
      measuredCheck(base, {
        threshold: 'disk-queue',
        value: longest.queue,
        measured: `${longest.queue.toFixed(2)} requests at once on ${longest.name}`,
        reasons: { ok: 'No queue of requests.', warning: 'Requests queue at the disk.' },
        details,
      }),
    ];
  },
});

function ioPressure(parts: HostParts, seconds: number): number | undefined {
  const { nodeExporter, nodeStats } = parts;
  const proc = procOfNode(parts);
  return (
    percentOf(increase(exported(nodeExporter, 'node_pressure_io_waiting_seconds_total')), seconds) ??
    (proc.trusted ? pressurePercent(proc.host.pressure?.io?.some, proc.seconds) : undefined) ??
    (nodeStats.known ? nodeStats.value.pressure?.io?.some : undefined)
  );
}

function ownDetails({ sample }: HostParts): ReturnType<typeof line>[] {
  if (!sample.known) return [];
  const own = pressurePercent(sample.value.cgroup.pressure.io, sample.value.to - sample.value.from);
  return own === undefined ? [] : [line(`This container itself waited ${percent(own)} of the time`)];
}
