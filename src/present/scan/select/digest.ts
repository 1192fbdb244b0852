import { VERDICTS, type Mend, type Verdict } from '../../../contracts/report.ts';
import type {
  DrainReport,
  NamespaceReport,
  ScanReport,
  StaleServiceReport,
  WorkloadReport,
} from '../../../contracts/scan-report.ts';
import type { ScanSection, ScanView } from '../view.ts';
import { wouldNotRestart } from './failing.ts';
import { allFindings, findingGroups, otherFindings, type FindingGroup } from './findings.ts';
import { firstOf, type Part } from './part.ts';
import { costlyProbes, type ProbeRow } from './probes.ts';

/**
 * What of a scan is shown: a few rows of each list, chosen before anything is formatted, so that the work grows with
 * what is shown and not with the cluster.
 */
export interface Digest extends Pick<
  ScanReport,
  'collectedAt' | 'cluster' | 'scope' | 'summary' | 'probed' | 'incomplete'
> {
  /** Namespaces whose Services could not be listed: they are not among those of the summary. */
  unlisted: number;
  /** Would not start again today. */
  failing: Part<WorkloadReport>;
  namespaces: Part<NamespaceReport>;
  workloads: Part<WorkloadReport>;
  /** Oldest first, and what all of them put into containers. */
  stale: Part<StaleServiceReport> & { variables: number; bytes: number };
  findings: FindingGroup[];
  probes: Part<ProbeRow>;
  /** Where containers fail soonest first. */
  forecast: Part<NamespaceReport>;
  drain?: { node: string; pods: number; fails: number; workloads: Part<DrainReport['workloads'][number]> };
  worstNamespace?: NamespaceReport;
  worstWorkload?: WorkloadReport;
  /** The first mend with a command of the worst workload. */
  mend?: Mend;
}

/** Rows of the large tables of an overview, of the small ones, and examples of a finding. */
const MANY = 20;
const SEVERAL = 10;
const FEW = 5;
const EXAMPLES = 3;

/** The rows to show: those of a section that is asked for by `show` without a limit, `top` workloads. */
export function digestOf(report: ScanReport, { show, top }: Pick<ScanView, 'show' | 'top'>): Digest {
  const { collectedAt, cluster, scope, summary, probed, incomplete, namespaces, workloads } = report;
  const limit = (section: ScanSection, rows: number) => (show === section ? Infinity : rows);
  const findings = show === 'findings' ? allFindings(report) : otherFindings(report);
  return {
    collectedAt,
    scope,
    summary,
    incomplete,
    unlisted: namespaces.filter(({ services }) => services === undefined).length,
    cluster,
    probed,
    failing: firstOf(workloads.filter(wouldNotRestart), MANY),
    namespaces: firstOf(
      show === 'namespaces' || namespaces.length === 1 ? namespaces : namespaces.filter(notOk),
      limit('namespaces', MANY),
    ),
    workloads: firstOf(
      show === 'workloads' || top !== undefined ? workloads : workloads.filter(notOk),
      top ?? limit('workloads', MANY),
    ),
    stale: staleOf(report, limit('stale', FEW)),
    findings: findingGroups(findings, limit('findings', EXAMPLES)),
    probes: firstOf(costlyProbes(workloads), limit('findings', SEVERAL)),
    forecast: firstOf(
      soonestFirst(
        show === 'forecast' || namespaces.length === 1 ? namespaces : namespaces.filter(worthAWord),
      ),
      limit('forecast', SEVERAL),
    ),
    ...drainOf(report, limit('drain', SEVERAL)),
    ...worstOf(report),
  };
}

function notOk({ severity }: { severity: Verdict }): boolean {
  return severity !== 'ok';
}

/** That nothing is known about the future of a namespace in good health is no news. */
function worthAWord({ severity, forecast }: NamespaceReport): boolean {
  return severity !== 'ok' || forecast.unknown === undefined;
}

function staleOf({ staleServices }: ScanReport, limit: number): Digest['stale'] {
  const oldestFirst = staleServices.toSorted(
    (left, right) => Date.parse(left.createdAt) - Date.parse(right.createdAt),
  );
  const sum = (of: (service: StaleServiceReport) => number) =>
    staleServices.reduce((total, service) => total + of(service), 0);
  return {
    ...firstOf(oldestFirst, limit),
    variables: sum(({ variables, containers }) => variables * containers),
    bytes: sum(({ bytes, containers }) => bytes * containers),
  };
}

function soonestFirst(namespaces: readonly NamespaceReport[]): NamespaceReport[] {
  return namespaces.toSorted((left, right) => failsAt(left) - failsAt(right));
}

/** Those without a forecast come last. */
function failsAt({ forecast: { execFails, execMayFail, unknown } }: NamespaceReport): number {
  const date = execFails?.at ?? execMayFail;
  if (date !== undefined) return Date.parse(date);
  return unknown === undefined ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER;
}

function drainOf({ drain }: ScanReport, limit: number): Pick<Digest, 'drain'> {
  if (drain === undefined) return {};
  const { node, pods, workloads } = drain;
  const fails = workloads.filter((workload) => workload.fails).length;
  return { drain: { node, pods, fails, workloads: firstOf(workloads, limit) } };
}

function worstOf({
  namespaces,
  workloads,
}: ScanReport): Pick<Digest, 'worstNamespace' | 'worstWorkload' | 'mend'> {
  const [worstNamespace, worstWorkload] = [worst(namespaces), worst(workloads)];
  const mend = worstWorkload?.findings
    .flatMap(({ mends }) => mends)
    .find(({ command }) => command !== undefined);
  return { worstNamespace, worstWorkload, mend };
}

function worst<Row extends { severity: Verdict }>(rows: readonly Row[]): Row | undefined {
  const [first, ...others] = rows;
  return others.reduce(
    (most, row) =>
      most !== undefined && VERDICTS.indexOf(row.severity) <= VERDICTS.indexOf(most.severity) ? most : row,
    first,
  );
}
