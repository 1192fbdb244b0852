import type { ScanReport, SubjectFinding } from '../../contracts/scan-report.ts';
import type { Verdict } from '../../contracts/report.ts';
import { junit, type Case } from '../findings/junit.ts';
import { workloadName } from './kubectl.ts';
import type { ScanView } from './view.ts';

/** A suite per namespace, in it a case for the namespace itself and one for each of its workloads. */
export function junitScan(report: ScanReport, { failOn }: ScanView): string {
  const byNamespace = Map.groupBy(report.workloads, ({ namespace }) => namespace);
  const own = new Map(report.namespaces.map((namespace) => [namespace.name, namespace]));
  const names = [...new Set([...own.keys(), ...byNamespace.keys()])];
  return junit({
    failOn,
    timestamp: report.collectedAt,
    incomplete: report.incomplete,
    suites: names.map((name) => ({
      name,
      cases: [
        ...(own.has(name) ? [own.get(name)] : []).flatMap((namespace) =>
          namespace === undefined ? [] : [caseOf(name, `namespace/${name}`, namespace)],
        ),
        ...(byNamespace.get(name) ?? []).map((workload) => caseOf(name, workloadName(workload), workload)),
      ],
    })),
  });
}

function caseOf(
  namespace: string,
  name: string,
  { severity, reason, findings }: { severity: Verdict; reason: string; findings: readonly SubjectFinding[] },
): Case {
  return { name, classname: namespace, severity, message: reason, details: findings.flatMap(detail) };
}

function detail({ severity, code, message, mends }: SubjectFinding): string[] {
  const [mend] = mends;
  return [
    `${severity} ${code}: ${message}`,
    ...(mend === undefined
      ? []
      : [`  ${mend.title}`, ...(mend.command === undefined ? [] : [`  ${mend.command}`])]),
  ];
}
