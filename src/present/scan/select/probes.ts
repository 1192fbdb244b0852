import type { Verdict } from '../../../contracts/report.ts';
import type { ExecProbeReport, WorkloadReport } from '../../../contracts/scan-report.ts';

/** An exec probe that a finding is about, and whose it is. */
export interface ProbeRow {
  namespace: string;
  kind: string;
  name: string;
  apiVersion: string;
  container: string;
  severity: Verdict;
  probe: ExecProbeReport;
}

/** The probes that take too much of their timeout as judged, those that take most of it first. */
export function costlyProbes(workloads: readonly WorkloadReport[]): ProbeRow[] {
  return workloads
    .flatMap(({ namespace, kind, name, apiVersion, containers, findings }) => {
      const taxed = findings.filter(({ code }) => code === 'exec-probe-tax');
      return containers.flatMap((container) => {
        const finding = taxed.find(({ subject }) => (subject.container ?? container.name) === container.name);
        if (finding === undefined) return [];
        const { severity } = finding;
        const row = { namespace, kind, name, apiVersion, container: container.name, severity };
        return container.execProbes.map((probe): ProbeRow => ({ ...row, probe }));
      });
    })
    .toSorted((left, right) => timeoutShare(right) - timeoutShare(left));
}

function timeoutShare({ probe: { effectiveMs, timeoutMs } }: ProbeRow): number {
  return effectiveMs / Math.max(1, timeoutMs);
}
