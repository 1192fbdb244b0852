import type { ConnectionSample } from '../../../contracts/sample-evidence.ts';
import { counted } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { inContainer } from '../../figures/subject.ts';
import { isReached } from '../../figures/thresholds.ts';
import { dependenciesOf, PEER_PARTS, type PeerParts } from '../../figures/peers/dependencies.ts';

const OF_TRAFFIC = {
  stage: 'dependency-services',
  scope: 'pod',
  needs: PEER_PARTS,
  shownBy: ({ audit }: PeerParts) => inContainer(audit, ['cat', '/proc/net/tcp', '/proc/net/tcp6']),
} as const;

/** Connections that do not open: the peer, or something on the way, does not answer. */
export const peerConnecting = defineCheck({
  ...OF_TRAFFIC,
  id: 'peer-connecting',
  title: 'Connections being opened',
  threshold: 'peer-connecting',
  look: (parts) =>
    forConnections(parts, ({ looksConnecting }, looks) => ({
      value: looksConnecting,
      measured: `in ${looksConnecting} of ${counted(looks, 'look')}`,
      reasons: {
        ok: 'Connections to it open at once.',
        notice: 'One look met a connection while it was being opened, which can be chance.',
        warning:
          'Connections to it wait for an answer (SYN_SENT): it is down, overloaded, or a firewall or a NetworkPolicy drops the packets.',
      },
    })),
});

/** Data that a peer does not acknowledge, or that the app does not read. */
export const peerUnacked = defineCheck({
  ...OF_TRAFFIC,
  id: 'peer-unacked',
  title: 'Unacknowledged data',
  threshold: 'peer-unacked',
  look: (parts) =>
    forConnections(parts, (each, looks) => ({
      value: each.mostRetransmits,
      ...(each.looksConnecting > 0 && each.looksUnacked === 0 ? ofOpening(each) : ofData(each, looks)),
    })),
});

type Told = Pick<Extract<Finding, { reasons: unknown }>, 'measured' | 'reasons'>;

function ofOpening({ mostRetransmits }: ConnectionSample): Told {
  const times = `up to ${counted(mostRetransmits, 'time')} in a row`;
  const again = `The packet that opens a connection was sent again ${times}`;
  return {
    measured: times,
    reasons: {
      ok: 'Nothing had to be sent again.',
      notice: `${again}.`,
      warning: `${again}: nobody answers it.`,
    },
  };
}

function ofData({ mostRetransmits, looksUnacked, looksUnread }: ConnectionSample, looks: number): Told {
  const waits = isReached('peer-unread', percentOf(looksUnread, looks))
    ? ` In ${looksUnread} of ${counted(looks, 'look')} data of this peer waited to be read: it is the app that does not keep up with it.`
    : '';
  const unacked = `In ${looksUnacked} of ${counted(looks, 'look')} sent data was not acknowledged yet`;
  return {
    measured: `sent again ${mostRetransmits === 0 ? 'never' : `up to ${counted(mostRetransmits, 'time')} in a row`}`,
    reasons: {
      ok: `${unacked}, and nothing had to be sent again.${waits}`,
      notice: `${unacked}, and some of it was sent again once.${waits}`,
      warning: `${unacked}, and some was sent again several times in a row: packets are lost, or the peer hangs.${waits}`,
    },
  };
}

/** A finding for each dependency that connections were seen to. */
function forConnections(
  parts: PeerParts,
  judge: (connection: ConnectionSample, looks: number) => Finding,
): Finding | Finding[] {
  const { sample } = parts;
  if (!sample.known) return { unknown: sample.problem };
  const { looks } = sample.value.network;
  return dependenciesOf(parts).flatMap(({ connection, label }) =>
    connection === undefined ? [] : [{ subject: label, ...judge(connection, looks) }],
  );
}
