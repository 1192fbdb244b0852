import { VERDICTS } from '../../report.ts';
import type { Report } from '../../report.ts';
import { number, counted } from '../../units.ts';
import { dim, line, styled } from '../layout/lines.ts';
import type { Line, Span } from '../layout/lines.ts';

/** How many containers, how many of each severity, and what the sign in front of a figure means. */
export function summaryLines({ summary, containers }: Report): Line[] {
  const found = VERDICTS.toReversed().filter((severity) => summary.bySeverity[severity] > 0);
  const parts = found.flatMap((severity, index): Span[] => [
    { text: index === 0 ? '' : ', ' },
    styled(`severity.${severity}`, `${number(summary.bySeverity[severity])} ${severity}`),
  ]);
  const estimated = containers.filter(({ basis }) => basis === 'estimated').length;
  return [
    line(styled('heading', counted(summary.containers, 'container')), ': ', ...parts),
    ...(estimated === 0 ? [] : [line(dim(`~ estimated, not measured (${counted(estimated, 'container')})`))]),
  ];
}
