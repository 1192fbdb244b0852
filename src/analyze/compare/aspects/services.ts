import type { Known } from '../../../contracts/evidence.ts';
import { counted, number } from '../../../units.ts';
import { aspect, larger, type ClosedAspect, type Judged, type Pair } from '../aspect.ts';
import { listed } from '../commands.ts';
import { known, unknown } from '../../figures/known.ts';
import { name, other, type Letter, type ServiceCounts, type Side } from '../side.ts';
import { chainWeight, linksMore, strengthOf } from './environment.ts';

/** How much it weighs that one side has more Services, and by which factor that makes it slower. */
export type Weigh = (
  pair: Pair,
  more: Letter,
  /** Variables that those Services put into a container; undefined: all that the side has more. */
  variables?: number,
) => Pick<Judged, 'weight' | 'strength'>;

/** Services of the namespaces of two containers. */
export const services = servicesAspect('Services in the namespace', weighForContainers);

/** Those of them that nobody seems to use. */
export const staleServices = staleAspect(weighForContainers);

/** How many Services the namespaces have. */
export function servicesAspect(title: string, weigh: Weigh): ClosedAspect {
  return aspect<ServiceCounts>({
    what: 'services',
    title,
    read: ({ services: counts }) => counts,
    shown: ({ total, linked }) =>
      total === linked ? number(total) : `${number(total)}, ${number(linked)} with a cluster IP`,
    judge({ a, b, pair }) {
      const more = larger(a.linked, b.linked) ?? larger(a.total, b.total) ?? 'a';
      const [most, least] = more === 'a' ? [a, b] : [b, a];
      return {
        ...weigh(pair, more),
        slower: more,
        message: `${moreServices(more, most, least)}${detail(pair[more], most, least)}${ineffective(pair[more])}.`,
      };
    },
    says: ({ total, linked }, side) =>
      `${counted(total, 'Service')} in namespace ${side.evidence.namespace}, ${number(linked)} with a cluster IP`,
    by: listed('services'),
  });
}

/** Services that nobody seems to use, and what they cost. */
export function staleAspect(weigh: Weigh): ClosedAspect {
  return aspect<Stale>({
    what: 'stale-services',
    title: 'Stale Services',
    read: staleIn,
    shown: ({ count }) => number(count),
    judge({ a, b, pair }) {
      const more = larger(a.count, b.count) ?? 'a';
      const [most, least] = more === 'a' ? [a, b] : [b, a];
      return {
        ...weigh(pair, more, most.variables - least.variables),
        slower: more,
        message: `${name(more)} has ${counted(most.count, 'stale Service')}, which put ${counted(most.variables, 'variable')} into each container with service links; ${name(other(more))} has ${number(least.count)}.`,
      };
    },
    says: ({ count }) =>
      `${counted(count, 'Service')} without endpoints or pods, and unchanged for as long as --stale-after says`,
    by: listed('endpointslices'),
  });
}

export interface Stale {
  count: number;
  /** What they put into each container with links. */
  variables: number;
}

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

/** As well as the variables explain it that come from these Services, if the pod takes links at all. */
function weighForContainers(pair: Pair, more: Letter, variables?: number): ReturnType<Weigh> {
  const brings = linksMore(pair);
  const counts = linksOn(pair[more]) && brings?.more === more;
  return {
    weight: counts ? chainWeight(pair, more, variables ?? brings.difference) : 'context',
    strength: strengthOf(pair.scene, pair.scene.variables.ratio),
  };
}

function moreServices(more: Letter, most: ServiceCounts, least: ServiceCounts): string {
  if (most.total > least.total) {
    return `${name(more)} has ${counted(most.total - least.total, 'more Service')} in the namespace`;
  }
  return `${name(more)} has ${counted(most.linked - least.linked, 'more Service')} with a cluster IP in the namespace`;
}

function detail(side: Side, most: ServiceCounts, least: ServiceCounts): string {
  const stale = staleIn(side);
  if (stale.known && stale.value.count > 0) {
    return `, ${number(stale.value.count)} of its ${number(most.total)} stale`;
  }
  const [x, y] = most.total > least.total ? [most.total, least.total] : [most.linked, least.linked];
  const idle = stale.known && side.scan.known ? side.scan.value.idle() : 0;
  const young =
    idle === 0
      ? ''
      : `; behind ${number(idle)} of them stands nothing, not yet for as long as --stale-after says`;
  return ` (${number(x)} against ${number(y)})${young}`;
}

function ineffective(side: Side): string {
  return linksOn(side) ? '' : '; its pod takes no service links, so that they cost it nothing';
}

/** Namespaces as a whole are taken to be for pods with links. */
function linksOn({ judgement }: Side): boolean {
  return judgement?.subject.pod.enableServiceLinks !== false;
}
