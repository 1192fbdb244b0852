import type { ContainerReport, HeadroomReport } from '../../contracts/report.ts';
import { size, counted, percent } from '../../units.ts';
import { gauge } from '../layout/bar.ts';
import { gridHead, gridRow, restColumns } from '../layout/grid.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { points } from '../layout/prose.ts';
import type { Style } from '../theme.ts';

const LONGEST_GAUGE = 48;

/** How much of the kernel's limit for one exec is used, now and after a restart, and how many Services still fit. */
export function headroomSection({ headroom }: ContainerReport, page: Page): Line[] {
  const { limitBytes, limitSource, now, nextRestart, argument } = headroom;
  const assumed = limitSource === 'assumed' ? ' (assumed)' : '';
  return [
    gridHead(page, {
      label: 'ROOM FOR EXEC',
      first: 'USED',
      second: 'SIZE',
      rest: `OF ${size(limitBytes)}${assumed}`,
    }),
    used('now', now, page),
    used('at the next restart', nextRestart, page),
    ...(argument === undefined ? [] : [used('all names in one argument', argument, page)]),
    ...points([room(headroom), ...argumentWords(argument)], page),
  ];
}

function room({ nextRestart, moreServices }: HeadroomReport): string {
  if (nextRestart.percent > 100) return 'The next start fails: the limit is exceeded.';
  if (moreServices <= 0) return 'Not one more Service of average size fits.';
  return `${counted(moreServices, 'more Service')} of average size would fit.`;
}

function argumentWords(argument: HeadroomReport['argument']): string[] {
  if (argument === undefined) return [];
  const { because, limitBytes, moreServices } = argument;
  const left =
    moreServices <= 0 ? 'no more Service fits' : `${counted(moreServices, 'more Service')} would fit`;
  return [`A single argument may have ${size(limitBytes)}: ${left}. ${because}`];
}

function used(label: string, { bytes, percent: part }: { bytes: number; percent: number }, page: Page): Line {
  const columns = Math.min(LONGEST_GAUGE, restColumns(page));
  return gridRow(page, {
    label,
    first: percent(part),
    second: size(bytes),
    rest: gauge({ percent: part, columns, style: styleOf(part) }),
  });
}

/** The thresholds of the severity table. */
function styleOf(part: number): Style {
  if (part > 90) return 'severity.critical';
  if (part > 75) return 'severity.high';
  return part > 50 ? 'severity.medium' : 'severity.ok';
}
