import type { ContainerReport, Report } from '../../contracts/report.ts';
import { brief } from '../layout/brief.ts';
import { clipMiddle } from '../layout/fit.ts';
import { line, type Line } from '../layout/lines.ts';
import { nextStepLines } from '../layout/next-step.ts';
import type { Page } from '../layout/page.ts';
import { command } from '../layout/prose.ts';
import { firstThatFits } from '../layout/screen.ts';
import type { WorkloadMend } from './mends.ts';
import { summaryLines } from './summary.ts';

const ROOMS = [
  { lines: 3, effectLines: 2, command: true },
  { lines: 2, effectLines: 0, command: true },
  { lines: 2, effectLines: 0, command: false },
];

/** Columns of a name in a sentence; the commands have it whole. */
const NAME = 50;

/** What a first screen has to hold, above the table: how bad, the worst and why, the mend to begin with, how to go on. */
export function head(
  report: Report,
  { worst, mends: [first] }: { worst: ContainerReport; mends: readonly WorkloadMend[] },
  page: Page,
): Line[] {
  const about = `${worst.severity === 'ok' ? 'The largest' : 'The worst'}, pod/${short(worst.pod)}`;
  return firstThatFits(
    ROOMS.values().map((room) => [
      ...summaryLines(report),
      ...brief(page, { text: `${about}: ${worst.reason}`, indent: 0, most: room.lines }),
      ...(first === undefined ? [] : nextStepLines(stepOf(first), room, 'mends', page)),
      line('The whole report about one container (-v lists more of all of them):'),
      command(whole(worst), 2),
    ]),
    page,
  );

  function stepOf({ owner, mend: { title, command: how, effect } }: WorkloadMend) {
    const commands = how === undefined ? [] : [how];
    return { heading: 'FIRST', title: `${short(owner)}: ${title}`, commands, effect };
  }

  function short(name: string): string {
    return clipMiddle(name, NAME, page.width);
  }
}

function whole({ pod, namespace, container }: ContainerReport): string {
  return `kubectl envaudit ${pod} -n ${namespace} -c ${container}`;
}
