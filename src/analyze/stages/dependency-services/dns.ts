import type { Check } from '../../../contracts/diagnosis.ts';
import type { LookupSample } from '../../../contracts/sample-evidence.ts';
import { counted, duration } from '../../../units.ts';
import { execCommand } from '../../command.ts';
import { listed } from '../../words.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { checkRule } from '../check-rule.ts';

/** Of resolv.conf(5), where it says nothing. */
const DEFAULT_NDOTS = 1;
/** As `api.example.com` has. */
const DOTS = 2;

/** What the resolver's configuration makes of an external name. https://man7.org/linux/man-pages/man5/resolv.conf.5.html */
export const dnsConfig = checkRule({
  stage: 'dependency-services',
  needs: ['audit', 'sample'],
  judge: ({ audit, sample }): Check[] => {
    const [subject] = audit.containers;
    const base: CheckBase = {
      id: 'dns-config',
      title: 'DNS configuration',
      scope: 'pod',
      ...(subject && { command: execCommand(subject, ['cat', '/etc/resolv.conf']) }),
    };
    if (!sample.known) return [unknownCheck(base, sample.problem)];
    const { nameservers, search, ndots = DEFAULT_NDOTS } = sample.value.dns;
    if (nameservers.length === 0 && search.length === 0) {
      return [unknownCheck(base, '/etc/resolv.conf could not be read, or names no server.')];
    }
    const names = (DOTS < ndots ? search.length : 0) + 1;
    return [
      measuredCheck(base, {
        threshold: 'dns-config',
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
      }),
    ];
  },
});

/** How long looking up names took from inside the container, and whether it worked. */
export const dnsLookup = checkRule({
  stage: 'dependency-services',
  needs: ['audit', 'sample'],
  judge: ({ audit, sample }): Check[] => {
    const [subject] = audit.containers;
    const base: CheckBase = { id: 'dns-lookup', title: 'DNS look-ups', scope: 'pod' };
    if (!sample.known) return [unknownCheck(base, sample.problem)];
    const { lookups } = sample.value.dns;
    const [first] = lookups;
    if (first === undefined) {
      return [unknownCheck(base, 'Nothing in the image could look up a name.')];
    }
    const withCommand: CheckBase = {
      ...base,
      ...(subject && { command: execCommand(subject, ['getent', 'hosts', first.name]) }),
    };
    const details = table(
      ['name', 'tool', 'time', 'outcome'],
      lookups.map(({ name, tool, ms, outcome }) => [name, tool, duration(ms), outcome.replaceAll('-', ' ')]),
    );
    const failed = lookups.filter(hasFailed);
    const outcomes = [...new Set(failed.map(said))];
    const slowest = Math.max(...lookups.map(({ ms }) => ms));
    if (failed.length > 0) {
      return [
        plainCheck(withCommand, {
          verdict: 'warning',
          measured: `${failed.length} of ${counted(lookups.length, 'look-up')} failed`,
          value: slowest,
          reason: `${listed(outcomes)}: no DNS server answers. It hurts where the app uses names.`,
          details,
        }),
      ];
    }
    const unknown = lookups.filter(({ outcome }) => outcome === 'no-such-name');
    const nameless = unknown.length === 0 ? '' : ` No such name: ${listed(unknown.map(({ name }) => name))}.`;
    return [
      measuredCheck(withCommand, {
        threshold: 'dns-lookup',
        value: slowest,
        measured: `at most ${duration(slowest)}`,
        reasons: {
          ok: `Names are answered quickly.${nameless}`,
          notice: `Names are answered somewhat slowly.${nameless}`,
          warning: `Names are answered slowly: each new connection to a name waits for it.${nameless}`,
        },
        details,
      }),
    ];
  },
});

function said({ name, outcome }: LookupSample): string {
  return `${name} ${outcome === 'timed-out' ? 'timed out' : 'failed'}`;
}

/** No answer, which is not the same as the answer that there is no such name. */
export function hasFailed({ outcome }: LookupSample): boolean {
  return outcome === 'timed-out' || outcome === 'failed';
}
