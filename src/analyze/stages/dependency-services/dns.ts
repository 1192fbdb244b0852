import type { LookupSample } from '../../../contracts/sample-evidence.ts';
import { counted, duration } from '../../../units.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { inContainer } from '../../figures/subject.ts';

/** Of resolv.conf(5), where it says nothing. */
const DEFAULT_NDOTS = 1;
/** As `api.example.com` has. */
const DOTS = 2;

/** What the resolver's configuration makes of an external name. https://man7.org/linux/man-pages/man5/resolv.conf.5.html */
export const dnsConfig = defineCheck({
  stage: 'dependency-services',
  id: 'dns-config',
  title: 'DNS configuration',
  scope: 'pod',
  needs: ['audit', 'sample'],
  threshold: {
    what: 'Names that are asked for before an external name of two dots is found',
    unit: '',
    comparison: 'above',
    notice: 1,
    why: 'Kubernetes sets ndots:5, so the search domains are tried first. It multiplies look-ups and is seldom what is slow.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  },
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/etc/resolv.conf']),
  look: ({ sample }) => {
    if (!sample.known) return { unknown: sample.problem };
    const { nameservers, search, ndots = DEFAULT_NDOTS } = sample.value.dns;
    if (nameservers.length === 0 && search.length === 0)
      return { unknown: '/etc/resolv.conf could not be read, or names no server.' };
    const names = (DOTS < ndots ? search.length : 0) + 1;
    return {
      value: names,
      measured: `ndots:${ndots}, ${counted(search.length, 'search domain')}`,
      reasons: {
        ok: 'An external name such as api.example.com is asked for at once.',
        notice: `An external name such as api.example.com (fewer dots than ${ndots}) is first tried under ${listed(search, 4)}: ${names} names, ${2 * names} queries where IPv4 and IPv6 are both asked for. A dot at the end of the name, or a smaller ndots in the pod’s dnsConfig, saves ${2 * names - 2} of them.`,
      },
      details: table(
        ['setting', 'value'],
        [
          ['nameservers', nameservers.join(' ')],
          ['search', search.join(' ')],
          ['ndots', String(ndots)],
        ],
      ),
    };
  },
});

/** How long looking up names took from inside the container, and whether it worked. */
export const dnsLookup = defineCheck({
  stage: 'dependency-services',
  id: 'dns-lookup',
  title: 'DNS look-ups',
  scope: 'pod',
  needs: ['audit', 'sample'],
  threshold: {
    what: 'Time of the slowest look-up of a name from inside the container',
    unit: ' ms',
    comparison: 'from',
    notice: 50,
    warning: 200,
    problem: 4000,
    why: 'A cluster’s DNS answers in milliseconds, and an external name within tens; CoreDNS’ own alert is at 4 s. The earlier values are our choice.',
    source: 'https://monitoring.mixins.dev/coredns/',
  },
  shownBy: ({ audit, sample }) => {
    const [first] = sample.known ? sample.value.dns.lookups : [];
    return first === undefined ? {} : inContainer(audit, ['getent', 'hosts', first.name]);
  },
  look: ({ sample }) => {
    if (!sample.known) return { unknown: sample.problem };
    const { lookups } = sample.value.dns;
    if (lookups.length === 0) return { unknown: 'Nothing in the image could look up a name.' };
    const details = table(
      ['name', 'tool', 'time', 'outcome'],
      lookups.map(({ name, tool, ms, outcome }) => [name, tool, duration(ms), outcome.replaceAll('-', ' ')]),
    );
    const failed = lookups.filter(hasFailed);
    const slowest = Math.max(...lookups.map(({ ms }) => ms));
    if (failed.length > 0) {
      return {
        verdict: 'warning',
        measured: `${failed.length} of ${counted(lookups.length, 'look-up')} failed`,
        value: slowest,
        reason: `${listed([...new Set(failed.map(said))])}: no DNS server answers. It hurts where the app uses names.`,
        details,
      };
    }
    const unknown = lookups.filter(({ outcome }) => outcome === 'no-such-name');
    const nameless = unknown.length === 0 ? '' : ` No such name: ${listed(unknown.map(({ name }) => name))}.`;
    return {
      value: slowest,
      measured: `at most ${duration(slowest)}`,
      reasons: {
        ok: `Names are answered quickly.${nameless}`,
        notice: `Names are answered somewhat slowly.${nameless}`,
        warning: `Names are answered slowly: each new connection to a name waits for it.${nameless}`,
      },
      details,
    };
  },
});

function said({ name, outcome }: LookupSample): string {
  return `${name} ${outcome === 'timed-out' ? 'timed out' : 'failed'}`;
}

/** No answer, which is not the same as the answer that there is no such name. */
function hasFailed({ outcome }: LookupSample): boolean {
  return outcome === 'timed-out' || outcome === 'failed';
}
