import { counted, number, percent } from '../../../../units.ts';
import type { Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { stack } from '../../../layout/stack.ts';
import { signed } from '../../../scan/tables/namespaces.ts';
import { printable } from '../../../text.ts';
import { findingLines } from '../../finding-lines.ts';
import { healthText, isCrashLoop, restartsText } from '../../health.ts';
import type { ListDetail } from '../../list-screen/parts.ts';
import type { Around } from '../../screen.ts';
import { changeLines } from '../pod-changes.ts';
import type { OverviewState } from './state.ts';
import type { NamespaceRow } from './rows.ts';

/** Why a namespace hurts, what changed in it, how it grows, and what the scan found. */
export function namespaceDetail(
  row: NamespaceRow,
  { live, report }: OverviewState,
  { now }: Around,
  page: Page,
): ListDetail {
  const changes = [...live.changes.values()].filter(({ namespace }) => namespace === row.name);
  return {
    title: `namespace ${printable(row.name)}`,
    lines: stack([
      [...hurtLines(row, live, now, page), ...growthLines(row, page)],
      changeLines(changes, now, page),
      row.report === undefined
        ? []
        : findingLines(row.report.findings, page.columns, { reason: '', problems: report?.incomplete ?? [] }),
    ]),
  };
}

/** The figures of the row in words, the worst first. */
function hurtLines(
  { name, health, failing, report }: NamespaceRow,
  { pods }: OverviewState['live'],
  now: number,
  page: Page,
): Line[] {
  const crashing = health === undefined || health.crashing === 0 ? [] : [...pods.rows.values()];
  const loops = crashing
    .filter((pod) => pod.namespace === name && isCrashLoop(pod, now))
    .toSorted((left, right) => right.restarts - left.restarts)
    .map((pod) => `${printable(pod.name)} ${restartsText(pod, now)}`);
  const texts = [
    loops.length === 0 ? '' : `In a crash loop, with restarts: ${listed(loops)}.`,
    failing.length === 0 ? '' : `Would not start again: ${listed(failing.map((one) => printable(one)))}.`,
    printable(report?.reason ?? ''),
    health === undefined ? '' : `${counted(health.pods, 'pod')}: ${healthText(health)}.`,
  ];
  return texts.filter(Boolean).flatMap((text) => prose(page, { text, indent: 0 }));
}

function growthLines({ report }: NamespaceRow, page: Page): Line[] {
  const { fit, ahead, unknown, execFails } = report?.forecast ?? {};
  if (report === undefined) return [];
  const services = counted(report.services?.total ?? 0, 'Service');
  const next = ahead?.[0];
  const rate =
    fit === undefined
      ? printable(unknown ?? '')
      : `${signed(fit.servicesPerDay)} a day by ${number(fit.days)} days of history`;
  const then =
    next === undefined ? '' : `; in ${next.days} days ${percent(next.percentOfExecLimit)} of the exec limit`;
  const end = execFails === undefined ? '' : `; nothing starts from ${execFails.at.slice(0, 10)} on`;
  return rate === '' ? [] : prose(page, { text: `${services}, ${rate}${then}${end}.`, indent: 0 });
}

/** The first ones, and how many more. */
function listed(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${number(rest)} more` : names.join(', ');
}

const NAMED = 5;
