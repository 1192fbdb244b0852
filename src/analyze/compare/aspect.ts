import type { Known } from '../../contracts/evidence.ts';
import type { EvidenceLine } from '../../contracts/report.ts';
import type { ContainerJudgement } from '../figures/audited.ts';
import type { Scene } from './scene.ts';
import type { ByHand } from './commands.ts';
import { name, type Letter, type Side } from './side.ts';
import type { Weight } from './weights.ts';

/** Both sides, and what is established about them as a pair. */
export interface Pair {
  a: Side;
  b: Side;
  scene: Scene;
  /** Whether an aspect before this one explains already why a side is slower. */
  explained: boolean;
}

/** One thing in which two sides can differ. */
export interface Aspect<T> {
  /** Stable: the `what` of a difference. */
  what: string;
  title: string;
  /** The symptom itself, which other aspects explain. */
  symptom?: boolean;
  /** What a side says; undefined where the aspect is not about it. */
  read?: (side: Side) => Known<T> | undefined;
  /** The same of a container, where the aspect is about one. */
  ofContainer?: (container: ContainerJudgement) => Known<T>;
  shown: (value: T) => string;
  /** Whether two values are the same, or why that cannot be told; by what is shown where it is absent. */
  same?: (a: T, b: T) => boolean | string;
  /** About two that are not. */
  judge: (input: Compared<T>) => Judged;
  /** A side's value in full, without an end; what is shown where it is absent. */
  says?: (value: T, side: Side) => string;
  /** What shows the side's value by hand. */
  by?: ByHand;
}

export interface Compared<T> {
  a: T;
  b: T;
  pair: Pair;
}

export interface Judged {
  weight: Weight;
  /** The side that it makes slower. */
  slower?: Letter | undefined;
  /** Among equals of weight: by which factor it makes a side slower, when that is known. */
  strength?: number | undefined;
  message: string;
}

/** An aspect with its type of value closed over. */
export interface ClosedAspect {
  what: string;
  title: string;
  symptom: boolean;
  compare: (pair: Pair) => Outcome;
}

export type Outcome =
  | { kind: 'none' }
  | { kind: 'same' }
  | { kind: 'unknown'; because: Partial<Record<Letter, string>> }
  | { kind: 'different'; judged: Judged; a: string; b: string; evidence: EvidenceLine[] };

/** An aspect and what came of it. */
export interface Seen {
  aspect: ClosedAspect;
  outcome: Outcome;
}

/** Reads both sides, and judges them where both say something and not the same. */
export function aspect<T>(definition: Aspect<T>): ClosedAspect {
  const { what, title, symptom = false, shown, judge, says = shown, by } = definition;
  const { ofContainer, read = ({ judgement }) => judgement && ofContainer?.(judgement) } = definition;
  const line = (side: Side, value: T): EvidenceLine => ({
    text: `${name(side.letter)}: ${says(value, side)}.`,
    command: by?.(side),
  });
  const same = definition.same ?? ((a: T, b: T) => shown(a) === shown(b));
  return {
    what,
    title,
    symptom,
    compare(pair) {
      const a = read(pair.a);
      const b = read(pair.b);
      if (a === undefined || b === undefined) return { kind: 'none' };
      if (!a.known || !b.known) {
        return { kind: 'unknown', because: { ...becauseOf('a', a), ...becauseOf('b', b) } };
      }
      const alike = same(a.value, b.value);
      if (typeof alike === 'string') return { kind: 'unknown', because: { a: alike, b: alike } };
      if (alike) return { kind: 'same' };
      return {
        kind: 'different',
        judged: judge({ a: a.value, b: b.value, pair }),
        a: shown(a.value),
        b: shown(b.value),
        evidence: [line(pair.a, a.value), line(pair.b, b.value)],
      };
    },
  };
}

/** The side with the larger value. */
export function larger(a: number, b: number): Letter | undefined {
  if (a === b) return undefined;
  return a > b ? 'a' : 'b';
}

function becauseOf(letter: Letter, value: Known<unknown>): Partial<Record<Letter, string>> {
  return value.known ? {} : { [letter]: value.problem.message };
}
