import type { Known } from '../../contracts/evidence.ts';
import { readyAfter } from '../figures/environment/slow-start.ts';
import { linkVariables } from '../figures/audited.ts';
import { costPair, type CostPair } from './cost-pair.ts';
import { known, unknown } from '../figures/known.ts';
import { type Letter, type Side } from './side.ts';
import { LIMITS, clearly, type Weight } from './weights.ts';

/** What is established about a pair of containers before anything is explained. */
export interface Scene {
  /** The side that is seen to be slower: by the cost of its environment, else by the time until it was ready. */
  slower?: Letter;
  cost: CostPair;
  /** The side that took clearly longer to become ready. */
  slowStart?: Letter;
  variables: VariablePair;
}

/** The variables of two sides. */
export interface VariablePair {
  /** The side with more, and how many more; absent when alike or not known. */
  more?: Letter;
  difference: number;
  ratio: number;
  /** How well the numbers of variables explain that the side with more is slow. */
  weight: Weight;
  /** Neither clearly nor somewhat apart; false, too, where a side does not tell. */
  alike: boolean;
}

export interface VariableCounts {
  total: number;
  bytes: number;
  /** From Services of the namespace, those that are gone included. */
  links: number;
  /** From the Service kubernetes. */
  kubernetes: number;
  /** From the pod spec, envFrom, the image, and of unknown origin. */
  own: number;
  /** False: predicted, so that those of the image are missing. */
  asked: boolean;
}

/** Looks at what is seen of two sides. */
export function sceneOf(a: Side, b: Side): Scene {
  const cost = costPair(a, b);
  const slowStart = later(a, b);
  const slower = cost.slower ?? slowStart;
  const variables = variablePair(a, b, { cost, slowStart });
  return {
    slower,
    cost,
    slowStart,
    variables,
  };
}

/** The variables of a side by where they come from. */
export function variableCounts({ judgement }: Side): Known<VariableCounts> | undefined {
  if (judgement === undefined) return undefined;
  const { subject, prediction, origins, variables, count } = judgement;
  const asked = subject.probe.known;
  if (!asked && !prediction.complete) {
    return unknown('neither the Services of the namespace nor the container could be asked');
  }
  const links = linkVariables(judgement);
  const kubernetes = origins.kubernetes.variables;
  const bytes = count.exec?.bytes ?? Object.values(origins).reduce((sum, origin) => sum + origin.bytes, 0);
  return known({
    total: variables,
    bytes,
    links,
    kubernetes,
    own: Math.max(0, variables - links - kubernetes),
    asked,
  });
}

function later(a: Side, b: Side): Letter | undefined {
  if (a.judgement === undefined || b.judgement === undefined) return undefined;
  const [one, two] = [readyAfter(a.judgement.subject), readyAfter(b.judgement.subject)];
  if (!one.known || !two.known) return undefined;
  const by = { ratio: LIMITS.ready.ratio, by: LIMITS.ready.ms };
  if (clearly(one.value, two.value, by)) return 'a';
  return clearly(two.value, one.value, by) ? 'b' : undefined;
}

function variablePair(a: Side, b: Side, seen: Pick<Scene, 'cost'> & { slowStart: Letter | undefined }) {
  const [one, two] = [variableCounts(a), variableCounts(b)];
  const none: VariablePair = { difference: 0, ratio: 1, weight: 'context', alike: false };
  if (one?.known !== true || two?.known !== true) return none;
  const [x, y] = [one.value.total, two.value.total];
  const difference = Math.abs(x - y);
  const ratio = Math.max(x, y) / Math.max(1, Math.min(x, y));
  const { someVariables } = LIMITS;
  const alike = difference < someVariables.count || ratio < someVariables.ratio;
  if (difference === 0) return { ...none, alike };
  const more: Letter = x > y ? 'a' : 'b';
  const weight = alike ? 'context' : variablesWeight({ more, most: Math.max(x, y), difference, ratio }, seen);
  return { more, difference, ratio, weight, alike };
}

function variablesWeight(
  numbers: { more: Letter; most: number; difference: number; ratio: number },
  { cost, slowStart }: Pick<Scene, 'cost'> & { slowStart: Letter | undefined },
): Weight {
  const { more, most, difference, ratio } = numbers;
  const clear = ratio >= LIMITS.variables.ratio && difference >= LIMITS.variables.count;
  if (cost.dearer === more || slowStart === more) return clear ? 'explains' : 'contributes';
  // Both costs are known, and that of the side with more variables is not clearly higher.
  if (cost.a.known && cost.b.known) return 'context';
  return clear && most >= LIMITS.variablesAlone ? 'explains' : 'contributes';
}
