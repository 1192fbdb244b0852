import type { FirstLast, NetworkSample } from '../../../contracts/sample-evidence.ts';
import { pair, whole, words } from './numbers.ts';
import { lineOf, valueOf, type Files, type Reading } from './reading.ts';
import { parseAsking, parseSockets } from './sockets.ts';

const MOST_PORT = 65_535;

const MOST_INTERFACES = 32;
/** What the checks and people ask for, of some 150 counters. */
const COUNTERS = new Set([
  ...[
    'ActiveOpens',
    'PassiveOpens',
    'AttemptFails',
    'EstabResets',
    'CurrEstab',
    'InSegs',
    'OutSegs',
    'RetransSegs',
    'InErrs',
    'OutRsts',
  ].map((name) => `Tcp.${name}`),
  ...['InErrors', 'NoPorts', 'RcvbufErrors', 'SndbufErrors', 'OutDatagrams', 'InDatagrams'].map(
    (name) => `Udp.${name}`,
  ),
  ...[
    'ListenOverflows',
    'ListenDrops',
    'SyncookiesSent',
    'SyncookiesFailed',
    'TCPReqQFullDrop',
    'TCPReqQFullDoCookies',
    'TCPTimeouts',
    'TCPSynRetrans',
    'TCPLostRetransmit',
    'TCPFastRetrans',
    'TCPMemoryPressures',
    'TCPAbortOnMemory',
    'TCPAbortOnTimeout',
    'TCPAbortFailed',
    'TCPBacklogDrop',
    'PruneCalled',
    'TW',
  ].map((name) => `TcpExt.${name}`),
]);

/** The network namespace of the pod: counters, interfaces, limits, sockets. */
export function parseNetwork(reading: Reading): NetworkSample {
  const { settings, first, last } = reading;
  return {
    counters: countersOf(first.files, last.files),
    interfaces: interfacesOf(first.files, last.files),
    tcpMemory: tcpMemoryOf(settings.files),
    sockets: socketsOf(settings.files),
    conntrack: conntrackOf(settings.files),
    somaxconn: whole(lineOf(settings.files, '/proc/sys/net/core/somaxconn')),
    localPorts: localPortsOf(settings.files),
    asking: parseAsking(reading),
    ...parseSockets(reading),
  };
}

function countersOf(first: Files, last: Files): Record<string, FirstLast> {
  const before = new Map(allCounters(first));
  const entries = allCounters(last).flatMap(([name, value]) => {
    const both = COUNTERS.has(name) ? pair(before.get(name), value) : undefined;
    return both === undefined ? [] : [[name, both] as const];
  });
  return Object.fromEntries(entries);
}

/** Lines come in twos, names above values. */
function allCounters(files: Files): [string, number][] {
  return ['/proc/net/snmp', '/proc/net/netstat'].flatMap((file) => {
    const lines = files.get(file) ?? [];
    return lines.flatMap((line, index) => {
      const [protocol = '', ...names] = words(line);
      const [same, ...values] = words(lines[index + 1]);
      if (protocol !== same || !/^[A-Za-z0-9]{1,20}:$/.test(protocol)) return [];
      return names.flatMap((name, at): [string, number][] => {
        const value = whole(values[at]);
        return value === undefined ? [] : [[`${protocol.slice(0, -1)}.${name}`, value]];
      });
    });
  });
}

function interfacesOf(first: Files, last: Files): NetworkSample['interfaces'] {
  const before = new Map(rowsOf(first));
  return rowsOf(last)
    .flatMap(([name, after]) => {
      const column = (index: number): FirstLast | undefined => pair(before.get(name)?.[index], after[index]);
      const [rxBytes, rxErrors, rxDropped] = [0, 2, 3].map(column);
      const [txBytes, txErrors, txDropped] = [8, 10, 11].map(column);
      return rxBytes && rxErrors && rxDropped && txBytes && txErrors && txDropped
        ? [{ name, rxBytes, txBytes, rxErrors, txErrors, rxDropped, txDropped }]
        : [];
    })
    .slice(0, MOST_INTERFACES);
}

function rowsOf(files: Files): [string, (number | undefined)[]][] {
  return (files.get('/proc/net/dev') ?? []).flatMap((line): [string, (number | undefined)[]][] => {
    const [, name, rest] = /^([\w.@-]{1,32}): *(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, words(rest).map(whole)]];
  });
}

function tcpMemoryOf(files: Files): NetworkSample['tcpMemory'] {
  const page = pageSizeOf(files);
  const used = whole(sockstat(files)['mem']);
  if (used === undefined) return undefined;
  const [, pressure, max] = words(lineOf(files, '/proc/sys/net/ipv4/tcp_mem')).map(whole);
  const bytes = (pages: number | undefined): number | undefined =>
    pages === undefined ? undefined : pages * page;
  return { used: used * page, pressure: bytes(pressure), max: bytes(max) };
}

/** The sampler's own size in bytes and in pages. */
function pageSizeOf(files: Files): number {
  const own = (end: RegExp): string | undefined => {
    const file = [...files.keys()].find((path) => end.test(path));
    return file === undefined ? undefined : lineOf(files, file);
  };
  const stat = own(/^\/proc\/\d+\/stat$/);
  const bytes = whole(words(stat?.slice(stat.lastIndexOf(')') + 1))[20]);
  const pages = whole(words(own(/^\/proc\/\d+\/statm$/))[0]);
  const size = bytes === undefined || pages === undefined ? 0 : bytes / pages;
  return [16_384, 65_536].includes(size) ? size : 4096;
}

function sockstat(files: Files): Record<string, string> {
  const row = words(valueOf(files.get('/proc/net/sockstat'), 'TCP:'));
  return Object.fromEntries(
    row.flatMap((word, index) => (index % 2 === 0 ? [[word, row[index + 1] ?? '']] : [])),
  );
}

function socketsOf(files: Files): NetworkSample['sockets'] {
  const row = sockstat(files);
  const [inUse, orphaned, timeWait] = ['inuse', 'orphan', 'tw'].map((key) => whole(row[key]));
  return inUse === undefined || orphaned === undefined || timeWait === undefined
    ? undefined
    : { inUse, orphaned, timeWait };
}

function conntrackOf(files: Files): NetworkSample['conntrack'] {
  const [count, max] = ['count', 'max'].map((key) =>
    whole(lineOf(files, `/proc/sys/net/netfilter/nf_conntrack_${key}`)),
  );
  return count === undefined || max === undefined ? undefined : { count, max };
}

/** https://docs.kernel.org/networking/ip-sysctl.html (ip_local_port_range) */
function localPortsOf(files: Files): NetworkSample['localPorts'] {
  const [from, to] = words(lineOf(files, '/proc/sys/net/ipv4/ip_local_port_range')).map(whole);
  return from === undefined || to === undefined || from > to || to > MOST_PORT ? undefined : { from, to };
}
