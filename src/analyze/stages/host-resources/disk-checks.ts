import type { Check } from '../../../contracts/diagnosis.ts';
import { counted, duration, percent } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { inContainer } from '../subject.ts';
import { unknownCpu } from './cpu-utilisation.ts';
import { disksOf } from './disks.ts';
import { HOST_PARTS, type HostParts } from './parts.ts';

/** Fewer requests than this say nothing about a disk’s speed. */
const ENOUGH_REQUESTS = 10;

/** How busy each disk of the node is. */
export const diskUtilisation = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts, { request }): Check[] => {
    const base: CheckBase = {
      id: 'disk-utilisation',
      title: 'Disk of the node',
      scope: 'host',
      method: 'utilisation',
      ...shownBy(parts),
    };
    const disks = disksOf(parts, request.windowMs / 1000);
    if (disks.length === 0) return [unknownCheck(base, noDisks(parts))];
    return disks.map(({ name, busyPercent, requests, source }) =>
      busyPercent === undefined
        ? unknownCheck({ ...base, subject: name }, 'The kernel does not tell how busy it is.')
        : measuredCheck(
            { ...base, subject: name },
            {
              threshold: 'disk-utilisation',
              value: busyPercent,
              measured: `busy ${percent(busyPercent)} of the time`,
              reasons: {
                ok: 'The disk is idle most of the time.',
                notice: 'The disk is much in use; requests may wait for each other.',
                warning:
                  'The disk is in use all the time. A disk that works in parallel may still have room: see its latency.',
              },
              details: [
                line(`Source: ${source}`),
                ...(requests === undefined ? [] : [line(`Requests in the window: ${requests}`)]),
              ],
            },
          ),
    );
  },
});

/** How long each disk of the node takes for a request. */
export const diskLatency = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts, { request }): Check[] => {
    const base: CheckBase = {
      id: 'disk-latency',
      title: 'Latency of a disk of the node',
      scope: 'host',
      method: 'saturation',
      ...shownBy(parts),
    };
    const disks = disksOf(parts, request.windowMs / 1000);
    if (disks.length === 0) return [unknownCheck(base, noDisks(parts))];
    return disks.flatMap(({ name, latencyMs, requests = 0 }) => {
      if (latencyMs === undefined) return [];
      const few = requests < ENOUGH_REQUESTS;
      return [
        measuredCheck(
          { ...base, subject: name },
          {
            threshold: 'disk-latency',
            value: latencyMs,
            measured: `${duration(latencyMs)} for each request`,
            reasons: {
              ok: 'The disk answers fast.',
              warning: 'The disk answers slowly: who reads or syncs on it waits.',
              problem: 'The disk answers very slowly: who reads or syncs on it waits long.',
            },
            ...(few
              ? {
                  cap: {
                    verdict: 'notice' as const,
                    reason: `It was slow, but with ${counted(requests, 'request')} in the window that says little.`,
                  },
                }
              : {}),
            details: [line(`Requests in the window: ${requests}`)],
          },
        ),
      ];
    });
  },
});

/** Why no disk is known, in a sentence. */
export function noDisks(parts: HostParts): string {
  return parts.sample.known && parts.sample.value.host.disks?.length === 0
    ? 'The container sees no disk of the node.'
    : unknownCpu(parts);
}

function shownBy({ audit }: HostParts): { command?: string } {
  return inContainer(audit, ['cat', '/proc/diskstats']);
}
