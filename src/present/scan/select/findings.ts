import { VERDICTS, type Severity } from '../../../contracts/report.ts';
import type {
  NamespaceReport,
  ScanReport,
  SubjectFinding,
  WorkloadReport,
} from '../../../contracts/scan-report.ts';
import { equalFindings, type EqualFindings } from '../../findings/equal.ts';
import { firstOf, type Part } from './part.ts';

/** Findings of one code: many workloads have the same. */
export interface FindingGroup {
  code: string;
  title: string;
  /** Of the worst. */
  severity: Severity;
  /** How many there are. */
  count: number;
  /** Those together that say the same. */
  sentences: Part<EqualFindings>;
}

/** Codes that have a section of their own. */
const ELSEWHERE = new Set(['exec-probe-tax', 'stale-service', 'exec-limit-forecast']);

/** Codes that the row of a workload tells: whether links are set, how many variables, how near the limit. */
const IN_ROW = new Set([
  'default-service-links',
  'many-variables',
  'exec-limit',
  'restart-exceeds-exec-limit',
]);

/** Every finding of a scan, those about the Services of namespaces first. */
export function allFindings({
  namespaces,
  workloads,
}: Pick<ScanReport, 'namespaces' | 'workloads'>): SubjectFinding[] {
  return [...namespaces, ...workloads].flatMap(({ findings }) => findings);
}

/** The findings by code, the most severe codes first, each with its first `limit` sentences, worst first. */
export function findingGroups(findings: readonly SubjectFinding[], limit: number): FindingGroup[] {
  const byCode = Map.groupBy(findings, ({ code }) => code);
  return Array.from(byCode.values(), (own) => groupOf(own, limit))
    .filter((group) => group !== undefined)
    .toSorted((left, right) => rank(right) - rank(left) || right.count - left.count);
}

/** The findings that no other section tells: neither as the reason of a row nor in a table of their own. */
export function otherFindings({ namespaces, workloads }: ScanReport): SubjectFinding[] {
  return allFindings({
    namespaces: namespaces.map((row) => untold(row, ELSEWHERE)),
    workloads: workloads.map((row) => untold(row, new Set([...ELSEWHERE, ...IN_ROW]))),
  });
}

function untold<Row extends NamespaceReport | WorkloadReport>(row: Row, told: ReadonlySet<string>): Row {
  const findings = row.findings.filter(({ code, message }) => message !== row.reason && !told.has(code));
  return { ...row, findings };
}

function groupOf(own: readonly SubjectFinding[], limit: number): FindingGroup | undefined {
  const findings = own.toSorted((left, right) => rank(right) - rank(left));
  const [worst] = findings;
  if (worst === undefined) return undefined;
  const { code, title, severity } = worst;
  return { code, title, severity, count: own.length, sentences: firstOf(equalFindings(findings), limit) };
}

function rank({ severity }: { severity: Severity }): number {
  return VERDICTS.indexOf(severity);
}
