import type { Check } from '../../../contracts/diagnosis.ts';
import type { PeerEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { ConnectionSample, NetworkSample } from '../../../contracts/sample-evidence.ts';
import { counted, number } from '../../../units.ts';
import { execCommand } from '../../command.ts';
import { listed } from '../../words.ts';
import { plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { peerLabel } from './peer-label.ts';

/** Outbound connections with the Services and pods behind them, as a table. */
export const connections = checkRule({
  stage: 'dependency-services',
  needs: ['audit', 'sample', 'peers'],
  judge: ({ audit, sample, peers }): Check[] => {
    const [subject] = audit.containers;
    const base: CheckBase = {
      id: 'connections',
      title: 'Whom it talks to',
      scope: 'pod',
      ...(subject && { command: execCommand(subject, ['cat', '/proc/net/tcp', '/proc/net/tcp6']) }),
    };
    if (!sample.known) return [unknownCheck(base, sample.problem)];
    const { network } = sample.value;
    if (network.looks === 0) return [unknownCheck(base, 'The tables of connections could not be read.')];
    const outbound = network.connections
      .filter(({ direction }) => direction === 'out')
      .toSorted((a, b) => b.looks - a.looks || (a.remote < b.remote ? -1 : 1));
    const known = new Map(peers.known ? peers.value.map((peer) => [peer.remote, peer]) : []);
    const why = peers.known ? undefined : peers.problem.message;
    return [
      plainCheck(base, {
        verdict: network.truncated ? 'notice' : 'ok',
        measured: counted(outbound.length, 'peer'),
        value: outbound.length,
        reason: reasonOf({ network, outbound, known, why }),
        details: table(
          ['peer', 'kind', 'most at once', 'looks', 'connecting', 'unacknowledged', 'unread'],
          outbound.map((each) => row(each, known.get(each.remote), network.looks)),
        ),
      }),
    ];
  },
});

function reasonOf(input: {
  network: NetworkSample;
  outbound: readonly ConnectionSample[];
  known: ReadonlyMap<string, PeerEvidence>;
  why: string | undefined;
}): string {
  const { network, outbound, known, why } = input;
  const looks = `in ${counted(network.looks, 'look')} at the table of connections`;
  if (outbound.length === 0) return `No connection to another address was seen ${looks}.`;
  const names = outbound.map(({ remote }) => {
    const peer = known.get(remote);
    return peer === undefined ? remote : peerLabel(peer);
  });
  const cut = network.truncated ? ' The tables were too long to be read whole.' : '';
  const nameless =
    why === undefined ? '' : ` Which Services these are is unknown: ${why.replace(/\.$/, '')}.`;
  return `It talked to ${listed(names, 5)} ${looks}.${cut}${nameless}`;
}

function row(connection: ConnectionSample, peer: PeerEvidence | undefined, looks: number): string[] {
  const { remote, states, looksConnecting, looksUnacked, looksUnread } = connection;
  const most = Object.entries(states).map(([state, count]) => `${number(count)} ${state}`);
  return [
    peer === undefined ? remote : peerLabel(peer),
    peer?.kind ?? '',
    most.join(', '),
    `${connection.looks} of ${looks}`,
    ...[looksConnecting, looksUnacked, looksUnread].map((count) =>
      count === 0 ? '' : `${count} of ${looks}`,
    ),
  ];
}
