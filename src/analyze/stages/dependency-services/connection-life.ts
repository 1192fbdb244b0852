import type { Check, CheckDetail } from '../../../contracts/diagnosis.ts';
import type { PeerEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { NetworkSample, SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { counted, duration } from '../../../units.ts';
import { listed } from '../../words.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { inContainer } from '../subject.ts';
import { alikePeers, connectionFigures, type ConnectionFigures } from './connection-figures.ts';
import { peerLabel } from './peer-label.ts';

const DIRECTIONS = { in: 'to the app', out: 'from the app' } as const;
type Direction = keyof typeof DIRECTIONS;

/** How long connections to the app and from it live, where they come and go. */
export const connectionLife = checkRule({
  stage: 'dependency-services',
  needs: ['audit', 'sample', 'peers'],
  judge: ({ audit, sample, peers }): Check[] =>
    (Object.keys(DIRECTIONS) as Direction[]).map((direction) => {
      const base: CheckBase = {
        id: 'connection-life',
        subject: DIRECTIONS[direction],
        title: 'Life of connections',
        scope: 'pod',
        ...inContainer(audit, ['cat', '/proc/net/snmp', '/proc/net/tcp', '/proc/net/tcp6']),
      };
      if (!sample.known) return unknownCheck(base, sample.problem);
      if (sample.value.requests.some(({ requests }) => requests.length > 0)) {
        return unknownCheck(base, 'The requests that were asked for are among them.');
      }
      const figures = connectionFigures(sample.value, direction);
      if (figures === undefined) return unknownCheck(base, 'Open connections were not counted often enough.');
      return judge(base, figures, {
        direction,
        sample: sample.value,
        peers: peers.known ? peers.value : [],
      });
    }),
});

function judge(
  base: CheckBase,
  figures: ConnectionFigures,
  looked: { direction: Direction; sample: SampleEvidence; peers: readonly PeerEvidence[] },
): Check {
  const { lifeMs, keepAlive, opened, lasting, turning, seconds } = figures;
  const { direction, sample, peers } = looked;
  const details = detailsOf(figures, sample.network, direction);
  if (lifeMs === undefined) {
    const few = `${counted(opened, 'connection')} opened in ${duration(seconds * 1000)}`;
    return plainCheck(base, {
      verdict: 'ok',
      measured: `${few}, ${lasting} open all the time`,
      reason:
        lasting + turning === 0
          ? 'None was open when it was looked at.'
          : 'They stay open, as connections do that are kept for a next request: how long a request takes cannot be told from them.',
      details,
    });
  }
  const check = measuredCheck(base, {
    threshold: 'connection-life',
    value: lifeMs,
    measured: `${duration(lifeMs)} on average`,
    reasons: {
      ok: 'No request on them takes long.',
      notice:
        keepAlive === undefined
          ? 'So long may a request take, or a client keep a connection that it does not use.'
          : `That is close to ${keepAlive}, so it need not be work.`,
    },
    details,
  });
  const alike = alikePeers(sample.network, figures, peers);
  if (direction === 'out' || check.verdict === 'ok' || keepAlive !== undefined || alike.length === 0)
    return check;
  const names = listed(
    alike.map(({ remote }) => {
      const peer = peers.find((each) => each.remote === remote);
      return peer === undefined ? remote : peerLabel(peer);
    }),
  );
  const reason = `Meanwhile about as many are open to ${names}: requests to the app may wait there.`;
  return { ...check, verdict: 'warning', reason };
}

/** In TIME_WAIT for 60 s: https://github.com/torvalds/linux/blob/master/include/net/tcp.h (TCP_TIMEWAIT_LEN) */
const TIME_WAIT_SECONDS = 60;

function detailsOf(figures: ConnectionFigures, network: NetworkSample, direction: Direction): CheckDetail[] {
  const { opened, seconds, turning, lasting } = figures;
  const closed = network.connections
    .filter((each) => each.direction === direction)
    .reduce((sum, { states }) => sum + (states['TIME_WAIT'] ?? 0), 0);
  return [
    line(
      `${turning.toFixed(1)} that come and go were open on average, and ${(opened / seconds).toFixed(2)} were opened a second; ${lasting} stayed open all the time`,
    ),
    ...(closed === 0
      ? []
      : [
          line(
            `${closed} in TIME_WAIT: this side closed ${(closed / TIME_WAIT_SECONDS).toFixed(1)} a second in the last minute`,
          ),
        ]),
  ];
}
