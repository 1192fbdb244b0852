import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import { percent } from '../../../units.ts';
import { HOST_PARTS, type HostParts } from '../../figures/node/parts.ts';
import { nodePressure, type Figure } from '../../figures/node/pressure.ts';
import { pressurePercent } from '../../figures/window/rates.ts';
import { line, table } from '../details.ts';
import { sign, type Sign } from './signs.ts';

/** What nearly all checks of the node have in common. */
export const OF_HOST = { stage: 'host-resources', scope: 'host', needs: HOST_PARTS } as const;

/** In how much of the window some task of the node waited for a resource. */
export function pressureSign(
  parts: HostParts,
  resource: keyof typeof PRESSURES,
  windowSeconds: number,
): Sign[] {
  const waited = nodePressure(parts, resource, windowSeconds);
  return sign(PRESSURES[resource], waited, (share) => `some task waited ${percent(share)} of the time`);
}

const PRESSURES = { cpu: 'cpu-pressure', memory: 'memory-pressure', io: 'io-pressure' } as const;

/** The same of the container, where its cgroup tells. */
export function ownWait(
  { sample }: Pick<HostParts, 'sample'>,
  resource: keyof typeof PRESSURES,
): CheckDetail[] {
  if (!sample.known) return [];
  const { cgroup, from, to } = sample.value;
  const own = pressurePercent(cgroup.pressure[resource], to - from);
  return own === undefined ? [] : [line(`This container itself waited ${percent(own)} of the time`)];
}

/** A figure as each of its sources tells it. */
export function bySource(what: string, sources: readonly Figure[]): CheckDetail[] {
  return table(
    ['Source', what],
    sources.map(({ source, value }) => [source, percent(value)]),
  );
}
