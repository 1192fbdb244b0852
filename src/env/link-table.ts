import { variableBytes } from './bytes.ts';
import { serviceVariables, type LinkVariable, type LinkedService } from './service-links.ts';
import type { LinkTotals } from './timeline.ts';

/** What to sum up. */
export interface TotalsOptions {
  /** Services that are not newer than this (RFC 3339); absent: all. */
  at?: string | undefined;
  /** Names that the spec declares: they hide links. */
  without?: Iterable<string>;
}

/** The variables of some Services by name, and sums over them for any time, without a pass over all names. */
export interface LinkTable {
  /** Every variable of this name, the oldest Service's first. */
  claims: (name: string) => LinkVariable[];
  names: () => Iterable<string>;
  /** Names that two or more Services make. */
  shared: () => Iterable<string>;
  /** The same as `nextRestart` and `atStart` of timeline.ts give for these Services. */
  totals: (options?: TotalsOptions) => LinkTotals;
  /** Bytes of every name there is at a time, the hidden ones included. */
  nameBytes: (at?: string) => number;
  /** Each Service and what it makes, the oldest first. */
  contributions: readonly Contribution[];
}

export interface Contribution extends LinkedService {
  variables: number;
  bytes: number;
}

/** Sums over the oldest Services: index 0 of none, index n of n of them. */
interface Sums {
  variables: Uint32Array;
  bytes: Float64Array;
  nameBytes: Float64Array;
  services: Uint32Array;
  contributions: Contribution[];
}

/**
 * Keeps the names and sums, not the variables: those are made again from their Service when somebody asks for a
 * name. 5,000 Services with 40,000 names take some 4 MB.
 */
export function linkTable(services: readonly LinkedService[]): LinkTable {
  const { linked, times } = oldestFirst(services);
  /** The oldest Service that makes a name, and where there are more, all of them. */
  const owner = new Map<string, number>();
  const owners = new Map<string, number[]>();
  const sums = sumUp(linked, owner, owners);
  const ownersOf = (name: string): number[] => {
    const first = owner.get(name);
    return owners.get(name) ?? (first === undefined ? [] : [first]);
  };
  const variablesOf = (index: number): LinkVariable[] => variables(linked[index]);
  const until = (at: string | undefined): number => (at === undefined ? linked.length : notNewer(times, at));
  return {
    claims: (name) =>
      ownersOf(name).flatMap((index) => variablesOf(index).filter((each) => each.name === name)),
    names: () => owner.keys(),
    shared: () => owners.keys(),
    nameBytes: (at) => sums.nameBytes[until(at)] ?? 0,
    contributions: sums.contributions,
    totals: ({ at, without = [] } = {}) => {
      const end = until(at);
      const totals = {
        variables: sums.variables[end] ?? 0,
        bytes: sums.bytes[end] ?? 0,
        services: sums.services[end] ?? 0,
      };
      const hidden = new Set([...without].filter((name) => owner.has(name)));
      const touched = new Set<number>();
      for (const name of hidden) {
        const there = ownersOf(name).filter((index) => index < end);
        if (there.length === 0) continue;
        totals.variables -= 1;
        totals.bytes -= largest(there.flatMap(variablesOf).filter((each) => each.name === name));
        for (const index of there) touched.add(index);
      }
      for (const index of touched) {
        if (variablesOf(index).every(({ name }) => hidden.has(name))) totals.services -= 1;
      }
      return totals;
    },
  };
}

/** Fills both maps, and sums up Service by Service. Where two claim a name, the longer value counts. */
function sumUp(
  linked: readonly LinkedService[],
  owner: Map<string, number>,
  owners: Map<string, number[]>,
): Sums {
  const sharedBytes = new Map<string, number>();
  const length = linked.length + 1;
  const sums: Sums = {
    variables: new Uint32Array(length),
    bytes: new Float64Array(length),
    nameBytes: new Float64Array(length),
    services: new Uint32Array(length),
    contributions: [],
  };
  let bytes = 0;
  let nameBytes = 0;
  let services = 0;
  for (const [index, service] of linked.entries()) {
    const made = largestOfEach(variables(service));
    if (made.length > 0) services += 1;
    let own = 0;
    for (const { name, value } of made) {
      const size = variableBytes(name, Buffer.byteLength(value));
      own += size;
      const first = owner.get(name);
      if (first === undefined) {
        owner.set(name, index);
        bytes += size;
        nameBytes += Buffer.byteLength(name);
        continue;
      }
      const all = owners.get(name);
      if (all === undefined) owners.set(name, [first, index]);
      else all.push(index);
      const before = sharedBytes.get(name) ?? sizeIn(linked[first], name);
      bytes += Math.max(0, size - before);
      sharedBytes.set(name, Math.max(size, before));
    }
    sums.variables[index + 1] = owner.size;
    sums.bytes[index + 1] = bytes;
    sums.nameBytes[index + 1] = nameBytes;
    sums.services[index + 1] = services;
    sums.contributions.push({ ...service, variables: made.length, bytes: own });
  }
  return sums;
}

/** A manifest can have two ports of one name, which no API server takes: then two variables have one name. */
function largestOfEach(made: readonly LinkVariable[]): readonly LinkVariable[] {
  // One port makes at most 8, all different.
  if (made.length <= 8 || new Set(made.map(({ name }) => name)).size === made.length) return made;
  const sorted = made.toSorted((a, b) => Buffer.byteLength(b.value) - Buffer.byteLength(a.value));
  const byName = new Map<string, LinkVariable>();
  for (const variable of sorted) if (!byName.has(variable.name)) byName.set(variable.name, variable);
  return [...byName.values()];
}

/** How many of the times are not newer than one, as `isNewer` has it: what cannot be read is never newer. */
function notNewer(times: Float64Array, at: string): number {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return times.length;
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** With their creation times; Services of unreadable times come first. */
function oldestFirst(services: readonly LinkedService[]): { linked: LinkedService[]; times: Float64Array } {
  const dated = services
    .map((linked) => ({ linked, ms: known(Date.parse(linked.service.createdAt)) }))
    .toSorted((a, b) => a.ms - b.ms);
  return { linked: dated.map(({ linked }) => linked), times: Float64Array.from(dated, ({ ms }) => ms) };
}

function known(ms: number): number {
  return Number.isNaN(ms) ? Number.MIN_SAFE_INTEGER : ms;
}

function variables(linked: LinkedService | undefined): LinkVariable[] {
  return linked === undefined ? [] : serviceVariables(linked.service, linked.namespace);
}

function sizeIn(linked: LinkedService | undefined, name: string): number {
  return largest(variables(linked).filter((each) => each.name === name));
}

function largest(claims: readonly LinkVariable[]): number {
  return claims.reduce(
    (most, { name, value }) => Math.max(most, variableBytes(name, Buffer.byteLength(value))),
    0,
  );
}
