import { SEVERITIES } from '../../report.ts';
import type { Report } from '../../report.ts';
import { count, counted } from '../numbers.ts';
import { line, styled } from '../layout/lines.ts';
import type { Line, Span } from '../layout/lines.ts';

/** One line: how many containers, and how many of each severity. */
export function summaryLine({ summary, containers }: Report): Line {
  const present = SEVERITIES.toReversed().filter((severity) => summary.bySeverity[severity] > 0);
  const parts = present.flatMap((severity, index): Span[] => [
    { text: index === 0 ? '' : ', ' },
    styled(`severity.${severity}`, `${count(summary.bySeverity[severity])} ${severity}`),
  ]);
  const estimated = containers.filter(({ basis }) => basis === 'estimated').length;
  const rest = estimated === 0 ? '' : `; ${count(estimated)} estimated (~), not measured`;
  return line(styled('heading', counted(summary.containers, 'container')), ': ', ...parts, rest);
}
