import type { Verdict } from '../../contracts/report.ts';
import type { DrainReport, NamespaceReport, WorkloadReport } from '../../contracts/scan-report.ts';
import { counted, durationRange, number, size } from '../../units.ts';
import { points, prose, section, table, type Below, type Block } from '../document/block.ts';
import { dim } from '../layout/lines.ts';
import { severityCounts } from '../layout/severities.ts';
import { scanCommand } from './kubectl.ts';
import type { Digest } from './select/digest.ts';
import type { Part } from './select/part.ts';
import { execLimitCell, podsCell } from './tables/cells.ts';
import { forecastColumns, forecastWords } from './tables/forecast.ts';
import { namespaceColumns } from './tables/namespaces.ts';
import { DRAIN_COLUMNS, PROBE_COLUMNS, staleColumns } from './tables/others.ts';
import { WORKLOAD_COLUMNS, worstRow } from './tables/workloads.ts';
import type { ScanSection } from './view.ts';
import { servicesWords } from './words.ts';

/** A part of the report on a scan. No blocks: nothing to say. */
export type ScanBlocks = (digest: Digest) => Block[];

const HURTS: ReadonlySet<Verdict> = new Set(['critical', 'high', 'medium']);
/** Less CPU nobody can measure. */
const LEAST_MS = 1;

/** Workloads that would not start again today: more urgent than anything else. */
export const failing: ScanBlocks = ({ failing: { shown, total }, summary }) =>
  total === 0
    ? []
    : section(
        {
          text: 'Would not start again',
          aside: 'do not restart, drain or scale these before links are off',
        },
        ...workloadTable(shown, summary.namespaces),
        ...(total > shown.length ? prose(`and ${number(total - shown.length)} more`, 'dim') : []),
      );

/** What each namespace injects, and what switching links off in the worst would save. */
export const namespaces: ScanBlocks = (digest) => {
  const { namespaces: own, worstNamespace, summary, collectedAt } = digest;
  if (own.total === 0) return [];
  const fine = summary.namespaces - own.total;
  return section(
    { text: 'Namespaces', aside: 'what Services put into each container with service links' },
    ...table(namespaceColumns(collectedAt), own.shown),
    ...rest(own, digest, 'namespaces'),
    ...(fine > 0 ? prose(`and ${counted(fine, 'namespace')} without anything wrong`, 'dim') : []),
    ...points(worstNamespace === undefined ? [] : savings(worstNamespace)),
  );
};

/** The workloads, what hurts most first or as asked for. */
export const workloads: ScanBlocks = (digest) => workloadsBeside([], digest);

/** The same without those that the section of the failing ones has just shown. */
export const otherWorkloads: ScanBlocks = (digest) => workloadsBeside(digest.failing.shown, digest);

function workloadsBeside(told: readonly WorkloadReport[], digest: Digest): Block[] {
  const { workloads: own, summary } = digest;
  const above = new Set(told.map(keyOf));
  const rows = own.shown.filter((workload) => !above.has(keyOf(workload)));
  if (rows.length === 0) return [];
  const left = own.total - own.shown.length;
  const fine = summary.workloads - own.total;
  const more = [
    left > 0 ? `${number(left)} more like these` : '',
    fine > 0 ? `${counted(fine, 'workload')} without anything wrong` : '',
  ].filter(Boolean);
  return section(
    {
      text: 'Workloads',
      verdict: [...severityCounts(summary.bySeverity), ...(told.length === 0 ? [] : [dim(' in all')])],
    },
    ...workloadTable(rows, summary.namespaces),
    ...(more.length === 0 ? [] : moreBlock(`and ${more.join(', ')}`, digest, ['--show workloads', '--top'])),
    ...prose('VARS, EXEC-LIMIT: now→at the next start; COST: a child process, by the model', 'dim'),
  );
}

function keyOf({ namespace, apiVersion, kind, name }: WorkloadReport): string {
  return [namespace, apiVersion, kind, name].join(' ');
}

/** The table, and below each row the reason with what had no room: of what hurts in full, of the rest in one line. */
function workloadTable(rows: readonly WorkloadReport[], ofNamespaces: number): Block[] {
  const columns = WORKLOAD_COLUMNS.filter(({ header }) => header !== 'NAMESPACE' || ofNamespaces > 1);
  return table(columns, rows.map(worstRow), ({ workload, container }, headers): Below => {
    const { pods, serviceLinks, suspended, reason, severity } = workload;
    const omitted = [
      headers.includes('PODS') ? '' : `${podsCell(workload)} ${pods === 1 ? 'pod' : 'pods'}`,
      headers.includes('LINKS') ? '' : `links ${serviceLinks.template}`,
      headers.includes('EXEC-LIMIT') ? '' : `exec limit ${execLimitCell(container)}`,
      suspended === true ? 'suspended' : '',
    ].filter(Boolean);
    const text = [omitted.join(', '), reason].filter(Boolean).join(': ');
    return { text, ...(HURTS.has(severity) ? {} : { most: 1 }) };
  });
}

