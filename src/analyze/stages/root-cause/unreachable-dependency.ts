import { counted } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { listed } from '../../words.ts';
import { peerLabel } from '../dependency-services/peer-label.ts';
import { THRESHOLDS, verdictOn } from '../thresholds.ts';
import { isBad } from '../threshold.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { allowExec, askUrl } from './hints.ts';
import { advice } from './mends.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** Something that the app wants to talk to does not answer at all. */
export const unreachableDependency = defineCause({
  id: 'unreachable-dependency',
  title: 'A dependency cannot be reached',
  topic: 'unreachable dependencies',
  shownBy: ['peer-endpoints', 'peer-connecting', 'url-errors'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { sample, urls } = facts;
  if (sample === undefined) {
    return open('its connections could not be seen', [allowExec(facts)]);
  }
  const labels = new Map(
    facts.evidence.peers.known ? facts.evidence.peers.value.map((peer) => [peer.remote, peer]) : [],
  );
  const stuck = sample.network.connections
    .filter(
      ({ direction, looksConnecting }) =>
        direction === 'out' && isBad(verdictOn('peer-connecting', looksConnecting)),
    )
    .toSorted((a, b) => b.looksConnecting - a.looksConnecting || (a.remote < b.remote ? -1 : 1));
  const refused = urls.filter(({ target, unreached, requests }) => !target.own && unreached * 10 >= requests);
  const empty = [...labels.values()].filter(
    ({ endpoints }) => endpoints?.known === true && endpoints.value.ready === 0,
  );
  const [first] = stuck;
  const name = (remote: string): string => {
    const peer = labels.get(remote);
    return peer === undefined ? remote : peerLabel(peer);
  };
  const who = [
    ...new Set([
      ...stuck.map(({ remote }) => name(remote)),
      ...refused.map(({ url }) => url),
      ...empty.map((peer) => peerLabel(peer)),
    ]),
  ];
  const looks =
    first === undefined
      ? ''
      : `; in ${first.looksConnecting} of ${counted(sample.network.looks, 'look')} a connection was still waiting for an answer (SYN_SENT)`;
  const nothing =
    empty.length === 0
      ? ''
      : `; nothing that is ready stands behind ${listed(empty.map((peer) => peerLabel(peer)))}`;
  const peer = first === undefined ? empty[0] : labels.get(first.remote);
  return candidate(
    {
      text: `A dependency does not answer: ${listed(who)}${looks}${nothing}.`,
      points: [
        {
          holds: first !== undefined,
          weight: 3,
          text: first === undefined ? '' : `Connections to ${name(first.remote)} wait for an answer.`,
          check: 'peer-connecting',
        },
        {
          holds: first !== undefined && first.looksConnecting >= THRESHOLDS['peer-connecting'].problem,
          weight: 1,
        },
        {
          holds: first !== undefined && first.mostRetransmits >= THRESHOLDS['peer-unacked'].problem,
          weight: 2,
          text: 'The packet that opens a connection was sent again and again.',
          check: 'peer-unacked',
        },
        {
          holds: empty.length > 0,
          weight: 2,
          text: `Nothing that is ready stands behind ${listed(empty.map((each) => peerLabel(each)))}.`,
          check: 'peer-endpoints',
        },
        {
          holds: refused.length > 0,
          weight: 4,
          text: `${listed(refused.map(({ url, unreached, requests }) => `${unreached} of ${counted(requests, 'request')} to ${url}`))} got no connection.`,
          check: 'url-errors',
        },
      ],
      surer: refused.length > 0 ? [] : [askUrl(facts, 'URL_OF_THE_DEPENDENCY')],
      mends: [
        advice(
          `Look at ${who[0] ?? 'the dependency'}: is it up, and does a NetworkPolicy let this pod through?`,
          'A Service without ready endpoints refuses; a packet that is dropped, or a full accept queue, lets connections wait.',
          peer?.service === undefined
            ? undefined
            : shellLine(['kubectl', 'get', 'endpoints,pods,networkpolicies', '-n', peer.service.namespace]),
        ),
        advice(
          'Give the client a connect timeout',
          'Without one a connection that is not answered is tried for two minutes.',
        ),
      ],
    },
    ruledOut(
      sample.network.connections.some(({ direction }) => direction === 'out')
        ? 'connections to all that it talks to opened at once'
        : 'it was not seen to open a connection to anything',
    ),
  );
}
