import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import type { NetworkSample } from '../../../contracts/sample-evidence.ts';
import { counted, duration } from '../../../units.ts';
import { listed } from '../../words.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { line } from '../details.ts';
import { inContainer } from '../../figures/subject.ts';
import { isReached } from '../../figures/thresholds.ts';
import {
  alikeDependencies,
  connectionFigures,
  type ConnectionFigures,
} from '../../figures/peers/connections.ts';
import { PEER_PARTS, type PeerParts } from '../../figures/peers/dependencies.ts';

const DIRECTIONS = { in: 'to the app', out: 'from the app' } as const;
type Direction = keyof typeof DIRECTIONS;

/** How long connections to the app and from it live, where they come and go. */
export const connectionLife = defineCheck({
  stage: 'dependency-services',
  id: 'connection-life',
  title: 'Life of connections',
  scope: 'pod',
  needs: PEER_PARTS,
  threshold: 'connection-life',
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/net/snmp', '/proc/net/tcp', '/proc/net/tcp6']),
  look: (parts) =>
    (Object.keys(DIRECTIONS) as Direction[]).map((direction) => ({
      subject: DIRECTIONS[direction],
      ...judge(parts, direction),
    })),
});

function judge(parts: PeerParts, direction: Direction): Finding {
  const { sample } = parts;
  if (!sample.known) return { unknown: sample.problem };
  const { network, requests } = sample.value;
  if (requests.some((each) => each.requests.length > 0))
    return { unknown: 'The requests that were asked for are among them.' };
  const figures = connectionFigures(sample.value, direction);
  if (figures === undefined) return { unknown: 'Open connections were not counted often enough.' };
  const { lifeMs, keepAlive, opened, lasting, turning, seconds } = figures;
  const details = detailsOf(figures, network, direction);
  if (lifeMs === undefined) {
    return {
      verdict: 'ok',
      measured: `${counted(opened, 'connection')} opened in ${duration(seconds * 1000)}, ${lasting} open all the time`,
      reason:
        lasting + turning === 0
          ? 'None was open when it was looked at.'
          : 'They stay open, as connections do that are kept for a next request: how long a request takes cannot be told from them.',
      details,
    };
  }
  const measured = `${duration(lifeMs)} on average`;
  const alike = alikeDependencies(parts, figures);
  if (
    direction === 'in' &&
    keepAlive === undefined &&
    alike.length > 0 &&
    isReached('connection-life', lifeMs)
  ) {
    const names = listed(alike.map(({ label }) => label));
    return {
      verdict: 'warning',
      measured,
      value: lifeMs,
      threshold: 'connection-life',
      reason: `Meanwhile about as many are open to ${names}: requests to the app may wait there.`,
      details,
    };
  }
  return {
    value: lifeMs,
    measured,
    reasons: {
      ok: 'No request on them takes long.',
      notice:
        keepAlive === undefined
          ? 'So long may a request take, or a client keep a connection that it does not use.'
          : `That is close to ${keepAlive}, so it need not be work.`,
    },
    details,
  };
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
