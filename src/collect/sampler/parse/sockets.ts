import type { ConnectionSample, ListenerSample, NetworkSample } from '../../../contracts/sample-evidence.ts';
import { isBigEndian, parseEndpoint, type Endpoint } from './address.ts';
import { words } from './numbers.ts';
import { openIn, type OpenLook } from './open-connections.ts';
import type { Reading } from './reading.ts';

const MOST_CONNECTIONS = 200;
const MOST_LISTENERS = 200;
const DNS_PORT = 53;
/** What the sampler reads of one table, less one row. */
const CUT_AT = 65_536 - 256;

/** https://github.com/torvalds/linux/blob/master/include/net/tcp_states.h */
const STATES: Record<string, string> = {
  '01': 'ESTABLISHED',
  '02': 'SYN_SENT',
  '03': 'SYN_RECV',
  '04': 'FIN_WAIT1',
  '05': 'FIN_WAIT2',
  '06': 'TIME_WAIT',
  '07': 'CLOSE',
  '08': 'CLOSE_WAIT',
  '09': 'LAST_ACK',
  '0A': 'LISTEN',
  '0B': 'CLOSING',
};

interface Row {
  local: Endpoint;
  remote: Endpoint;
  state: string;
  sent: number;
  received: number;
  retransmits: number;
}

type Sockets = Pick<NetworkSample, 'looks' | 'listeners' | 'connections' | 'truncated'>;

/** The tables of sockets of all looks, folded: who listens, and who talks to whom. */
export function parseSockets(reading: Reading): Sockets {
  const tables = tablesOf(reading, 'tcp');
  const lines = tables.map((files) => files.flat().map(words));
  const bigEndian = isBigEndian(lines.flat().map((row) => row[1] ?? ''));
  const looks = lines.map((rows) => rows.flatMap((row) => parseRow(row, bigEndian)));
  const listening = new Set(
    looks
      .flat()
      .filter(listens)
      .map(({ local }) => local.port),
  );
  const connections = connectionsOf(looks, listening);
  const listeners = listenersOf(looks);
  return {
    looks: looks.length,
    listeners: listeners.slice(0, MOST_LISTENERS),
    connections: connections.slice(0, MOST_CONNECTIONS),
    truncated:
      connections.length > MOST_CONNECTIONS ||
      tables.flat().some((rows) => rows.reduce((sum, line) => sum + line.length + 1, 0) >= CUT_AT),
  };
}

/**
 * How many UDP sockets each look found connected to a port 53: a resolver’s, until its answer is there. Undefined where
 * the tables of UDP could not be read. https://man7.org/linux/man-pages/man5/proc_pid_net.5.html
 */
export function parseAsking(reading: Reading): number[] | undefined {
  const tables = tablesOf(reading, 'udp');
  if (tables.every((files) => files.length === 0)) return undefined;
  return tables.map(
    (files) =>
      files
        .flat()
        .filter((line) => parseRow(words(line), false).some(({ remote }) => remote.port === DNS_PORT)).length,
  );
}

/** The lines of the tables of a protocol, for each look. */
function tablesOf({ sockets }: Reading, protocol: 'tcp' | 'udp'): string[][][] {
  return sockets.map(({ files }) =>
    [...files].flatMap(([path, lines]) => (path.startsWith(`/proc/net/${protocol}`) ? [lines] : [])),
  );
}

function parseRow(row: readonly string[], bigEndian: boolean): Row[] {
  const [, localText, remoteText, code = '', queues = '', , retransmits = ''] = row;
  const local = parseEndpoint(localText, bigEndian);
  const remote = parseEndpoint(remoteText, bigEndian);
  const state = STATES[code.toUpperCase()];
  const [, sent, received] = /^([0-9A-F]{8}):([0-9A-F]{8})$/i.exec(queues) ?? [];
  if (!local || !remote || state === undefined || sent === undefined || received === undefined) return [];
  if (!/^[0-9A-F]{8}$/i.test(retransmits)) return [];
  const [s, r, t] = [sent, received, retransmits].map((hex) => Number.parseInt(hex, 16));
  return [{ local, remote, state, sent: s!, received: r!, retransmits: t! }];
}

