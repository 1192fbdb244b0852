import type { Check, CheckDetail, CheckVerdict } from '../../contracts/diagnosis.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { asSentence } from './sentence.ts';
import { isHarsher, rungsInWords } from './threshold.ts';
import { THRESHOLDS, verdictOn, type ThresholdId } from './thresholds.ts';

/** What is the same whatever comes out of a check. */
export type CheckBase = Pick<Check, 'id' | 'title' | 'scope'> &
  Partial<Pick<Check, 'method' | 'subject' | 'command'>>;

/** A check that could not be made: a problem of the evidence, or a sentence. */
export function unknownCheck(base: CheckBase, because: Problem | string, details: CheckDetail[] = []): Check {
  const reason = typeof because === 'string' ? because : because.message;
  return { ...base, verdict: 'unknown', reason: asSentence(reason), details };
}

/** A check whose verdict is not that of one number. */
export function plainCheck(
  base: CheckBase,
  found: Pick<Check, 'verdict' | 'reason'> &
    Partial<Pick<Check, 'measured' | 'value' | 'threshold' | 'details'>>,
): Check {
  return { ...base, details: [], ...found };
}

interface Measured {
  threshold: ThresholdId;
  /** In the threshold’s unit. */
  value: number;
  /** As people read it. */
  measured: string;
  /** A sentence for each verdict that may come out; a missing one is that of the next milder. */
  reasons: { ok: string; notice?: string; warning?: string; problem?: string };
  /** What the surroundings allow at most, and why in a sentence that is put in the reason’s place. */
  cap?: { verdict: CheckVerdict; reason: string };
  details?: CheckDetail[];
}

/** A check of one number against its row of the table. What is no finite number is unknown. */
export function measuredCheck(base: CheckBase, found: Measured): Check {
  const { threshold, value, measured, reasons, cap, details = [] } = found;
  if (!Number.isFinite(value)) return unknownCheck(base, 'The figure that was read is no number.', details);
  const reached = verdictOn(threshold, value);
  const capped = cap !== undefined && isHarsher(reached, cap.verdict);
  return {
    ...base,
    verdict: capped ? cap.verdict : reached,
    measured,
    value,
    threshold: rungsInWords(THRESHOLDS[threshold]),
    reason: capped ? cap.reason : reasonFor(reached, reasons),
    details,
  };
}

function reasonFor(verdict: CheckVerdict, reasons: Measured['reasons']): string {
  const { ok, notice = ok, warning = notice, problem = warning } = reasons;
  return { unknown: ok, ok, notice, warning, problem }[verdict];
}
