import { counted, number, size } from '../../../units.ts';
import { aspect, larger, type Pair } from '../aspect.ts';
import { containerField, inContainer, podField } from '../commands.ts';
import { variableCounts, type VariableCounts } from '../scene.ts';
import { known, unknown } from '../../figures/known.ts';
import { name, other, type Letter } from '../side.ts';
import { LIMITS, type Weight } from '../weights.ts';

/** How many variables there are, and where they come from. */
export const variables = aspect<VariableCounts>({
  what: 'variables',
  title: 'Variables',
  read: variableCounts,
  shown: ({ total, bytes, asked }) => `${number(total)}${asked ? '' : ' predicted'}, ${size(bytes)}`,
  same: (a, b) => a.total === b.total && a.links === b.links && a.bytes === b.bytes,
  judge({ a, b, pair: { scene } }) {
    const { more, weight, ratio, difference } = scene.variables;
    if (more === undefined) return { weight: 'context', message: sameNumber(a, b) };
    const [most, least] = more === 'a' ? [a, b] : [b, a];
    const links = most.links - least.links;
    const from = links <= 0 ? '' : `, ${links >= difference ? 'all' : number(links)} of them from Services`;
    const costs =
      weight === 'context' && difference >= LIMITS.someVariables.count ? '; it costs no more there' : '';
    return {
      weight,
      slower: more,
      strength: strengthOf(scene, ratio),
      message: `${name(more)} has ${counted(difference, 'more variable', 'more variables')} (${number(most.total)} against ${number(least.total)})${from}${costs}.`,
    };
  },
  says: ({ total, links, kubernetes, own, bytes, asked }) =>
    `${counted(total, 'variable')}, ${size(bytes)}${asked ? '' : ' (predicted; those of the image are not counted)'}; ${number(links + kubernetes)} from Services, ${number(own)} of its own`,
  by: inContainer(['sh', '-c', 'env | wc -l']),
});

/** Whether the pod takes service links: the switch. */
export const enableServiceLinks = aspect<boolean>({
  what: 'enable-service-links',
  title: 'Service links',
  ofContainer: (judgement) => known(judgement.subject.pod.enableServiceLinks),
  shown: (on) => (on ? 'on' : 'off'),
  judge({ a, pair }) {
    const on: Letter = a ? 'a' : 'b';
    const brings = linksMore(pair);
    const weight = brings?.more === on ? chainWeight(pair, on, brings.difference) : 'context';
    return {
      weight,
      slower: on,
      strength: strengthOf(pair.scene, pair.scene.variables.ratio),
      message: `Service links are on in ${name(on)} and off in ${name(other(on))}${weight === 'context' ? '; here that makes no great difference' : ''}.`,
    };
  },
  says: (on) => `the pod has enableServiceLinks: ${on}`,
  by: podField('{.spec.enableServiceLinks}'),
});

/** What the spec, envFrom and the image give. */
export const ownVariables = aspect<VariableCounts>({
  what: 'own-variables',
  title: 'Variables of the pod spec, envFrom and the image',
  read(side) {
    const counts = variableCounts(side);
    if (counts?.known !== true || counts.value.asked) return counts;
    return unknown('the container was not asked, so those of the image are not known');
  },
  shown: ({ own }) => number(own),
  judge({ a, b, pair }) {
    const more = larger(a.own, b.own) ?? 'a';
    const difference = Math.abs(a.own - b.own);
    return {
      weight: chainWeight(pair, more, difference),
      slower: more,
      strength: strengthOf(pair.scene, pair.scene.variables.ratio),
      message: `${name(more)} has ${counted(difference, 'more variable')} from other places than Services.`,
    };
  },
  says: ({ own }) => `${counted(own, 'variable')} of the pod spec, envFrom and the image`,
  by: containerField('spec', 'env[*].name'),
});

/**
 * How well something explains that the environments differ that makes `difference` more variables in one side: as well
 * as the variables themselves explain the slowness, when it brings most of them.
 */
export function chainWeight({ scene }: Pair, side: Letter, difference: number): Weight {
  const { more, weight, difference: all } = scene.variables;
  if (more !== side || all === 0) return 'context';
  const share = difference / all;
  if (share >= LIMITS.shareOfDifference) return weight;
  return share >= LIMITS.someShareOfDifference && weight !== 'context' ? 'contributes' : 'context';
}

/** Which side has more variables from Services, and how many more. */
export function linksMore({ a, b }: Pair): { more: Letter; difference: number } | undefined {
  const [one, two] = [variableCounts(a), variableCounts(b)];
  if (one?.known !== true || two?.known !== true) return undefined;
  const more = larger(one.value.links, two.value.links);
  if (more === undefined) return undefined;
  return { more, difference: Math.abs(one.value.links - two.value.links) };
}

/** By which factor the variables make a side slower: as timed, else as counted. */
export function strengthOf({ cost }: Pair['scene'], ratio: number): number {
  return cost.dearer === undefined ? ratio : cost.dearerBy;
}

function sameNumber(a: VariableCounts, b: VariableCounts): string {
  if (a.links === b.links) return 'Both have as many variables, with values of other lengths.';
  return 'Both have as many variables, but not from the same places.';
}