function listens({ state }: Row): boolean {
  return state === 'LISTEN';
}

function listenersOf(looks: readonly (readonly Row[])[]): ListenerSample[] {
  const found = new Map<string, ListenerSample>();
  for (const look of looks) {
    const queued = new Map<string, number>();
    for (const { local, received } of look.filter(listens)) {
      const key = `${local.address} ${local.port}`;
      if (!found.has(key)) found.set(key, { ...local, mostQueued: 0, looksQueued: 0 });
      // With SO_REUSEPORT an address has several sockets.
      queued.set(key, (queued.get(key) ?? 0) + received);
    }
    for (const [key, count] of queued) {
      const listener = found.get(key)!;
      listener.mostQueued = Math.max(listener.mostQueued, count);
      if (count > 0) listener.looksQueued += 1;
    }
  }
  return [...found.values()].toSorted((a, b) => b.mostQueued - a.mostQueued || a.port - b.port);
}

function connectionsOf(
  looks: readonly (readonly Row[])[],
  listening: ReadonlySet<number>,
): ConnectionSample[] {
  const found = new Map<string, ConnectionSample>();
  for (const look of looks) {
    const groups = Map.groupBy(
      look.filter((row) => !listens(row)),
      (row) => keyOf(row, listening),
    );
    for (const [key, rows] of groups) {
      const known = found.get(key) ?? newConnection(rows[0]!, listening);
      found.set(key, known);
      addLook(known, rows);
    }
  }
  const open = looks.map((look) => openLook(look, listening));
  return [...found]
    .map(([key, connection]) => ({ ...connection, ...openIn(open, key) }))
    .toSorted((a, b) => size(b) - size(a));
}

function openLook(look: readonly Row[], listening: ReadonlySet<number>): OpenLook {
  const found = new Map<string, Set<string>>();
  for (const row of look) {
    if (row.state !== 'ESTABLISHED') continue;
    const key = keyOf(row, listening);
    found.set(key, (found.get(key) ?? new Set()).add(`${join(row.local)} ${join(row.remote)}`));
  }
  return found;
}

function size({ states }: ConnectionSample): number {
  return Object.values(states).reduce((sum, count) => sum + count, 0);
}

function keyOf({ local, remote }: Row, listening: ReadonlySet<number>): string {
  return listening.has(local.port) ? `in :${local.port}` : `out ${join(remote)}`;
}

function join({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function newConnection({ local, remote }: Row, listening: ReadonlySet<number>): ConnectionSample {
  const counts = {
    states: {},
    looks: 0,
    looksConnecting: 0,
    looksUnacked: 0,
    looksUnread: 0,
    mostRetransmits: 0,
  };
  return listening.has(local.port)
    ? { direction: 'in', remote: `:${local.port}`, port: local.port, ...counts }
    : { direction: 'out', remote: join(remote), address: remote.address, port: remote.port, ...counts };
}

function addLook(connection: ConnectionSample, rows: readonly Row[]): void {
  for (const [state, { length }] of Map.groupBy(rows, (row) => row.state))
    connection.states[state] = Math.max(connection.states[state] ?? 0, length);
  connection.looks += 1;
  // What is not connected yet waits for its SYN to be acknowledged, and is counted as that.
  const connected = rows.filter(({ state }) => state !== 'SYN_SENT' && state !== 'TIME_WAIT');
  if (rows.some(({ state }) => state === 'SYN_SENT')) connection.looksConnecting += 1;
  if (connected.some(({ sent }) => sent > 0)) connection.looksUnacked += 1;
  if (connected.some(({ received }) => received > 0)) connection.looksUnread += 1;
  for (const { retransmits } of rows)
    connection.mostRetransmits = Math.max(connection.mostRetransmits, retransmits);
}
