import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import { counted, duration, percent } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { inContainer } from '../../figures/subject.ts';
import { NETDATA } from '../../figures/threshold.ts';
import { disksOf, whyNoDisks } from '../../figures/node/disks.ts';
import { type HostParts } from '../../figures/node/parts.ts';
import { OF_HOST, ownWait, pressureSign } from './of-host.ts';
import { sign } from './signs.ts';

/** Fewer requests than this say nothing about a disk’s speed. */
const ENOUGH_REQUESTS = 10;

const shownBy = ({ audit }: HostParts): { command?: string } =>
  inContainer(audit, ['cat', '/proc/diskstats']);

/** How busy each disk of the node is. */
export const diskUtilisation = defineCheck({
  ...OF_HOST,
  id: 'disk-utilisation',
  title: 'Disk of the node',
  method: 'utilisation',
  most: 'suspect',
  threshold: {
    what: 'Time in which a disk had something to do',
    unit: '%',
    comparison: 'from',
    notice: 60,
    warning: 98,
    why: 'Netdata warns above 98%; the first value is our choice. Disks that work in parallel may still have room.',
    source: `${NETDATA}/disks.conf`,
  },
  shownBy,
  look: (parts, { request }) => {
    const disks = disksOf(parts, request.windowMs / 1000);
    if (disks.length === 0) return { unknown: whyNoDisks(parts) };
    return disks.map(({ name, busyPercent, requests, source }) =>
      busyPercent === undefined
        ? { subject: name, unknown: 'The kernel does not tell how busy it is.' }
        : {
            subject: name,
            value: busyPercent,
            measured: `busy ${percent(busyPercent)} of the time`,
            reasons: {
              ok: 'The disk is idle most of the time.',
              notice: 'The disk is much in use; requests may wait for each other.',
              warning:
                'The disk is in use all the time. A disk that works in parallel may still have room: see its latency.',
            },
            details: [line(`Source: ${source}`), ...requestsOf(requests)],
          },
    );
  },
});

/** How long each disk of the node takes for a request. */
export const diskLatency = defineCheck({
  ...OF_HOST,
  id: 'disk-latency',
  title: 'Latency of a disk of the node',
  method: 'saturation',
  threshold: {
    what: 'Time that a request to a disk took, on average',
    unit: ' ms',
    comparison: 'from',
    warning: 50,
    problem: 200,
    why: 'A turning disk takes about 10 ms, a solid one less than 1 ms; the values are our choice.',
    source: 'https://docs.kernel.org/admin-guide/iostats.html',
  },
  shownBy,
  look: (parts, { request }) => {
    const disks = disksOf(parts, request.windowMs / 1000);
    if (disks.length === 0) return { unknown: whyNoDisks(parts) };
    return disks.flatMap(({ name, latencyMs, requests = 0 }) =>
      latencyMs === undefined
        ? []
        : {
            subject: name,
            value: latencyMs,
            measured: `${duration(latencyMs)} for each request`,
            reasons: {
              ok: 'The disk answers fast.',
              warning: 'The disk answers slowly: who reads or syncs on it waits.',
              problem: 'The disk answers very slowly: who reads or syncs on it waits long.',
            },
            cap:
              requests < ENOUGH_REQUESTS
                ? {
                    verdict: 'notice' as const,
                    reason: `It was slow, but with ${counted(requests, 'request')} in the window that says little.`,
                  }
                : undefined,
            details: requestsOf(requests),
          },
    );
  },
});

/** Whether tasks of the node wait for disks: by pressure where the kernel tells, else by the longest queue. */
export const diskSaturation = defineCheck({
  ...OF_HOST,
  id: 'disk-saturation',
  title: 'Waiting for the node’s disks',
  method: 'saturation',
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/pressure/io', '/proc/diskstats']),
  look: (parts, { request }) => {
    const seconds = request.windowMs / 1000;
    const queues = disksOf(parts, seconds)
      .flatMap(({ name, queue }) => (queue === undefined ? [] : [{ name, queue }]))
      .toSorted((a, b) => b.queue - a.queue);
    const [longest] = queues;
    const [found] = [
      ...pressureSign(parts, 'io', seconds),
      ...sign(
        'disk-queue',
        longest?.queue,
        (queue) => `${queue.toFixed(2)} requests at once on ${longest?.name}`,
      ),
    ];
    if (found === undefined) return { unknown: whyNoDisks(parts) };
    return {
      ...found,
      reasons: {
        ok: 'Tasks hardly wait for disks.',
        warning: 'Tasks of the node wait for disks.',
        problem: 'Tasks of the node wait for disks most of the time.',
      },
      details: [
        ...queues.map(({ name, queue }) => line(`${name}: ${queue.toFixed(2)} requests at once`)),
        ...ownWait(parts, 'io'),
      ],
    };
  },
});

function requestsOf(requests: number | undefined): CheckDetail[] {
  return requests === undefined ? [] : [line(`Requests in the window: ${requests}`)];
}
