import type { Report } from '../../contracts/report.ts';
import { counted } from '../../units.ts';
import { dim, line, styled, type Line } from '../layout/lines.ts';
import { severityCounts } from '../layout/severities.ts';

/** How many containers, how many of each severity, and what the sign in front of a figure means. */
export function summaryLines({ summary, containers }: Report): Line[] {
  const estimated = containers.filter(({ basis }) => basis === 'estimated').length;
  return [
    line(
      styled('heading', counted(summary.containers, 'container')),
      ': ',
      ...severityCounts(summary.bySeverity),
    ),
    ...(estimated === 0 ? [] : [line(dim(`~ estimated, not measured (${counted(estimated, 'container')})`))]),
  ];
}
