import type { Mend } from '../../../contracts/report.ts';
import { listed } from '../../words.ts';
import { shellLine } from '../../command.ts';
import { nameWaits } from '../../figures/peers/name-waits.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import { isIdle, type Facts } from './facts.ts';
import { allowExec, askUrl } from './hints.ts';
import { advice } from './mends.ts';
import { saidBy } from './said.ts';
import { FREE } from './waiting-connections.ts';
import { candidate, contributes, open, ruledOut, type Candidate } from './weigh.ts';

/** DNS is a cause only where something needs it: else a cluster without DNS would be one for every pod. */
export const dns = defineCause({
  id: 'dns',
  title: 'DNS does not answer, or slowly',
  topic: 'DNS',
  shownBy: ['dns-lookup', 'dns-waiting'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  if (facts.sample === undefined) return open('names could not be looked up from inside', [allowExec(facts)]);
  const verdict = facts.verdict('dns-lookup');
  const bad = isBad(verdict);
  const named = facts.urls.filter(({ target }) => target.hostName !== undefined);
  const slow = named.filter((each) => each.slow && each.phase === 'name');
  const failing = named.filter(({ unnamed, requests }) => bad && unnamed * 10 >= requests);
  const needing = [...new Set([...slow, ...failing].map(({ url }) => url))];
  const waiting = isBad(facts.verdict('dns-waiting'));
  const said = saidBy(facts, 'dns-lookup');
  if (needing.length === 0 && !waiting) return withoutNeed(facts, said);
  const waits = nameWaits(facts.sample);
  const sentences = [
    ...(waiting ? [saidBy(facts, 'dns-waiting')] : []),
    ...(bad ? [said] : []),
    ...(needing.length === 0
      ? []
      : [
          `Requests to ${listed(needing)} ${slow.length > 0 ? 'spend their time' : 'fail'} looking up the name: ${[...slow, ...failing][0]?.shape}.`,
        ]),
  ];
  return candidate({
    text: `DNS: ${sentences.join(' ')}`,
    ...(waiting && waits !== undefined ? { share: waits.percent / 100 } : {}),
    points: [
      {
        holds: needing.length > 0,
        weight: 4,
        text: `Requests to ${listed(needing)} wait for, or fail at, the name.`,
        check: slow.length > 0 ? 'url-timing' : 'url-errors',
      },
      { holds: waiting, weight: 3, text: saidBy(facts, 'dns-waiting'), check: 'dns-waiting' },
      { holds: bad, weight: 2, text: said, check: 'dns-lookup' },
      { holds: waiting && isIdle(facts) === true, weight: 1, ...FREE },
      // Then it asks for many names, and each is answered at once.
      { holds: verdict === 'ok', weight: -1 },
    ],
    mends: MENDS,
  });
}

/** Nothing was seen to wait for a name. */
function withoutNeed(facts: Facts, said: string): Candidate {
  const verdict = facts.verdict('dns-lookup');
  if (isBad(verdict)) {
    const text = `${said} Nothing that was seen shows that the app waits for it.`;
    return contributes(text, { surer: askUrl(facts), mends: MENDS });
  }
  return verdict === 'unknown' ? open('no look-up was made', askUrl(facts)) : ruledOut(said);
}

const MENDS: Mend[] = [
  advice(
    'See whether the cluster’s DNS runs',
    'Its pods must be ready, and the Service must have endpoints.',
    shellLine(['kubectl', 'get', 'pods,endpoints', '-n', 'kube-system', '-l', 'k8s-app=kube-dns']),
  ),
  advice(
    'End external names with a dot, or set ndots lower in the pod’s dnsConfig',
    'Each look-up then asks for one name instead of one per search domain.',
  ),
  advice(
    'Run NodeLocal DNSCache',
    'It answers on the node, and avoids the lost packets that make look-ups take 5 s (https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/).',
  ),
];
