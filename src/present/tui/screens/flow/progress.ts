import { duration } from '../../../../units.ts';
import type { DiagnosisPart } from '../../../../contracts/diagnosis-evidence.ts';
import { timeLeft, type TimeLeft } from '../../../diagnosis/time-left.ts';
import { waitedFor } from '../../../diagnosis/waiting.ts';
import { gauge } from '../../../layout/bar.ts';
import { dim, line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { failedLines } from '../../components/container-jobs.ts';
import { fit } from '../../paint.ts';
import type { Around } from '../../screen.ts';
import type { FlowState } from './state.ts';

const BAR = 16;

/** How far the run is, with an estimate of what is left; or how it ended and what can be done now. */
export function progressLines(state: FlowState, around: Around, page: Page): Line[] {
  const { run, parts, arrived, diagnosis } = state;
  switch (run.status) {
    case 'running': {
      const elapsed = Math.max(0, around.now - run.startedAt);
      const waiting = parts.filter((part) => !arrived.includes(part));
      const left = run.timing === undefined ? undefined : timeLeft(run.timing, waiting, elapsed);
      return [
        line(
          ...(around.screenReader ? [] : [...gaugeOf(elapsed, left), { text: '  ' }]),
          styled('name', 'Running'),
          ` for ${seconds(elapsed)}${leftText(left)}`,
          dim('; x cancels'),
        ),
        line(dim(fit(waitText(waiting, left), page.columns, { cut: 'words' }).trimEnd())),
      ];
    }
    case 'finished':
      return [
        line(
          run.tookMs === undefined ? 'A finished diagnosis' : `Finished in ${duration(run.tookMs)}`,
          diagnosis?.allow.includes('exec') === false ? ', from outside only' : '',
          dim('; s saves its evidence, r looks again'),
        ),
      ];
    case 'cancelled':
      return [line('Cancelled', dim('; what was judged before stays; r starts again'))];
    case 'failed':
      return failedLines(run.problem, page);
  }
}

/** What it waits for, from the first second on. */
function waitText(waiting: readonly DiagnosisPart[], left: TimeLeft | undefined): string {
  if (left === undefined) return 'It waits for the API server: what the container is, and where it runs.';
  const late = left.because === undefined ? 'It' : `${LATE[left.because]}; it`;
  return waiting.length === 0 ? 'All has come; it is judged.' : `${late} waits for ${waitedFor(waiting)}.`;
}

/** `, about 6 s left`. */
function leftText(left: TimeLeft | undefined): string {
  if (left === undefined) return '';
  const { ms, atMost } = left;
  if (ms === 0) return ', done any moment now';
  return `, ${atMost ? 'at most' : 'about'} ${seconds(ms)} left`;
}

const LATE: Record<NonNullable<TimeLeft['because']>, string> = {
  'longer-window': 'The window has shown too little and is made longer',
  'slow-start': 'The container is slow to answer',
};

function gaugeOf(elapsedMs: number, left: TimeLeft | undefined) {
  // It never looks done before it is.
  const percent = left === undefined ? 0 : Math.min(99, (elapsedMs / Math.max(1, elapsedMs + left.ms)) * 100);
  return gauge({ percent, columns: BAR, style: 'bar' });
}

function seconds(milliseconds: number): string {
  return duration(Math.max(1, Math.round(milliseconds / 1000)) * 1000).replace(/\.0+(?= )/, '');
}
