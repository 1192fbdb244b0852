import type { EvidenceLine } from '../../../contracts/report.ts';
import { duration } from '../../../units.ts';
import type { ChildCost } from '../../figures/environment/child-cost.ts';
import { middle } from '../../figures/environment/starts.ts';
import { cores, durations } from '../../words.ts';
import type { ClosedAspect, Judged, Pair } from '../aspect.ts';
import { inContainer } from '../commands.ts';
import { name, other, type Letter, type Side } from '../side.ts';
import { LIMITS, clearly } from '../weights.ts';

/** What one child process takes with this environment: measured, else estimated. The symptom that others explain. */
export const childCost: ClosedAspect = {
  what: 'child-process-cost',
  title: 'Cost of the environment',
  symptom: true,
  compare(pair) {
    const { a, b } = pair.scene.cost;
    if (pair.a.judgement === undefined || pair.b.judgement === undefined) return { kind: 'none' };
    if (!a.known || !b.known) {
      return {
        kind: 'unknown',
        because: {
          ...(a.known ? {} : { a: a.problem.message }),
          ...(b.known ? {} : { b: b.problem.message }),
        },
      };
    }
    if (overlap(a.value, b.value)) {
      const estimated: Letter = a.value.basis === 'estimated' ? 'a' : 'b';
      return {
        kind: 'unknown',
        because: { [estimated]: 'nothing was timed there, and the other side lies within the estimate' },
      };
    }
    if (!differs(a.value, b.value)) return { kind: 'same' };
    return {
      kind: 'different',
      judged: judge(pair, a.value, b.value),
      a: shown(a.value),
      b: shown(b.value),
      evidence: [line(pair.a, a.value), line(pair.b, b.value)],
    };
  },
};

/** `2.93 s`, `175 ms to 870 ms (estimated)`: what one child process takes at the container's limit. */
export function shown({ effectiveMs, basis }: ChildCost): string {
  return basis === 'measured' ? durations(effectiveMs) : `${durations(effectiveMs)} (estimated)`;
}

/** What it is that takes so long. */
export function operationOf({ kind }: ChildCost): string {
  return kind === 'loop' ? 'Reading the whole environment once' : 'Starting a child process';
}

function judge({ scene }: Pair, a: ChildCost, b: ChildCost): Judged {
  const more: Letter = middle(a.effectiveMs) >= middle(b.effectiveMs) ? 'a' : 'b';
  const [worse, better] = more === 'a' ? [a, b] : [b, a];
  return {
    weight: scene.cost.slower === undefined ? 'context' : 'explains',
    slower: more,
    strength: Number.POSITIVE_INFINITY,
    message: `${operationOf(worse)} takes ${shown(worse)} in ${name(more)}, ${shown(better)} in ${name(other(more))}.`,
  };
}

function differs(a: ChildCost, b: ChildCost): boolean {
  const [less, more] = [middle(a.effectiveMs), middle(b.effectiveMs)].toSorted((x, y) => x - y);
  return clearly(more ?? 0, less ?? 0, { ratio: LIMITS.costNoise.ratio, by: LIMITS.costNoise.ms });
}

/** A measurement within an estimate: whether they differ cannot be said. */
function overlap(a: ChildCost, b: ChildCost): boolean {
  if (a.basis === b.basis) return false;
  return a.effectiveMs[0] <= b.effectiveMs[1] && b.effectiveMs[0] <= a.effectiveMs[1];
}

function line(side: Side, cost: ChildCost): EvidenceLine {
  const limit = side.judgement?.cost.cpuLimit;
  const at = limit === undefined ? 'without a CPU limit' : `at a limit of ${cores(limit)}`;
  const how = cost.basis === 'measured' ? 'measured in the container' : 'estimated from the count';
  const text = `${name(side.letter)}: ${cpu(cost)} of CPU, ${how}, ${at}.`;
  const command = inContainer(['node', '-e', cost.kind === 'loop' ? LOOP : SPAWN]);
  return { text, command: side.judgement?.cost.runtime === 'node' ? command(side) : undefined };
}

function cpu({ cpuMs, basis }: ChildCost): string {
  return basis === 'measured' ? duration(cpuMs[0]) : durations(cpuMs);
}

const LOOP = 'console.time("loop");for(const k in process.env)process.env[k];console.timeEnd("loop")';
const SPAWN = 'console.time("spawn");require("child_process").spawnSync("true");console.timeEnd("spawn")';
