import type { Known } from '../../contracts/evidence.ts';
import { childCost, measuredCost, type ChildCost } from '../figures/environment/child-cost.ts';
import { middle } from '../figures/environment/starts.ts';
import { known, unknown } from '../figures/known.ts';
import { type Letter, type Side } from './side.ts';
import { LIMITS, clearly } from './weights.ts';

/** The costs of two sides, of the same operation where both measured one. */
export interface CostPair {
  a: Known<ChildCost>;
  b: Known<ChildCost>;
  /** The side that waits clearly longer. */
  slower?: Letter;
  /** The side that needs clearly more CPU time, whatever its limit. */
  dearer?: Letter;
  /** By which factor at least. */
  slowerBy: number;
  dearerBy: number;
}

/** Sets the costs of two sides against each other; a range counts with its end that makes the difference smaller. */
export function costPair(sideA: Side, sideB: Side): CostPair {
  const [a, b] = comparable(sideA, sideB);
  if (!a.known || !b.known) return { a, b, slowerBy: 1, dearerBy: 1 };
  const bothEstimated = a.value.kind === 'model' && b.value.kind === 'model';
  const waits = apart(a.value.effectiveMs, b.value.effectiveMs, bothEstimated);
  const works = apart(a.value.cpuMs, b.value.cpuMs, bothEstimated);
  return {
    a,
    b,
    slower: waits.more,
    dearer: works.more,
    slowerBy: waits.factor,
    dearerBy: works.factor,
  };
}

function comparable(a: Side, b: Side): [Known<ChildCost>, Known<ChildCost>] {
  for (const kind of ['spawn', 'loop'] as const) {
    const both = [measured(a, kind), measured(b, kind)] as const;
    if (both[0] !== undefined && both[1] !== undefined) return [known(both[0]), known(both[1])];
  }
  return [any(a), any(b)];
}

function any({ judgement }: Side): Known<ChildCost> {
  return judgement === undefined ? unknown('no container was looked at') : childCost(judgement);
}

function measured({ judgement }: Side, kind: 'spawn' | 'loop'): ChildCost | undefined {
  return judgement && measuredCost(judgement, kind);
}

/** Two estimates by one model share their error, so their middles are compared. */
function apart(
  a: [number, number],
  b: [number, number],
  middles: boolean,
): { more?: Letter; factor: number } {
  const [spanA, spanB] = middles ? [pointAt(middle(a)), pointAt(middle(b))] : [a, b];
  const [more, high, low] =
    middle(spanA) >= middle(spanB)
      ? (['a', spanA[0], spanB[1]] as const)
      : (['b', spanB[0], spanA[1]] as const);
  const factor = Math.max(1, high / Math.max(low, 0.001));
  return clearly(high, low, { ratio: LIMITS.cost.ratio, by: LIMITS.cost.ms }) ? { more, factor } : { factor };
}

function pointAt(value: number): [number, number] {
  return [value, value];
}
