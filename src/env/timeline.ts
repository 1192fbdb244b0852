import { variableBytes } from './bytes.ts';
import type { Declared } from './declared.ts';
import type { LinkFamily } from './ghosts.ts';
import { newerServices, serviceKey, type Prediction } from './prediction.ts';
import type { LinkVariable } from './service-links.ts';
import type { AttributedVariable, VariableOrigin } from './origins.ts';

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
  if (newer.size === 0) return addFamilies(nextRestart(prediction, declared), ghosts);
  const older = prediction.variables.filter((variable) => !newer.has(serviceKey(variable)));
  return addFamilies(totalsOf(older, declared), ghosts);
}

/** What it has from Services now, as it said itself. */
export function inContainer(variables: readonly AttributedVariable[]): LinkTotals {
  const services = new Set<string | undefined>();
  const totals = { variables: 0, bytes: 0 };
  for (const { name, bytes, origin, source } of variables) {
    if (!LINK_ORIGINS.has(origin)) continue;
    totals.variables += 1;
    totals.bytes += variableBytes(name, bytes ?? 0);
    services.add(source?.split(' ', 1)[0]);
  }
  return { ...totals, services: services.size };
}

const LINK_ORIGINS: ReadonlySet<VariableOrigin> = new Set(['service-link', 'kubernetes', 'ghost']);

/** Totals without hidden names, by prediction: the same for nearly all containers of a namespace. */
const unhidden = new WeakMap<readonly LinkVariable[], { names: Set<string>; totals: LinkTotals }>();

function totalsOf(variables: readonly LinkVariable[], declared: Declared): LinkTotals {
  const known = unhidden.get(variables) ?? sumUp(variables);
  unhidden.set(variables, known);
  const hidden = [...declared.variables.keys()].some((name) => known.names.has(name));
  if (!hidden) return known.totals;
  return sumUp(variables.filter(({ name }) => !declared.variables.has(name))).totals;
}

function sumUp(variables: readonly LinkVariable[]): { names: Set<string>; totals: LinkTotals } {
  const sizes = new Map<string, number>();
  for (const { name, value } of variables) {
    const bytes = variableBytes(name, Buffer.byteLength(value));
    sizes.set(name, Math.max(bytes, sizes.get(name) ?? 0));
  }
  const totals = {
    variables: sizes.size,
    bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    services: new Set(variables.map(({ service }) => service)).size,
  };
  return { names: new Set(sizes.keys()), totals };
}

function addFamilies(totals: LinkTotals, families: readonly LinkFamily[]): LinkTotals {
  return {
    variables: totals.variables + families.reduce((sum, { variables }) => sum + variables.length, 0),
    bytes: totals.bytes + families.reduce((sum, { bytes }) => sum + bytes, 0),
    services: totals.services + families.length,
  };
}