/** Services that nobody seems to use, what they cost, and the oldest of them. */
export const stale: ScanBlocks = (digest) => {
  const { stale: own, collectedAt } = digest;
  if (own.total === 0) return [];
  return section(
    { text: 'Stale Services', aside: `${number(own.total)} of ${servicesWords(digest)}, the oldest first` },
    ...prose(
      `They put ${number(own.variables)} variables (${size(own.bytes)}) into running containers at their next start.`,
    ),
    ...table(staleColumns(collectedAt), own.shown),
    ...rest(own, digest, 'stale'),
  );
};

/** Exec probes that spend too much of their timeout on the environment. */
export const probes: ScanBlocks = (digest) => {
  const { probes: own } = digest;
  if (own.total === 0) return [];
  return section(
    { text: 'Exec probes', aside: 'what a run takes before its command begins, with runc before 1.3' },
    ...table(PROBE_COLUMNS, own.shown),
    ...rest(own, digest, 'findings'),
  );
};

/** Growth, where it leads, and when nothing starts any more; with ranges, or why there is no forecast. */
export const forecast: ScanBlocks = (digest) => {
  const { forecast: own, collectedAt } = digest;
  if (own.total === 0) return [];
  const unknown = own.shown.filter((namespace) => !isKnown(namespace));
  return section(
    { text: 'Forecast', aside: 'variables of a container, if Services come as they did, and stay' },
    ...table(forecastColumns(collectedAt), own.shown.filter(isKnown), (namespace, headers) => ({
      text: forecastWords(namespace, headers),
    })),
    ...points(
      unknown.map(({ name, forecast: { unknown: why, execFails } }) => {
        const already = execFails === undefined ? '' : 'nothing starts with the Services of today; ';
        return { text: `${name}: ${already}${why ?? 'unknown'}` };
      }),
    ),
    ...rest(own, digest, 'forecast'),
    ...(own.total === 1 ? own.shown.flatMap(history) : []),
  );
};

function isKnown({ forecast: { unknown } }: NamespaceReport): boolean {
  return unknown === undefined;
}

/** What draining a node would set off. */
export const drain: ScanBlocks = (digest) => {
  if (digest.drain === undefined) return [];
  const { node, pods, fails, workloads: own } = digest.drain;
  const outcome =
    fails > 0
      ? `${counted(fails, 'workload')} would not start again.`
      : own.total > 0
        ? 'All would start again, some with much more than they have.'
        : 'All would start again with about what they have.';
  return section(
    { text: 'Drain', aside: 'every container that moves starts anew' },
    ...prose(`Draining node ${node} moves ${counted(pods, 'pod')}. ${outcome}`),
    ...table(DRAIN_COLUMNS, own.shown, reasonBelow),
    ...rest(own, digest, 'drain'),
  );
};

function reasonBelow({ reason }: DrainReport['workloads'][number], headers: readonly string[]): Below {
  return { text: headers.includes('WHY') ? '' : reason };
}

/** What there is to win, in words: variables, memory, and CPU of each child process. */
function savings({ name, containers, saves }: NamespaceReport): { text: string }[] {
  if (saves.variables === 0) return [];
  const { node, bash, sh } = saves.cpuMsPerSpawn;
  const spawn = ` CPU of one child process: ${durationRange(node)} in Node.js, ${durationRange(bash)} in bash, ${durationRange(sh)} in sh.`;
  const worthIt = Math.max(node[1], bash[1], sh[1]) >= LEAST_MS ? spawn : '';
  const text = `Switching links off in ${name} saves ${number(saves.variables)} variables (${size(saves.bytes)}) in ${counted(containers, 'container')}.${worthIt}`;
  return [{ text }];
}

function history({ forecast: { history: all } }: NamespaceReport): Block[] {
  const days = new Map(all.map(({ at, services }) => [at.slice(0, 10), services]));
  const steps = Array.from(days, ([day, services]) => `${day} ${number(services)}`);
  if (steps.length < 2) return [];
  const step = Math.ceil(steps.length / 6);
  const shown = steps.filter((_, index) => index === steps.length - 1 || index % step === 0);
  return prose(`Services: ${shown.join(', ')}`, 'dim');
}

/** How many rows are left out, and the command that shows them; nothing when none are. */
function rest({ shown, total }: Part<unknown>, digest: Digest, show: ScanSection): Block[] {
  const left = total - shown.length;
  return left <= 0 ? [] : moreBlock(`and ${number(left)} more`, digest, [`--show ${show}`]);
}

function moreBlock(text: string, { scope }: Digest, flags: readonly [string, ...string[]]): Block[] {
  return [{ kind: 'more', text, flags, command: scanCommand(scope, flags[0]) }];
}
