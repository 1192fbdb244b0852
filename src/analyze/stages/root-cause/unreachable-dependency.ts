import { counted } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { listed } from '../../words.ts';
import { dependenciesOf, type Dependency } from '../../figures/peers/dependencies.ts';
import { THRESHOLDS, verdictOn } from '../../figures/thresholds.ts';
import { isBad } from '../../figures/threshold.ts';
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
  shownBy: ['peer-endpoints', 'peer-connecting', 'peer-unacked', 'url-errors'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { sample, urls } = facts;
  if (sample === undefined) return open('its connections could not be seen', [allowExec(facts)]);
  const dependencies = dependenciesOf(facts.evidence);
  const stuck = dependencies
    .filter((each) => isBad(verdictOn('peer-connecting', looksConnecting(each))))
    .toSorted((a, b) => looksConnecting(b) - looksConnecting(a));
  const empty = dependencies.filter(
    ({ peer }) => peer?.endpoints?.known === true && peer.endpoints.value.ready === 0,
  );
  const refused = urls.filter(({ target, unreached, requests }) => !target.own && unreached * 10 >= requests);
  const [first] = stuck;
  const who = [
    ...new Set([...[...stuck, ...empty].map(({ label }) => label), ...refused.map(({ url }) => url)]),
  ];
  const looks =
    first === undefined
      ? ''
      : `; in ${looksConnecting(first)} of ${counted(sample.network.looks, 'look')} a connection was still waiting for an answer (SYN_SENT)`;
  const nothing = empty.length === 0 ? '' : `; nothing that is ready stands behind ${names(empty)}`;
  const service = (first ?? empty[0])?.peer?.service;
  return candidate(
    {
      text: `A dependency does not answer: ${listed(who)}${looks}${nothing}.`,
      points: [
        {
          holds: first !== undefined,
          weight: 3,
          text: `Connections to ${first?.label} wait for an answer.`,
          check: 'peer-connecting',
        },
        {
          holds: first !== undefined && looksConnecting(first) >= THRESHOLDS['peer-connecting'].problem,
          weight: 1,
        },
        {
          holds: (first?.connection?.mostRetransmits ?? 0) >= THRESHOLDS['peer-unacked'].problem,
          weight: 2,
          text: 'The packet that opens a connection was sent again and again.',
          check: 'peer-unacked',
        },
        {
          holds: empty.length > 0,
          weight: 2,
          text: `Nothing that is ready stands behind ${names(empty)}.`,
          check: 'peer-endpoints',
        },
        {
          holds: refused.length > 0,
          weight: 4,
          text: `${listed(refused.map(({ url, unreached, requests }) => `${unreached} of ${counted(requests, 'request')} to ${url}`))} got no connection.`,
          check: 'url-errors',
        },
      ],
      surer: askUrl(facts, [...stuck, ...empty]),
      mends: [
        advice(
          `Look at ${who[0] ?? 'the dependency'}: is it up, and does a NetworkPolicy let this pod through?`,
          'A Service without ready endpoints refuses; a packet that is dropped, or a full accept queue, lets connections wait.',
          service === undefined
            ? undefined
            : shellLine(['kubectl', 'get', 'endpoints,pods,networkpolicies', '-n', service.namespace]),
        ),
        advice(
          'Give the client a connect timeout',
          'Without one a connection that is not answered is tried for two minutes.',
        ),
      ],
    },
    ruledOut(
      dependencies.some(({ connection }) => connection !== undefined)
        ? 'connections to all that it talks to opened at once'
        : 'it was not seen to open a connection to anything',
    ),
  );
}

function looksConnecting({ connection }: Dependency): number {
  return connection?.looksConnecting ?? 0;
}

function names(dependencies: readonly Dependency[]): string {
  return listed(dependencies.map(({ label }) => label));
}
