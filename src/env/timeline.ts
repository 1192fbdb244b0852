import { variableBytes } from './bytes.ts';
import type { Declared } from './declared.ts';
import type { LinkFamily } from './ghosts.ts';
import { newerServices, serviceKey, type Prediction } from './prediction.ts';
import type { LinkVariable } from './service-links.ts';
import { originTotals, type AttributedVariable, type VariableOrigin } from './origins.ts';

/** What Services put into a container: variables, bytes of the block, and how many Services. */
export interface LinkTotals {
  variables: number;
  bytes: number;
  services: number;
}

/**
 * What the container would get from Services if it started now: every predicted name once, without those that the
 * spec hides. Where two Services claim a name, the longer value counts.
 */
export function nextRestart(prediction: Prediction, declared: Declared): LinkTotals {
  return totalsOf(prediction.variables, declared);
}

/**
 * What it got when it started: the Services that were there then (by creation time, seconds), plus the ghosts.
 * A container that never started is taken to start now.
 */
export function atStart(input: {
  prediction: Prediction;
  declared: Declared;
  ghosts: readonly LinkFamily[];
  startedAt?: string | undefined;
}): LinkTotals {
  const { prediction, declared, ghosts, startedAt } = input;
  if (startedAt === undefined) return nextRestart(prediction, declared);
  const newer = newerServices(prediction, startedAt);
  const older = prediction.variables.filter((variable) => !newer.has(serviceKey(variable)));
  return addFamilies(totalsOf(older, declared), ghosts);
}

/** What it has from Services now, as it said itself. */
export function inContainer(variables: readonly AttributedVariable[]): LinkTotals {
  const fromServices = variables.filter(({ origin }) => LINK_ORIGINS.has(origin));
  const totals = Object.values(originTotals({ variables: fromServices, unnamed: 0 }));
  const services = new Set(fromServices.map(({ source }) => source?.split(' ')[0]));
  return {
    variables: fromServices.length,
    bytes: totals.reduce((sum, { bytes }) => sum + bytes, 0),
    services: services.size,
  };
}

const LINK_ORIGINS: ReadonlySet<VariableOrigin> = new Set(['service-link', 'kubernetes', 'ghost']);

function totalsOf(variables: readonly LinkVariable[], declared: Declared): LinkTotals {
  const sizes = new Map<string, number>();
  for (const { name, value } of variables) {
    if (declared.variables.has(name)) continue;
    const bytes = variableBytes(name, Buffer.byteLength(value));
    sizes.set(name, Math.max(bytes, sizes.get(name) ?? 0));
  }
  return {
    variables: sizes.size,
    bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    services: new Set(variables.map(({ service }) => service)).size,
  };
}

function addFamilies(totals: LinkTotals, families: readonly LinkFamily[]): LinkTotals {
  return {
    variables: totals.variables + families.reduce((sum, { variables }) => sum + variables.length, 0),
    bytes: totals.bytes + families.reduce((sum, { bytes }) => sum + bytes, 0),
    services: totals.services + families.length,
  };
}
