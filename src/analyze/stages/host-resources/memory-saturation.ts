import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { perSecond, sumKnown } from '../../figures/window/rates.ts';
import { inContainer } from '../../figures/subject.ts';
import { exported, procOfNode, whyNoFigure, type HostParts } from '../../figures/node/parts.ts';
import { OF_HOST, ownWait, pressureSign } from './of-host.ts';
import { sign, worstSign, type Sign } from './signs.ts';

/** Whether tasks of the node wait for memory: stalls, pages read back from disk, swapping. */
export const memorySaturation = defineCheck({
  ...OF_HOST,
  id: 'memory-saturation',
  title: 'Waiting for the node’s memory',
  method: 'saturation',
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/pressure/memory', '/proc/vmstat']),
  look: (parts, { request }) => {
    const signs = signsOf(parts, request.windowMs / 1000);
    const worst = worstSign(signs);
    if (worst === undefined) return { unknown: whyNoFigure(parts) };
    return {
      ...worst,
      reasons: {
        ok: 'Nothing on the node waits for memory.',
        notice: 'The node is a little short of memory.',
        warning: 'The node is short of memory: tasks wait until pages are freed or read back.',
        problem: 'The node is so short of memory that much of its time is lost to it.',
      },
      details: [...signs.map(({ measured }) => line(measured)), ...ownDetails(parts)],
    };
  },
});

function signsOf(parts: HostParts, windowSeconds: number): Sign[] {
  const { host, seconds } = procOfNode(parts);
  const of = (name: string): number | undefined =>
    perSecond(exported(parts.nodeExporter, `node_vmstat_${name}`), windowSeconds) ??
    perSecond(host.vmstat?.[name], seconds);
  return [
    ...pressureSign(parts, 'memory', windowSeconds),
    ...sign('major-faults', of('pgmajfault'), (rate) => `${rate.toFixed(1)} pages read back a second`),
    ...sign(
      'swapping',
      sumKnown([of('pswpin'), of('pswpout')]),
      (rate) => `${rate.toFixed(1)} pages swapped a second`,
    ),
  ];
}

function ownDetails(parts: HostParts): CheckDetail[] {
  const { processes } = parts.sample.known ? parts.sample.value : {};
  const faults = processes?.known === true ? processes.value.main?.majorFaults : undefined;
  return [
    ...ownWait(parts, 'memory'),
    ...(faults === undefined ? [] : [line(`Its main process read back ${faults} pages in the window`)]),
  ];
}
