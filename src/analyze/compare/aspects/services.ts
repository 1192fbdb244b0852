import type { Known } from '../../../evidence.ts';
import { counted, number } from '../../../units.ts';
import { aspect, larger } from '../aspect.ts';
import { listed } from '../commands.ts';
import { name, other, unknown, known, type ServiceCounts, type Side } from '../side.ts';
import { chainWeight, linksMore, strengthOf } from './environment.ts';

/** How many Services the namespaces have. */
export const services = aspect<ServiceCounts>({
  what: 'services',
  title: 'Services in the namespace',
  read: ({ services: counts }) => counts,
  shown: ({ total, linked }) =>
    total === linked ? number(total) : `${number(total)}, ${number(linked)} with a cluster IP`,
  judge({ a, b, pair }) {
    const more = larger(a.linked, b.linked) ?? larger(a.total, b.total) ?? 'a';
    const [most, least] = more === 'a' ? [a, b] : [b, a];
    const side = pair[more];
    const stale = staleIn(side);
    const brings = linksMore(pair);
    const off = side.judgement !== undefined && !side.judgement.subject.pod.enableServiceLinks;
    const weight = !off && brings?.more === more ? chainWeight(pair, more, brings.difference) : 'context';
    const details = [
      stale.known && stale.value.count > 0
        ? `, ${number(stale.value.count)} of its ${number(most.total)} stale`
        : ` (${number(most.total)} against ${number(least.total)})`,
      off ? '; its pod takes no service links, so that they cost it nothing' : '',
    ];
    return {
      weight,
      slower: more,
      strength: strengthOf(pair.scene, pair.scene.variables.ratio),
      message: `${name(more)} has ${counted(Math.abs(a.total - b.total), 'more Service')} in the namespace${details.join('')}.`,
    };
  },
  line: (side, { total, linked }) => ({
    text: `${name(side.letter)}: ${counted(total, 'Service')} in namespace ${side.evidence.namespace}, ${number(linked)} with a cluster IP.`,
    ...listed(side, 'services'),
  }),
});

export interface Stale {
  count: number;
  /** What they put into each container with links. */
  variables: number;
}

/** Services that nobody seems to use. */
export const staleServices = aspect<Stale>({
  what: 'stale-services',
  title: 'Stale Services',
  read: staleIn,
  shown: ({ count }) => number(count),
  judge({ a, b, pair }) {
    const more = larger(a.count, b.count) ?? 'a';
    const [most, least] = more === 'a' ? [a, b] : [b, a];
    const on = pair[more].judgement?.subject.pod.enableServiceLinks !== false;
    const brings = linksMore(pair);
    const brought = most.variables - least.variables;
    return {
      weight: on && brings?.more === more ? chainWeight(pair, more, brought) : 'context',
      slower: more,
      strength: strengthOf(pair.scene, pair.scene.variables.ratio),
      message: `${name(more)} has ${counted(most.count, 'stale Service')}, which put ${counted(most.variables, 'variable')} into each container with service links; ${name(other(more))} has ${number(least.count)}.`,
    };
  },
  line: (side, { count }) => ({
    text: `${name(side.letter)}: ${counted(count, 'Service')} without endpoints or pods, and unchanged for 30 days.`,
    ...listed(side, 'endpoints'),
  }),
});

/** The stale Services of a side; unknown where neither their endpoints nor their pods could be seen. */
export function staleIn({ scan, evidence }: Side): Known<Stale> {
  if (!scan.known) return scan;
  const { report } = scan.value;
  const inventory = evidence.inventory.known ? evidence.inventory.value : undefined;
  const own = inventory?.namespaces.find((each) => each.name === evidence.namespace)?.services;
  if (own === undefined || !own.known) return own ?? unknown('the Services of the namespace were not listed');
  const unseen = own.value.some(({ endpoints, pods }) => endpoints === undefined && pods === undefined);
  if (unseen && report.incomplete.length > 0) {
    return unknown('neither endpoints nor pods of some Services could be seen');
  }
  const stale = report.staleServices.filter(({ namespace }) => namespace === evidence.namespace);
  return known({
    count: stale.length,
    variables: stale.reduce((sum, service) => sum + service.variables, 0),
  });
}
