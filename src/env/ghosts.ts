import type { VariableEvidence } from '../contracts/evidence.ts';
import { variableBytes } from './bytes.ts';

/** A Service that is known by its variables only. */
export interface LinkFamily {
  /** Lower case, with `-` for `_`: the upper-case name does not tell which of the two it was. */
  name: string;
  /** What all its variables begin with, such as `REDIS_MASTER`. */
  prefix: string;
  /** Those of the given names that belong to it. */
  variables: string[];
  /** Their bytes in the block; values of unknown length count as empty. */
  bytes: number;
  /** `6379/TCP`, in the order of port numbers. */
  ports: string[];
}

interface Port {
  number: string;
  protocol: string;
}

/**
 * Complete families of link variables among names that no Service predicts: the traces of Services that were there
 * when the container started. A family is X_SERVICE_HOST, X_SERVICE_PORT, X_PORT and for one port or more
 * X_PORT_n_PROTO with its _PROTO, _PORT and _ADDR; where lengths are known they must fit together. A part may also
 * be in `elsewhere` (names of the container that something else accounts for). Incomplete families are left alone.
 */
export function linkFamilies(
  others: readonly VariableEvidence[],
  elsewhere: { has(name: string): boolean } = new Set<string>(),
): LinkFamily[] {
  const lengths = new Map(others.map(({ name, bytes }) => [name, bytes]));
  const has = (name: string): boolean => lengths.has(name) || elsewhere.has(name);
  const ports = portsByPrefix(others);
  const portNames = portNamesByPrefix(others);
  const families: LinkFamily[] = [];
  for (const { name } of others) {
    if (!name.endsWith('_SERVICE_HOST')) continue;
    const prefix = name.slice(0, -'_SERVICE_HOST'.length);
    const complete = (ports.get(prefix) ?? []).filter((port) => fits({ prefix, port, has, lengths }));
    if (prefix === '' || complete.length === 0) continue;
    if (!has(`${prefix}_SERVICE_PORT`) || !has(`${prefix}_PORT`)) continue;
    const variables = [
      `${prefix}_SERVICE_HOST`,
      `${prefix}_SERVICE_PORT`,
      ...(portNames.get(prefix) ?? []),
      `${prefix}_PORT`,
      ...complete.flatMap((port) => portVariables(prefix, port)),
    ].filter((variable) => lengths.has(variable));
    families.push({
      name: prefix.toLowerCase().replaceAll('_', '-'),
      prefix,
      variables,
      bytes: variables.reduce(
        (sum, variable) => sum + variableBytes(variable, lengths.get(variable) ?? 0),
        0,
      ),
      ports: complete.map(({ number, protocol }) => `${number}/${protocol}`),
    });
  }
  // A container's environment comes in random order.
  return families.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a port's four variables are there and, where lengths are known, agree with the host's. */
function fits(input: {
  prefix: string;
  port: Port;
  has: (name: string) => boolean;
  lengths: ReadonlyMap<string, number | undefined>;
}): boolean {
  const { prefix, port, has, lengths } = input;
  const names = portVariables(prefix, port);
  if (!names.every(has)) return false;
  const [url, protocol, number, address] = names.map((name) => lengths.get(name));
  const host = lengths.get(`${prefix}_SERVICE_HOST`);
  // An IPv6 address has brackets in the URL: two bytes more.
  const urlLength = (host ?? 0) + '://:'.length + port.protocol.length + port.number.length;
  return (
    same(protocol, port.protocol.length) &&
    same(number, port.number.length) &&
    same(address, host) &&
    (host === undefined || same(url, urlLength) || same(url, urlLength + 2))
  );
}

/** Whether two lengths agree, as far as they are known. */
function same(a: number | undefined, b: number | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function portVariables(prefix: string, { number, protocol }: Port): string[] {
  const stem = `${prefix}_PORT_${number}_${protocol}`;
  return [stem, `${stem}_PROTO`, `${stem}_PORT`, `${stem}_ADDR`];
}

function portsByPrefix(others: readonly VariableEvidence[]): Map<string, Port[]> {
  const ports = new Map<string, Port[]>();
  for (const { name } of others) {
    const match = /^(.+)_PORT_(\d{1,5})_(TCP|UDP|SCTP)$/.exec(name);
    if (match === null) continue;
    const [, prefix = '', number = '', protocol = ''] = match;
    append(ports, prefix, { number, protocol });
  }
  for (const list of ports.values()) list.sort((a, b) => Number(a.number) - Number(b.number));
  return ports;
}

/** X_SERVICE_PORT_NAME by X. A name with the marker twice is offered to both prefixes. */
function portNamesByPrefix(others: readonly VariableEvidence[]): Map<string, string[]> {
  const marker = '_SERVICE_PORT_';
  const names = new Map<string, string[]>();
  for (const { name } of others) {
    for (let at = name.indexOf(marker); at >= 0; at = name.indexOf(marker, at + 1)) {
      append(names, name.slice(0, at), name);
    }
  }
  return names;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
