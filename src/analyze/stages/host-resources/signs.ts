import { isHarsher } from '../../figures/threshold.ts';
import { verdictOn, type ThresholdId } from '../../figures/thresholds.ts';

/** One of several figures that tell the same thing, with its row of the thresholds. */
export interface Sign {
  threshold: ThresholdId;
  value: number;
  /** As people read it. */
  measured: string;
}

/** A sign as a list of one; of none where its figure is not known. */
export function sign(
  threshold: ThresholdId,
  value: number | undefined,
  words: (value: number) => string,
): Sign[] {
  return value === undefined || !Number.isFinite(value) ? [] : [{ threshold, value, measured: words(value) }];
}

/** The harshest of them, the first of equals; undefined of none. */
export function worstSign(signs: readonly Sign[]): Sign | undefined {
  const verdict = ({ threshold, value }: Sign) => verdictOn(threshold, value);
  return signs.reduce<Sign | undefined>(
    (worst, each) => (worst === undefined || isHarsher(verdict(each), verdict(worst)) ? each : worst),
    undefined,
  );
}
