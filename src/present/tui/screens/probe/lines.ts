import type { ContainerReport } from '../../../../contracts/report.ts';
import { age, duration, number } from '../../../../units.ts';
import { dim, line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { stack } from '../../../layout/stack.ts';
import { printableReport } from '../../../printable-report.ts';
import { costSection } from '../../../single/cost.ts';
import { failedLines, noContainer, runningJob } from '../../components/container-jobs.ts';
import { besidePane, pageOf, RULE, WIDE } from '../../components/panes.ts';
import { plot } from '../../components/plot.ts';
import { fit } from '../../paint.ts';
import type { Around } from '../../screen.ts';
import { curveOf, type CostPoint, type Curve } from './points.ts';
import type { ProbeState } from './state.ts';

const PLOT_ROWS = 11;

/** Everything that the screen has to say; it shows what fits, and scrolls. */
export function probeLines(state: ProbeState, around: Around): Line[] {
  const page = pageOf(around.columns);
  const status = statusLines(state, around, page);
  const container = state.audited?.report.containers[0];
  if (state.audited === undefined || container === undefined) return status;
  const report = printableReport(withoutLists(container));
  const curve = curveOf(state.audited, state.at, around.history);
  const costs = costSection(report, page);
  if (curve === undefined) return stack([status, costs]);
  if (around.columns < WIDE || around.screenReader) {
    const picture = around.screenReader ? [] : pictureOf(curve, around);
    return stack([status, [...picture, ...figureLines(curve, around)], costs]);
  }
  const at = Math.floor(around.columns * 0.55);
  const left = pictureOf(curve, { ...around, columns: at });
  const right = figureLines(curve, { ...around, columns: around.columns - at - RULE });
  const rows = Math.max(left.length, right.length);
  return stack([status, besidePane({ left, right, at, rows }), costs]);
}

/** Only what costs is read of it: of 20,000 variables none has to be made printable. */
function withoutLists(report: ContainerReport): ContainerReport {
  return { ...report, services: [], variables: [], findings: [], mends: [] };
}

function statusLines({ of, audited, at, ended }: ProbeState, around: Around, page: Page): Line[] {
  if (of === undefined) return prose(page, { text: noContainer('p'), indent: 0 });
  const job = runningJob(around, 'audit');
  if (job !== undefined)
    return [line(styled('name', 'Measuring'), ` ${job.since}`, dim(`; x cancels.${job.said}`))];
  if (ended === 'cancelled') return [line('Cancelled', dim('; r measures again'))];
  if (ended !== undefined) return failedLines(ended.problem, page);
  if (audited === undefined) {
    return [line('Nothing was measured yet', dim('; r measures, p measures in full; both ask before'))];
  }
  return [
    line(`Measured ${ago(at, around)} ago`, dim('; r measures again, p in full, s saves the evidence')),
  ];
}

function pictureOf({ points, at }: Curve, around: Around): Line[] {
  return plot({
    columns: Math.min(around.columns, 76),
    rows: Math.min(PLOT_ROWS, Math.max(6, around.rows - 4)),
    x: { most: mostOf(points.map(({ variables }) => variables)), format: number },
    y: { most: mostOf(points.map(({ cpuMs }) => cpuMs)), format: duration },
    curve: at,
    // Of points in one place the first, a measurement, stays to be seen.
    points: points.toReversed().map(({ variables, cpuMs, mark }) => ({ x: variables, y: cpuMs, mark })),
    ascii: !around.color,
  });
}

/** The same in words: what is plotted, the points, and a few figures of the curve. */
function figureLines({ points, at, what, growth }: Curve, around: Around): Line[] {
  const page = pageOf(around.columns);
  const most = mostOf(points.map(({ variables }) => variables));
  const model = [0.25, 0.5, 0.75].map((part) => Math.round(most * part));
  const text = `CPU time of ${what} against the number of variables; the model grows ${growth}: ${model
    .map((count) => `${number(count)} variables ${duration(at(count))}`)
    .join(', ')}.`;
  return [
    ...points.map((point) => pointLine(point, around)),
    ...prose(page, { text, indent: 2, style: 'dim' }),
  ];
}

function pointLine({ mark, kind, variables, cpuMs, at, note }: CostPoint, around: Around): Line {
  const count = mark === 's' ? 'few' : number(variables);
  const when = at === undefined ? '' : ` ${ago(at, around)} ago`;
  return line(
    styled('bar', `${mark} `),
    `${fit(count, 7, { right: true })} variables  ${fit(duration(cpuMs), 8, { right: true })}  `,
    dim([`${kind}${when}`, note].filter(Boolean).join(', ')),
  );
}

/** The end of an axis: the next larger number of one figure that is 1, 2, 3, 5 or 8. */
function mostOf(values: readonly number[]): number {
  const value = Math.max(...values) * 1.05;
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 5, 8].find((step) => step * power >= value) ?? 10) * power;
}

function ago(at: number, { now }: Around): string {
  return age(new Date(at).toISOString(), new Date(Math.max(at, now)).toISOString());
}
