import { age, counted } from '../../../../units.ts';
import { line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { printable } from '../../../text.ts';
import type { Style } from '../../../theme.ts';
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

/** How it is, how its last run ended, and what the cluster says about it: in this order, as what is short tells most. */
function reasonLines(row: PodRow, now: number, page: Page): Line[] {
  const { status, ready, restarts, restartedAt, lastEnd, why } = row;
  const word = isCrashLoop(row, now)
    ? loopWord(printable(status, { max: 60 }))
    : printable(status, { max: 60 });
  const last = restartedAt === undefined ? '' : `, last ${ago(restartedAt, now)} ago`;
  const end = lastEnd === undefined ? '' : `: ${printable(lastEnd)}`;
  const restarted = restarts === 0 ? '' : `; ${counted(restarts, 'restart')}${last}${end}`;
  const text = [`${word}, ${printable(ready)} ready${restarted}.`, why === undefined ? '' : printable(why)];
  return text
    .filter(Boolean)
    .flatMap((each) => prose(page, { text: each, indent: 0 }))
    .map((each, index) => (index === 0 ? led(each, word, podStyle(row, now)) : each));
}

/** The line with its first word in a style. */
function led(spans: Line, word: string, style: Style): Line {
  const text = spans.map((span) => span.text).join('');
  return text.startsWith(word)
    ? line(styled(style, word), text.slice(word.length))
    : line(styled(style, text));
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
