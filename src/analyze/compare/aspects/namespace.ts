import type { Known } from '../../../contracts/evidence.ts';
import type { NamespaceReport } from '../../../contracts/scan-report.ts';
import { counted, number, size } from '../../../units.ts';
import { aspect, larger, type Pair } from '../aspect.ts';
import { scanCommand } from '../commands.ts';
import { known, unknown } from '../../figures/known.ts';
import { name, other, type Letter, type Side } from '../side.ts';
import { LIMITS, clearly, type Weight } from '../weights.ts';
import { servicesAspect, staleAspect, type Weigh } from './services.ts';

/** What every container with service links gets at its next start. */
export const injected = aspect<NamespaceReport['injected']>({
  what: 'variables',
  title: 'Variables that service links put into each container',
  read: linked,
  shown: ({ variables, bytes }) => `${number(variables)}, ${size(bytes)}`,
  judge({ a, b }) {
    const more = larger(a.variables, b.variables) ?? larger(a.bytes, b.bytes) ?? 'a';
    const [most, least] = more === 'a' ? [a, b] : [b, a];
    return {
      weight: injectedWeight(most.variables, least.variables),
      slower: more,
      strength: most.variables / Math.max(1, least.variables),
      message: `${name(more)} puts ${counted(most.variables - least.variables, 'more variable', 'more variables')} into each container with service links (${number(most.variables)} against ${number(least.variables)}).`,
    };
  },
  says: ({ variables, bytes }) => `${counted(variables, 'variable')}, ${size(bytes)}, at the next start`,
  by: scanCommand,
});

/** How many Services there are. */
export const namespaceServices = servicesAspect('Services', weighForNamespaces);

/** Those of them that nobody seems to use. */
export const namespaceStale = staleAspect(weighForNamespaces);

interface Links {
  on: number;
  all: number;
}

/** How many workloads take service links at all. */
export const namespaceLinks = aspect<Links>({
  what: 'enable-service-links',
  title: 'Workloads with service links',
  read(side) {
    const { scan, evidence } = side;
    const all = fromAllLists(side, (own) => own);
    if (!all.known) return all;
    if (!scan.known) return scan;
    const own = scan.value.report.workloads.filter(({ namespace }) => namespace === evidence.namespace);
    return known({ on: own.filter(({ serviceLinks }) => serviceLinks.effective).length, all: own.length });
  },
  shown: ({ on, all }) => `${number(on)} of ${number(all)}`,
  judge({ a, b, pair }) {
    const only: Letter | undefined = a.on > 0 === b.on > 0 ? undefined : a.on > 0 ? 'a' : 'b';
    if (only === undefined || a.all === 0 || b.all === 0) {
      return {
        weight: 'context',
        message: `Of A’s workloads ${number(a.on)} of ${number(a.all)} take service links, of B’s ${number(b.on)} of ${number(b.all)}.`,
      };
    }
    const counts = linked(pair[only]);
    const weight = injectedWeight(counts.known ? counts.value.variables : 0, 0);
    return {
      weight,
      slower: only,
      strength: ratioOf(pair),
      message: `Workloads of ${name(only)} take service links, none of ${name(other(only))}’s does.`,
    };
  },
  says: ({ on, all }) => `${number(on)} of ${counted(all, 'workload')} with service links`,
  by: scanCommand,
});

/** What links put into a container of the namespace that takes them. */
function linked(side: Side): Known<NamespaceReport['injected']> {
  return fromServices(side, (own) => own.injected);
}

function injectedWeight(most: number, least: number): Weight {
  const { variables, someVariables } = LIMITS;
  if (clearly(most, least, { ratio: variables.ratio, by: variables.count })) return 'explains';
  const some = clearly(most, least, { ratio: someVariables.ratio, by: someVariables.count });
  return some ? 'contributes' : 'context';
}

/** As well as the injected variables explain it, by the share of the difference that these Services bring. */
function weighForNamespaces(pair: Pair, more: Letter, variables?: number): ReturnType<Weigh> {
  const strength = ratioOf(pair);
  const [most, least] = [linked(pair[more]), linked(pair[other(more)])];
  if (!most.known || !least.known) return { weight: 'context', strength };
  const difference = most.value.variables - least.value.variables;
  const weight = injectedWeight(most.value.variables, least.value.variables);
  const share = (variables ?? difference) / Math.max(1, difference);
  if (weight === 'context' || share >= LIMITS.shareOfDifference) return { weight, strength };
  return { weight: share >= LIMITS.someShareOfDifference ? 'contributes' : 'context', strength };
}

function ratioOf({ a, b }: Pair): number {
  const [one, two] = [linked(a), linked(b)];
  if (!one.known || !two.known) return 1;
  const [x, y] = [one.value.variables, two.value.variables];
  return Math.max(x, y) / Math.max(1, Math.min(x, y));
}

/** A figure of the side's namespace, as `scan` reports it, that rests on its Services. */
export function fromServices<T>({ services, scan }: Side, pick: (own: NamespaceReport) => T): Known<T> {
  if (!services.known) return services;
  return scan.known ? known(pick(scan.value.namespace)) : scan;
}

/**
 * One that rests on its pods and templates. An inventory only tells in words which of its lists are missing, so that it
 * is unknown when any of them is; that of the Service kubernetes is no list of the namespace.
 */
export function fromAllLists<T>({ scan, evidence }: Side, pick: (own: NamespaceReport) => T): Known<T> {
  if (!scan.known) return scan;
  if (!evidence.inventory.known) return evidence.inventory;
  const { problems, kubernetesService } = evidence.inventory.value;
  const elsewhere = kubernetesService.known ? undefined : kubernetesService.problem.message;
  const missing = problems.some(({ message }) => elsewhere === undefined || !message.includes(elsewhere));
  return missing
    ? unknown('not everything in the namespace could be listed')
    : known(pick(scan.value.namespace));
}
