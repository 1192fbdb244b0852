import type { Verdict } from '../../contracts/report.ts';
import { VERDICTS } from '../../contracts/report.ts';
import { number } from '../../units.ts';
import { styled } from './lines.ts';
import type { Span } from './lines.ts';

/** `3 critical, 11 high, 198 ok`: what there is of each severity, worst first. */
export function severityCounts(bySeverity: Record<Verdict, number>): Span[] {
  return VERDICTS.toReversed()
    .filter((severity) => bySeverity[severity] > 0)
    .flatMap((severity, index): Span[] => [
      { text: index === 0 ? '' : ', ' },
      styled(`severity.${severity}`, `${number(bySeverity[severity])} ${severity}`),
    ]);
}
