import {
  COMPARISON_API_VERSION,
  type Comparison,
  type Difference,
  type NotCompared,
} from '../../contracts/comparison.ts';
import type { SideEvidence } from '../../contracts/side-evidence.ts';
import type { ClosedAspect, Judged, Outcome, Pair, Seen } from './aspect.ts';
import { CONTAINER_ASPECTS, NAMESPACE_ASPECTS } from './aspects/index.ts';
import { conclude } from './conclusion.ts';
import { comparedSide } from './compared-side.ts';
import { incomplete } from './incomplete.ts';
import { sceneOf } from './scene.ts';
import { name, other, readSide, type Letter } from './side.ts';
import type { Weight } from './weights.ts';

export interface CompareInput {
  a: SideEvidence;
  b: SideEvidence;
  /** RFC 3339: the time of the comparison. */
  collectedAt: string;
  tool: { version: string };
  /** A Service is stale when nothing changed for this long. */
  staleAfterMs: number;
}

/**
 * Says in what two sides differ, what explains most first, and concludes. What a side does not tell is listed as
 * unknown with the reason and never taken as equal. `compare(b, a)` says the same with the letters exchanged.
 */
export function compare({ a, b, collectedAt, tool, staleAfterMs }: CompareInput): Comparison {
  const sideA = readSide('a', a, { staleAfterMs });
  const sideB = readSide('b', b, { staleAfterMs, twin: sideA });
  const pair: Pair = { a: sideA, b: sideB, scene: sceneOf(sideA, sideB), explained: false };
  const containers = a.container !== undefined && b.container !== undefined;
  const seen = look(containers ? CONTAINER_ASPECTS : NAMESPACE_ASPECTS, pair);
  const differences = seen.flatMap(differenceOf).toSorted(byWeight);
  const unknown = notCompared(seen);
  return {
    apiVersion: COMPARISON_API_VERSION,
    kind: 'Comparison',
    collectedAt,
    tool,
    a: comparedSide(a, b),
    b: comparedSide(b, a),
    differences: differences.map(({ difference }) => difference),
    same: seen.filter(({ outcome }) => outcome.kind === 'same').map(({ aspect }) => aspect.title),
    ...(unknown.length === 0 ? {} : { unknown }),
    conclusion: conclude({ pair, seen }),
    incomplete: incomplete(a, b),
  };
}

/** The aspects in their order; later ones know whether an earlier one explains the slowness already. */
function look(aspects: readonly ClosedAspect[], pair: Pair): Seen[] {
  let explained = false;
  return aspects.map((aspect) => {
    const outcome = unopposed(aspect.compare({ ...pair, explained }), pair);
    explained ||= !aspect.symptom && outcome.kind === 'different' && outcome.judged.weight === 'explains';
    return { aspect, outcome };
  });
}

/** What would make the quicker side slow explains nothing. */
function unopposed(outcome: Outcome, { scene }: Pair): Outcome {
  if (outcome.kind !== 'different' || scene.slower === undefined) return outcome;
  const { judged } = outcome;
  if (judged.slower !== other(scene.slower) || judged.weight === 'context') return outcome;
  const message = `${judged.message.replace(/\.$/, '')}; yet ${name(scene.slower)} is the slower one.`;
  return { ...outcome, judged: { ...judged, weight: 'context', message } };
}

interface Ranked {
  difference: Difference;
  judged: Judged;
  place: number;
}

function differenceOf({ aspect, outcome }: Seen, place: number): Ranked[] {
  if (outcome.kind !== 'different') return [];
  const { judged, a, b, evidence } = outcome;
  const { what, title } = aspect;
  const { weight, message } = judged;
  return [{ difference: { what, title, a, b, weight, message, evidence }, judged, place }];
}

const WEIGHTS: readonly Weight[] = ['explains', 'contributes', 'context'];

/** By weight, then by the factor that it makes a side slower, then in the order of the aspects. */
function byWeight(one: Ranked, two: Ranked): number {
  const weight = WEIGHTS.indexOf(one.judged.weight) - WEIGHTS.indexOf(two.judged.weight);
  if (weight !== 0) return weight;
  const [x, y] = [one.judged.strength ?? 1, two.judged.strength ?? 1];
  return x === y ? one.place - two.place : y > x ? 1 : -1;
}

/** What is unknown, by the sides that do not tell and the reason. */
function notCompared(seen: readonly Seen[]): NotCompared[] {
  const groups = new Map<string, NotCompared>();
  for (const { aspect, outcome } of seen) {
    if (outcome.kind !== 'unknown') continue;
    const { a, b } = outcome.because;
    const sides: Letter[] = [
      ...(a === undefined ? [] : ['a' as const]),
      ...(b === undefined ? [] : ['b' as const]),
    ];
    const because = a === undefined || b === undefined || a === b ? (a ?? b ?? '') : `A: ${a}; B: ${b}`;
    const key = `${sides.join()} ${because}`;
    const group = groups.get(key) ?? { titles: [], sides, because };
    groups.set(key, group);
    group.titles.push(aspect.title);
  }
  return [...groups.values()];
}
