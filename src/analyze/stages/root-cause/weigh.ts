import type { Cause, CheckedStage, RootCause } from '../../../contracts/diagnosis.ts';
import type { Mend } from '../../../contracts/report.ts';

export type Confidence = Exclude<RootCause['confidence'], 'none'>;
export type Reason = RootCause['because'][number];
export type Surer = RootCause['surer'][number];

/** One thing that speaks for a cause, or against it. */
export interface Point {
  /** Undefined: not known. Then it does not speak for the cause, and what would speak against it counts in full. */
  holds: boolean | undefined;
  /** 1 hint, 2 strong, 3 or more decisive; below 0 it speaks against the cause. */
  weight: number;
  /** What was seen, as a sentence; of points that speak for it. */
  text?: string;
  stage?: CheckedStage;
  check?: string;
}

/** What a cause comes to. */
export interface Candidate {
  cause: Cause;
  /**
   * `cause`: enough speaks for it. `contributes`: it is there, and explains no slowness by itself. `ruled-out`: it was
   * looked at, and is not it. `open`: too little is known. `unsettled`: it was not found, and yet a check that shows it is
   * bad: that is what something else does, or what nobody can tell, and so it is not said to be ruled out.
   */
  standing: 'cause' | 'contributes' | 'ruled-out' | 'open' | 'unsettled';
  confidence: Confidence;
  /** `down`: the container does not run or was killed, which comes before all slowness. `start`: only its start is slow. */
  tier: 'down' | 'slow' | 'start';
  /** Of the container's time, 0 to 1. */
  share?: number;
  /** The conclusion in one or two sentences; of `ruled-out` by what, of `open` what is missing. */
  text: string;
  because: Reason[];
  surer: Surer[];
  mends: Mend[];
}

/** What must come together for each confidence. */
const LEAST: readonly (readonly [Confidence, number])[] = [
  ['proved', 6],
  ['likely', 4],
  ['possible', 2],
];

/** Sums the points up; undefined where too little speaks for the cause. */
export function weigh(points: readonly Point[]): { confidence: Confidence; because: Reason[] } | undefined {
  const score = points.reduce(
    (sum, { holds, weight }) => sum + ((weight > 0 ? holds === true : holds !== false) ? weight : 0),
    0,
  );
  const confidence = LEAST.find(([, least]) => score >= least)?.[0];
  if (confidence === undefined) return undefined;
  const because = points.flatMap(({ holds, weight, text, stage, check }) =>
    holds === true && weight > 0 && text !== undefined && stage !== undefined && check !== undefined
      ? [{ text, stage, check }]
      : [],
  );
  return { confidence, because };
}

/** A candidate that stands by its points; `otherwise` when too little speaks for it. */
export function candidate(
  input: Pick<Candidate, 'cause' | 'text'> &
    Partial<Pick<Candidate, 'share' | 'surer' | 'mends' | 'tier' | 'standing'>> & {
      points: readonly Point[];
    },
  otherwise: Candidate | undefined,
): Candidate | undefined {
  const { points, share, surer = [], mends = [], tier = 'slow', standing = 'cause', ...rest } = input;
  const weighed = weigh(points);
  if (weighed === undefined) return otherwise;
  return {
    ...rest,
    ...weighed,
    standing,
    tier,
    surer,
    mends,
    ...(share === undefined || !Number.isFinite(share) ? {} : { share: Math.min(1, Math.max(0, share)) }),
  };
}

/** It was looked at and is not it. */
export function ruledOut(cause: Cause, by: string): Candidate {
  return {
    cause,
    standing: 'ruled-out',
    confidence: 'possible',
    tier: 'slow',
    text: by,
    because: [],
    surer: [],
    mends: [],
  };
}

/** Too little is known of it. */
export function open(cause: Cause, missing: string, surer: Surer[] = []): Candidate {
  return { ...ruledOut(cause, missing), standing: 'open', surer };
}
