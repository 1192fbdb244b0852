import type { NetworkSample } from '../../../contracts/sample-evidence.ts';
import { number, percent } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { inContainer } from '../../figures/subject.ts';
import { dependenciesOf, PEER_PARTS, type Dependency } from '../../figures/peers/dependencies.ts';

/**
 * Each connection to one address and port takes a local port of its own, for a minute longer than it lives on the side
 * that closes it; when none is left, no connection can be opened there (EADDRNOTAVAIL).
 */
export const localPorts = defineCheck({
  stage: 'dependency-services',
  id: 'local-ports',
  title: 'Ports for connections',
  scope: 'pod',
  method: 'utilisation',
  needs: PEER_PARTS,
  threshold: {
    what: 'Local ports that connections to one address and port take, of those that there are',
    unit: '%',
    comparison: 'from',
    warning: 70,
    problem: 90,
    why: 'When the last one is taken, connections fail at once; the values are our choice.',
    source: 'https://docs.kernel.org/networking/ip-sysctl.html',
  },
  shownBy: ({ audit }) =>
    inContainer(audit, ['cat', '/proc/net/sockstat', '/proc/sys/net/ipv4/ip_local_port_range']),
  look: (parts) => {
    const { sample } = parts;
    if (!sample.known) return { unknown: sample.problem };
    const { network } = sample.value;
    const range = network.localPorts;
    if (range === undefined || network.looks === 0)
      return { unknown: 'The ports that there are, or the sockets, could not be read.' };
    const [most] = dependenciesOf(parts).toSorted((a, b) => socketsTo(b) - socketsTo(a));
    const used = most === undefined ? 0 : portsTaken(most, network);
    const all = range.to - range.from + 1;
    const value = percentOf(used, all) ?? 0;
    const where = most === undefined ? 'any dependency' : most.label;
    return {
      value,
      measured: `${percent(value)} (${number(used)} of ${number(all)})`,
      reasons: {
        ok: 'There are ports left for connections.',
        warning: `Nearly all ports for connections to ${where} are taken, most of them by connections that were closed within the last minute: it opens one for each request.`,
        problem: `The ports for connections to ${where} are used up: new ones fail (EADDRNOTAVAIL).`,
      },
      details: [line(`Ports: ${range.from} to ${range.to}`)],
    };
  },
});

function socketsTo({ connection }: Dependency): number {
  return Object.values(connection?.states ?? {}).reduce((sum, count) => sum + count, 0);
}

/** Where the tables were too long to be read whole, its part of what was read is taken for its part of all sockets. */
function portsTaken(most: Dependency, network: NetworkSample): number {
  const seen = socketsTo(most);
  if (!network.truncated || network.sockets === undefined) return seen;
  const read = network.connections.reduce((sum, connection) => sum + socketsTo({ ...most, connection }), 0);
  const { inUse, timeWait } = network.sockets;
  return Math.max(seen, Math.round((seen / Math.max(1, read)) * (inUse + timeWait)));
}
