import { duration } from '../../../../units.ts';
import { waitedFor } from '../../../diagnosis/waiting.ts';
import { gauge } from '../../../layout/bar.ts';
import { dim, line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { failedLines } from '../../components/container-jobs.ts';
import type { Around } from '../../screen.ts';
import type { FlowState } from './state.ts';

const BAR = 16;

/** How far the run is, with an estimate of what is left; or how it ended and what can be done now. */
export function progressLines(state: FlowState, around: Around, page: Page): Line[] {
  const { run, parts, arrived, diagnosis } = state;
  switch (run.status) {
    case 'running': {
      const elapsed = Math.max(0, around.now - run.startedAt);
      const waiting = waitedFor(parts.filter((part) => !arrived.includes(part)));
      return [
        line(
          ...(around.screenReader ? [] : [...gaugeOf(elapsed, run.expectedMs), { text: '  ' }]),
          styled('name', 'Running'),
          ` for ${seconds(elapsed)}${remaining(elapsed, run.expectedMs)}`,
          dim('; x cancels'),
        ),
        ...(waiting === '' ? [] : [line(dim(`It waits for ${waiting}.`))]),
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

/** `, about 6 s left`. */
export function remaining(elapsedMs: number, expectedMs: number | undefined): string {
  if (expectedMs === undefined) return '';
  const left = expectedMs - elapsedMs;
  return left > 500 ? `, about ${seconds(left)} left` : ', longer than expected';
}

function gaugeOf(elapsedMs: number, expectedMs: number | undefined) {
  // It never looks done before it is.
  const percent = expectedMs === undefined ? 0 : Math.min(99, (elapsedMs / Math.max(1, expectedMs)) * 100);
  return gauge({ percent, columns: BAR, style: 'bar' });
}

function seconds(milliseconds: number): string {
  return duration(Math.round(milliseconds / 1000) * 1000)
    .replace(/\.0+(?= )/, '')
    .replace('0 ms', '0 s');
}
