import type { Diagnosis, RootCause } from '../../../src/contracts/diagnosis.ts';
import type { Situation } from './situation.ts';

/** Whether what was said is right; if not, why not. */
export type Verdict = { right: true } | { right: false; why: string };

/** What else is there while a pod is diagnosed. */
export type Surroundings = 'quiet' | 'busy';

type Truth = Pick<Situation, 'causes' | 'beside' | 'tells' | 'computes'>;

/**
 * Holds a diagnosis against the truth. Right is: one of the causes is named, with what else must be told, and no cause
 * that is there is ruled out; of an innocent pod none is named, or one as no more than possible, and never service links.
 * On a busy node, the node is right as well for a pod that wants to compute, where its own cause is named beside it.
 */
export function verdictOn(
  truth: Truth,
  diagnosis: Pick<Diagnosis, 'rootCause'>,
  around: Surroundings,
): Verdict {
  const why = whyWrong(truth, diagnosis.rootCause, around);
  return why === undefined ? { right: true } : { right: false, why };
}

function whyWrong(truth: Truth, said: RootCause, around: Surroundings): string | undefined {
  const { causes, beside = [], tells } = truth;
  const { cause, confidence } = said;
  const named = [...(cause === undefined ? [] : [cause]), ...said.contributing.map((each) => each.cause)];
  if (blamesLinks(said) && ![...causes, ...beside].includes('service-links'))
    return 'service links are innocent';
  const node = around === 'busy' && truth.computes === true && cause === 'host-cpu';
  if (causes.length === 0) {
    return cause === undefined || confidence === 'possible' || node ? undefined : `${cause} is innocent`;
  }
  if (cause === undefined) return 'no cause is named';
  if (!causes.includes(cause) && !(node && named.some((each) => causes.includes(each)))) {
    return `it is not ${cause}`;
  }
  const denied = said.ruledOut.find((each) => beside.includes(each.cause));
  if (denied !== undefined) return `${denied.cause} is ruled out`;
  const missing = beside.filter((each) => !named.includes(each));
  if (missing.length > 0) return `${missing.join(', ')} is not named`;
  if (tells !== undefined && !tells.test(toldBy(said))) return `nothing tells ${tells.source}`;
  return undefined;
}

function blamesLinks({ cause, contributing }: RootCause): boolean {
  return [
    ...(cause === undefined ? [] : [cause]),
    ...contributing.filter(({ confidence }) => confidence === 'likely').map((each) => each.cause),
  ].includes('service-links');
}

function toldBy({ conclusion, because, contributing, mends }: RootCause): string {
  const texts = [...because, ...contributing].map(({ text }) => text);
  return [conclusion, ...texts, ...mends.map((mend) => JSON.stringify(mend))].join('\n');
}
