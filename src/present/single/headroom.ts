import type { ContainerReport, HeadroomReport } from '../../contracts/report.ts';
import { size, counted } from '../../units.ts';
import { gauge } from '../layout/bar.ts';
import { gridHead, gridRow, restColumns } from '../layout/grid.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { points } from '../layout/prose.ts';
import { limitUse } from '../limit-use.ts';

const LONGEST_GAUGE = 48;

/** How much of the kernel's limit for one exec is used, now and after a restart, and how many Services still fit. */
export function headroomSection({ headroom, findings }: ContainerReport, page: Page): Line[] {
  const { limitBytes, limitSource, now, nextRestart, argument } = headroom;
  const assumed = limitSource === 'assumed' ? ' (assumed)' : '';
  return [
    gridHead(page, {
      label: 'ROOM FOR EXEC',
      first: 'USED',
      second: 'SIZE',
      rest: `OF ${size(limitBytes)}${assumed}`,
    }),
    used('now', now, ABOUT_NOW),
    used('at the next restart', nextRestart, [...ABOUT_NOW, 'restart-exceeds-exec-limit']),
    ...(argument === undefined ? [] : [used('all names in one argument', argument, ['argument-limit'])]),
    ...points([room(headroom), ...argumentWords(argument)], page),
  ];

  /** A row, in the colour of the finding that judges it. */
  function used(label: string, use: { bytes: number; percent: number }, about: readonly string[]): Line {
    const columns = Math.min(LONGEST_GAUGE, restColumns(page));
    const severity = findings.find(({ code }) => about.includes(code))?.severity ?? 'ok';
    return gridRow(page, {
      label,
      first: limitUse(use),
      second: size(use.bytes),
      rest: gauge({ percent: use.percent, columns, style: `severity.${severity}` }),
    });
  }
}

const ABOUT_NOW = ['exec-limit', 'exec-impossible'];

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
