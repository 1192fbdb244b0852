import { age, counted } from '../../../../units.ts';
import { dim, line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { printable } from '../../../text.ts';
import type { PodRow } from '../../backend.ts';
import { isCrashLoop } from '../../health.ts';
import type { ListDetail } from '../../list-screen/parts.ts';
import type { Around } from '../../screen.ts';
import { podStyle } from './columns.ts';

/** Why a pod is as it is; then where it runs and what is in it. */
export function podDetail(row: PodRow, _state: unknown, { now }: Around, page: Page): ListDetail {
  return {
    title: `pod ${printable(row.name)}`,
    lines: [...reasonLines(row, now, page), ...placeLines(row, now, page)],
  };
}

function reasonLines(row: PodRow, now: number, page: Page): Line[] {
  const status = printable(row.status, { max: 60 });
  const lead = styled(podStyle(row, now), isCrashLoop(row, now) ? loopWord(status) : status);
  const why = row.why === undefined ? '' : printable(row.why);
  const restarted =
    row.restarts === 0
      ? ''
      : `It restarted ${counted(row.restarts, 'time')}${row.restartedAt === undefined ? '' : `, last ${ago(row.restartedAt, now)} ago`}${
          row.lastEnd === undefined ? '' : `: ${printable(row.lastEnd)}`
        }.`;
  const text = [why, restarted].filter(Boolean).join(' ');
  return [
    line(lead, dim(` ${printable(row.ready)} ready`)),
    ...(text === '' ? [] : prose(page, { text, indent: 0 })),
  ];
}

/** Between two crashes a pod looks well. */
function loopWord(status: string): string {
  return status.endsWith('CrashLoopBackOff') ? status : `${status}, in a crash loop`;
}

function placeLines(
  { workload, node, namespace, containers, createdAt }: PodRow,
  now: number,
  page: Page,
): Line[] {
  const of = workload === undefined ? 'no workload' : printable(workload);
  const on = node === undefined ? 'no node yet' : `on ${printable(node)}`;
  const names = containers.map((name) => printable(name)).join(', ');
  const text = `${of} in ${printable(namespace)}, ${on}, ${ago(createdAt, now)} old; ${containers.length === 1 ? 'container' : 'containers'} ${names}`;
  return prose(page, { text, indent: 0, style: 'dim' });
}

function ago(at: string, now: number): string {
  return age(at, new Date(now).toISOString());
}
