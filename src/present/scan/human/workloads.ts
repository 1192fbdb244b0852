import type { Verdict } from '../../../contracts/report.ts';
import type { ScanSummary, WorkloadReport } from '../../../contracts/scan-report.ts';
import { counted, number } from '../../../units.ts';
import { clip } from '../../layout/fit.ts';
import { fitted, withBelow } from '../../layout/fitted.ts';
import { dim, line } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { command, prose } from '../../layout/prose.ts';
import { severityCounts } from '../../layout/severities.ts';
import { scanCommand } from '../kubectl.ts';
import type { Digest } from '../select/digest.ts';
import { execLimitCell, podsCell } from '../tables/cells.ts';
import { WORKLOAD_COLUMNS } from '../tables/workloads.ts';
import { heading } from './section.ts';
import type { Section } from './section.ts';

const INDENT = 2;
const HURTS: ReadonlySet<Verdict> = new Set(['critical', 'high', 'medium']);

/** Workloads that would not start again today: more urgent than anything else. */
export const failingSection: Section = ({ failing, summary }, page) => {
  if (failing.total === 0) return [];
  const left = failing.total - failing.shown.length;
  return [
    heading('WOULD NOT START AGAIN', 'do not restart, drain or scale these before links are off'),
    ...withReasons(failing.shown, summary, page),
    ...(left > 0 ? [line(dim(`  and ${number(left)} more`))] : []),
  ];
};

/** The workloads, what hurts most first or as asked for, each with its reason in a line of its own. */
export const workloadsSection: Section = (digest, page) => workloadsBeside([], digest, page);

/** The same without those that the section of the failing ones has just shown. */
export const otherWorkloadsSection: Section = (digest, page) =>
  workloadsBeside(digest.failing.shown, digest, page);

function workloadsBeside(told: readonly WorkloadReport[], digest: Digest, page: Page): Line[] {
  const { workloads, summary } = digest;
  const above = new Set(told.map(keyOf));
  const rows = workloads.shown.filter((workload) => !above.has(keyOf(workload)));
  if (rows.length === 0) return [];
  return [
    line(
      ...heading('WORKLOADS'),
      '  ',
      ...severityCounts(summary.bySeverity),
      dim(told.length === 0 ? '' : ' in all'),
    ),
    ...withReasons(rows, summary, page),
    ...more(digest),
    line(dim('  VARS, EXEC-LIMIT: now→at the next start; COST: a child process, by the model')),
  ];
}

function keyOf({ namespace, apiVersion, kind, name }: WorkloadReport): string {
  return [namespace, apiVersion, kind, name].join(' ');
}

/** The table, and below each row what had no room in it. */
function withReasons(workloads: readonly WorkloadReport[], summary: ScanSummary, page: Page): Line[] {
  const columns = WORKLOAD_COLUMNS.filter(({ header }) => header !== 'NAMESPACE' || summary.namespaces > 1);
  const { lines, headers } = fitted(columns, workloads, page);
  const below = workloads.map((workload) => {
    const omitted = [
      headers.includes('PODS') ? '' : `${podsCell(workload)} ${workload.pods === 1 ? 'pod' : 'pods'}`,
      headers.includes('LINKS') ? '' : `links ${workload.serviceLinks.template}`,
      headers.includes('EXEC-LIMIT') ? '' : `exec limit ${execLimitCell(workload.containers[0])}`,
      workload.suspended === true ? 'suspended' : '',
    ].filter(Boolean);
    const text = [omitted.join(', '), workload.reason].filter(Boolean).join(': ');
    // What hurts is told in full, the rest in one line.
    if (HURTS.has(workload.severity)) return prose(page, { text, indent: INDENT, style: 'dim' });
    return [line(' '.repeat(INDENT), dim(clip(text, page.columns - INDENT, page.width)))];
  });
  return withBelow(lines, below);
}

function more({ workloads, summary, scope }: Digest): Line[] {
  const left = workloads.total - workloads.shown.length;
  const fine = summary.workloads - workloads.total;
  const words = [
    left > 0 ? `${number(left)} more like these` : '',
    fine > 0 ? `${counted(fine, 'workload')} without anything wrong` : '',
  ].filter(Boolean);
  if (words.length === 0) return [];
  const how = scanCommand(scope, '--show workloads');
  return [line(dim(`  and ${words.join(', ')}:`)), ...(how === undefined ? [] : [command(how, 4)])];
}
