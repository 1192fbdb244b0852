import type { Check } from '../../../contracts/diagnosis.ts';
import type { ConnectionSample, NetworkSample } from '../../../contracts/sample-evidence.ts';
import { counted } from '../../../units.ts';
import { execCommand } from '../../command.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { checkRule, type CheckRule } from '../check-rule.ts';
import { percentOf } from '../rates.ts';
import { isReached } from '../thresholds.ts';
import { peerLabel } from './peer-label.ts';

/** Connections that do not open: the peer, or something on the way, does not answer. */
export const peerConnecting = forConnections(
  'peer-connecting',
  'Connections being opened',
  (each, base, { looks }) =>
    measuredCheck(base, {
      threshold: 'peer-connecting',
      value: each.looksConnecting,
      measured: `in ${each.looksConnecting} of ${counted(looks, 'look')}`,
      reasons: {
        ok: 'Connections to it open at once.',
        notice: 'One look met a connection while it was being opened, which can be chance.',
        warning:
          'Connections to it wait for an answer (SYN_SENT): it is down, overloaded, or a firewall or a NetworkPolicy drops the packets.',
      },
    }),
);

/** Data that a peer does not acknowledge, or that the app does not read. */
export const peerUnacked = forConnections('peer-unacked', 'Unacknowledged data', (each, base, { looks }) => {
  const unread = percentOf(each.looksUnread, looks);
  const waits = isReached('peer-unread', unread)
    ? ` In ${each.looksUnread} of ${counted(looks, 'look')} data of this peer waited to be read: it is the app that does not keep up with it.`
    : '';
  if (each.looksConnecting > 0 && each.looksUnacked === 0) {
    const again = `The packet that opens a connection was sent again up to ${counted(each.mostRetransmits, 'time')} in a row`;
    return measuredCheck(base, {
      threshold: 'peer-unacked',
      value: each.mostRetransmits,
      measured: `up to ${counted(each.mostRetransmits, 'time')} in a row`,
      reasons: {
        ok: 'Nothing had to be sent again.',
        notice: `${again}.`,
        warning: `${again}: nobody answers it.`,
      },
    });
  }
  const unacked = `In ${each.looksUnacked} of ${counted(looks, 'look')} sent data was not acknowledged yet`;
  return measuredCheck(base, {
    threshold: 'peer-unacked',
    value: each.mostRetransmits,
    measured: `sent again ${each.mostRetransmits === 0 ? 'never' : `up to ${counted(each.mostRetransmits, 'time')} in a row`}`,
    reasons: {
      ok: `${unacked}, and nothing had to be sent again.${waits}`,
      notice: `${unacked}, and some of it was sent again once.${waits}`,
      warning: `${unacked}, and some was sent again several times in a row: packets are lost, or the peer hangs.${waits}`,
    },
  });
});

/** One check for each outbound peer. */
function forConnections(
  id: string,
  title: string,
  judge: (each: ConnectionSample, base: CheckBase, network: NetworkSample) => Check,
): CheckRule {
  return checkRule({
    stage: 'dependency-services',
    needs: ['audit', 'sample', 'peers'],
    judge: ({ audit, sample, peers }) => {
      const [subject] = audit.containers;
      const base: CheckBase = {
        id,
        title,
        scope: 'pod',
        ...(subject && { command: execCommand(subject, ['cat', '/proc/net/tcp', '/proc/net/tcp6']) }),
      };
      if (!sample.known) return [unknownCheck(base, sample.problem)];
      const { network } = sample.value;
      const labels = new Map(peers.known ? peers.value.map((peer) => [peer.remote, peerLabel(peer)]) : []);
      return network.connections
        .filter(({ direction }) => direction === 'out')
        .toSorted((a, b) => (a.remote < b.remote ? -1 : 1))
        .map((each) => judge(each, { ...base, subject: labels.get(each.remote) ?? each.remote }, network));
    },
  });
}
