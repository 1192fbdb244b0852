import { listed } from '../../words.ts';
import { shellLine } from '../../command.ts';
import { isBad } from '../threshold.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { allowExec, askUrl } from './hints.ts';
import { advice } from './mends.ts';
import { candidate, contributes, open, ruledOut, type Candidate } from './weigh.ts';

/** DNS is a cause only where something needs it: else a cluster without DNS would be one for every pod. */
export const dns = defineCause({
  id: 'dns',
  title: 'DNS does not answer, or slowly',
  topic: 'DNS',
  shownBy: ['dns-lookup'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { sample, urls } = facts;
  if (sample === undefined) return open('names could not be looked up from inside', [allowExec(facts)]);
  const verdict = facts.verdict('dns-lookup');
  const bad = isBad(verdict);
  const named = urls.filter(({ target }) => target.hostName !== undefined);
  const waiting = named.filter(({ slow, phase }) => slow && phase === 'name');
  const failing = named.filter(({ unnamed, requests }) => bad && unnamed * 10 >= requests);
  const needing = [...new Set([...waiting, ...failing].map(({ url }) => url))];
  const [check] = facts.checks('dns-lookup');
  const said = check?.reason ?? '';
  const mends = [
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
  if (needing.length === 0) {
    if (bad) {
      return contributes(`${said} Nothing that was seen shows that the app waits for it.`, {
        surer: askUrl(facts),
        mends,
      });
    }
    return verdict === 'unknown'
      ? open('no look-up was made', askUrl(facts))
      : ruledOut(
          check?.measured === undefined ? 'names are answered quickly' : `look-ups took ${check.measured}`,
        );
  }
  const [first] = [...waiting, ...failing];
  return candidate({
    text: `DNS: requests to ${listed(needing)} ${waiting.length > 0 ? 'spend their time' : 'fail'} looking up the name.${first === undefined ? '' : ` ${first.shape}.`} ${bad ? said : ''}`.trim(),
    points: [
      {
        holds: true,
        weight: 4,
        text: `Requests to ${listed(needing)} wait for, or fail at, the name.`,
        check: waiting.length > 0 ? 'url-timing' : 'url-errors',
      },
      { holds: bad, weight: 2, text: said, check: 'dns-lookup' },
      { holds: verdict === 'ok', weight: -1 },
    ],
    mends,
  });
}
