import type { Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { stack } from '../../../layout/stack.ts';
import { printable } from '../../../text.ts';
import { findingLines } from '../../finding-lines.ts';
import { isCrashLoop, isUnready, restartsText } from '../../health.ts';
import type { ListDetail } from '../../list-screen/parts.ts';
import type { Around } from '../../screen.ts';
import { changeLines, ownerOf } from '../pod-changes.ts';
import type { WorkloadRow } from './columns.ts';
import type { WorkloadsState } from './state.ts';

/** Why a workload hurts: its pods that are not well, what the scan found, and what changed. */
export function workloadDetail(
  row: WorkloadRow,
  { live, report }: WorkloadsState,
  { now }: Around,
  page: Page,
): ListDetail {
  const { namespace, name } = row;
  const changes = [...live.changes.values()].filter(
    (change) => change.namespace === namespace && change.workload === name,
  );
  return {
    title: `${printable(name)} in ${printable(namespace)}`,
    lines: stack([
      podLines(row, live, now, page),
      row.report === undefined
        ? prose(page, { text: 'It is newer than the scan: r scans again.', indent: 0 })
        : findingLines(row.report.findings, page.columns, {
            reason: row.report.reason,
            problems: report?.incomplete ?? [],
          }),
      changeLines(changes, now, page),
    ]),
  };
}

function podLines(
  { namespace, name, health }: WorkloadRow,
  { pods }: WorkloadsState['live'],
  now: number,
  page: Page,
): Line[] {
  if (health === undefined || health.crashing + health.unready === 0) return [];
  const own = [...pods.rows.values()].filter(
    (pod) =>
      pod.namespace === namespace && ownerOf(pod) === name && (isCrashLoop(pod, now) || isUnready(pod)),
  );
  return own
    .toSorted((left, right) => right.restarts - left.restarts)
    .slice(0, TOLD)
    .flatMap((pod) => {
      const word = isCrashLoop(pod, now)
        ? `in a crash loop, restarts ${restartsText(pod, now)}`
        : 'not ready';
      const why = pod.lastEnd ?? pod.why;
      const text = `${printable(pod.name)}: ${word}, ${printable(pod.status, { max: 60 })}${why === undefined ? '' : `: ${printable(why)}`}`;
      return prose(page, { text, indent: 0, style: isCrashLoop(pod, now) ? 'error' : 'gone' });
    });
}

const TOLD = 3;
