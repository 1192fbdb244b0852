import type { Known } from '../../contracts/evidence.ts';
import { atLimit } from '../cost-model.ts';
import { known, unknown, type Letter, type Side } from './side.ts';
import { LIMITS, clearly } from './weights.ts';

/** What the environment costs a container: CPU time of one operation, as a range. All times in milliseconds. */
export interface ChildCost {
  basis: 'measured' | 'estimated';
  /** `spawn`: a child process; `loop`: one pass over the environment. An estimate by the model stands for both. */
  kind: 'spawn' | 'loop' | 'model';
  cpuMs: [number, number];
  /** What it takes by the clock at the CPU limit, alone on its node. */
  effectiveMs: [number, number];
}

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
    ...(waits.more === undefined ? {} : { slower: waits.more }),
    ...(works.more === undefined ? {} : { dearer: works.more }),
    slowerBy: waits.factor,
    dearerBy: works.factor,
  };
}

/** The middle of a range: of its ends the geometric mean, since they are factors apart. */
export function middle([low, high]: readonly [number, number]): number {
  return Math.sqrt(low * high);
}

function comparable(a: Side, b: Side): [Known<ChildCost>, Known<ChildCost>] {
  for (const kind of ['spawn', 'loop'] as const) {
    const both = [measured(a, kind), measured(b, kind)] as const;
    if (both[0] !== undefined && both[1] !== undefined) return [known(both[0]), known(both[1])];
  }
  return [any(a), any(b)];
}

function measured({ judgement }: Side, kind: 'spawn' | 'loop'): ChildCost | undefined {
  if (judgement?.operation === undefined) return undefined;
  const { spawnInherited, loop, estimateCpuMs, cpuLimit } = judgement.cost;
  const cpuMs = kind === 'spawn' ? spawnInherited?.median.cpuMs : (loop?.median.cpuMs ?? estimateCpuMs);
  if (cpuMs === undefined) return undefined;
  const effective = atLimit(cpuMs, cpuLimit);
  return { basis: 'measured', kind, cpuMs: [cpuMs, cpuMs], effectiveMs: [effective, effective] };
}

function any(side: Side): Known<ChildCost> {
  const { judgement } = side;
  if (judgement === undefined) return unknown('no container was looked at');
  const { cost, subject } = judgement;
  const own = measured(side, 'spawn') ?? measured(side, 'loop');
  if (own !== undefined) return known(own);
  if (cost.model !== undefined) {
    const [low, high] = cost.model.cpuMs;
    const effectiveMs: [number, number] = [atLimit(low, cost.cpuLimit), atLimit(high, cost.cpuLimit)];
    return known({ basis: 'estimated', kind: 'model', cpuMs: cost.model.cpuMs, effectiveMs });
  }
  if (!subject.probe.known) return subject.probe;
  return unknown('nothing was timed in the container, and nothing tells its runtime');
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
