import { VERDICTS, type Verdict } from '../../contracts/report.ts';
import { number } from '../../units.ts';
import { styled, type Span } from './lines.ts';

/** `3 critical, 11 high, 198 ok`: what there is of each severity, worst first. */
export function severityCounts(bySeverity: Record<Verdict, number>): Span[] {
  return VERDICTS.toReversed()
    .filter((severity) => bySeverity[severity] > 0)
    .flatMap((severity, index): Span[] => [
      { text: index === 0 ? '' : ', ' },
      styled(`severity.${severity}`, `${number(bySeverity[severity])} ${severity}`),
    ]);
}

/** A severity in front of a text, as wide as the longest of them. */
export function severityLabel(severity: Verdict): Span {
  return styled(`severity.${severity}`, severity.padEnd(LONGEST));
}

const LONGEST = VERDICTS.reduce((most, { length }) => Math.max(most, length), 0);
