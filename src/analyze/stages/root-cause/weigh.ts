import type { Cause, RootCause } from '../../../contracts/diagnosis.ts';
import type { Mend } from '../../../contracts/report.ts';
import type { CheckId } from '../checks.ts';

export type Confidence = Exclude<RootCause['confidence'], 'none'>;
export type Surer = RootCause['surer'][number];

/** A sentence that speaks for a cause, and the check that it rests on. */
export interface Reason {
  text: string;
  check: CheckId;
}

/** One thing that speaks for a cause, or against it. */
export interface Point extends Partial<Reason> {
  /** Undefined: not known. Then it does not speak for the cause, and what would speak against it counts in full. */
  holds: boolean | undefined;
  /** 1 hint, 2 strong, 3 or more decisive; below 0 it speaks against the cause. */
  weight: number;
}

/** What a cause comes to. */
export interface Candidate {
  /**
   * `cause`: enough speaks for it. `contributes`: it is there, and explains no slowness by itself. `ruled-out`: it was
   * looked at, and is not it. `open`: too little is known. `unsettled`: it was not found, and yet a check that shows it is
   * bad: that is what something else does, or what nobody can tell, and so it is not said to be ruled out.
   */
  standing: 'cause' | 'contributes' | 'ruled-out' | 'open' | 'unsettled';
  confidence: Confidence;
  /**
   * `down`: the container does not run or was killed, which comes before all slowness. `past`: that, but it runs again.
   * `start`: only its start is slow.
   */
  tier: 'down' | 'past' | 'slow' | 'start';
  /** Of the container's time, 0 to 1. */
  share?: number;
  /** The conclusion in one or two sentences; of `ruled-out` by what, of `open` what is missing. */
  text: string;
  because: Reason[];
  surer: Surer[];
  mends: Mend[];
}

/** A candidate, and what it is a candidate for. */
export interface Weighed extends Candidate {
  cause: Cause;
}

/** What must come together for each confidence. */
const LEAST: readonly (readonly [Confidence, number])[] = [
  ['proved', 6],
  ['likely', 4],
  ['possible', 2],
];

/** It stands by its points; where too little speaks for it, it is what `otherwise` says. */
export function candidate(
  input: Pick<Candidate, 'text'> &
    Partial<Pick<Candidate, 'share' | 'surer' | 'mends' | 'tier'>> & { points: readonly Point[] },
  otherwise: Candidate = open('some of what was seen speaks for it, and too little'),
): Candidate {
  const { points, share, surer = [], mends = [], tier = 'slow', text } = input;
  const confidence = confidenceOf(points);
  if (confidence === undefined) return otherwise;
  const because = points.flatMap(({ holds, weight, text: said, check }) =>
    holds === true && weight > 0 && said !== undefined && check !== undefined ? [{ text: said, check }] : [],
  );
  return {
    standing: 'cause',
    confidence,
    tier,
    text,
    because,
    surer,
    mends,
    ...(share === undefined || !Number.isFinite(share) ? {} : { share: Math.min(1, Math.max(0, share)) }),
  };
}

/** It was looked at and is not it. */
export function ruledOut(by: string): Candidate {
  return {
    standing: 'ruled-out',
    confidence: 'possible',
    tier: 'slow',
    text: by,
    because: [],
    surer: [],
    mends: [],
  };
}

/** It is there, and explains no slowness by itself. */
export function contributes(
  text: string,
  more: Partial<Pick<Candidate, 'confidence' | 'surer' | 'mends'>> = {},
): Candidate {
  return { ...ruledOut(text), standing: 'contributes', ...more };
}

/** It was not found, and something that was seen keeps it from being ruled out. */
export function unsettled(text: string): Candidate {
  return { ...ruledOut(text), standing: 'unsettled' };
}

/** Too little is known of it. */
export function open(missing: string, surer: Surer[] = []): Candidate {
  return { ...ruledOut(missing), standing: 'open', surer };
}

/** By the sum of the points; undefined where too little speaks for the cause. */
function confidenceOf(points: readonly Point[]): Confidence | undefined {
  const score = points.reduce(
    (sum, { holds, weight }) => sum + ((weight > 0 ? holds === true : holds !== false) ? weight : 0),
    0,
  );
  return LEAST.find(([, least]) => score >= least)?.[0];
}
