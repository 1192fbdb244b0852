import { counted, number } from '../../../units.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { inContainer } from '../../figures/subject.ts';
import { dependenciesOf, PEER_PARTS, type Dependency } from '../../figures/peers/dependencies.ts';

const MOST_NAMED = 5;

/** Outbound connections with the Services and pods behind them, as a table. */
export const connections = defineCheck({
  stage: 'dependency-services',
  id: 'connections',
  title: 'Whom it talks to',
  scope: 'pod',
  decides: true,
  needs: PEER_PARTS,
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/net/tcp', '/proc/net/tcp6']),
  look: (parts) => {
    const { sample, peers } = parts;
    if (!sample.known) return { unknown: sample.problem };
    const { looks, truncated } = sample.value.network;
    if (looks === 0) return { unknown: 'The tables of connections could not be read.' };
    const talked = dependenciesOf(parts)
      .filter(({ connection }) => connection !== undefined)
      .toSorted((a, b) => (b.connection?.looks ?? 0) - (a.connection?.looks ?? 0));
    const seen = `in ${counted(looks, 'look')} at the table of connections`;
    const cut = truncated ? ' The tables were too long to be read whole.' : '';
    const nameless = peers.known
      ? ''
      : ` Which Services these are is unknown: ${peers.problem.message.replace(/\.$/, '')}.`;
    return {
      verdict: truncated ? 'notice' : 'ok',
      measured: counted(talked.length, 'peer'),
      value: talked.length,
      reason:
        talked.length === 0
          ? `No connection to another address was seen ${seen}.`
          : `It talked to ${listed(
              talked.map(({ label }) => label),
              MOST_NAMED,
            )} ${seen}.${cut}${nameless}`,
      details: table(
        ['peer', 'kind', 'most at once', 'looks', 'connecting', 'unacknowledged', 'unread'],
        talked.map((each) => row(each, looks)),
      ),
    };
  },
});

function row({ label, peer, connection }: Dependency, looks: number): string[] {
  if (connection === undefined) return [];
  const { states, looksConnecting, looksUnacked, looksUnread } = connection;
  const most = Object.entries(states).map(([state, count]) => `${number(count)} ${state}`);
  return [
    label,
    peer?.kind ?? '',
    most.join(', '),
    `${connection.looks} of ${looks}`,
    ...[looksConnecting, looksUnacked, looksUnread].map((count) =>
      count === 0 ? '' : `${count} of ${looks}`,
    ),
  ];
}
