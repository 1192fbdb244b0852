import type { ContainerScanReport, WorkloadReport } from '../../contracts/scan-report.ts';

/** By what workloads can be sorted; `severity` is the order of the report, worst first. */
export const SORT_KEYS = ['severity', 'variables', 'bytes', 'headroom', 'cost', 'pods', 'name'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** The workloads in the order of a key, the largest first; equal ones stay in the order of the report. */
export function sortWorkloads(workloads: readonly WorkloadReport[], key: SortKey): WorkloadReport[] {
  if (key === 'severity') return [...workloads];
  if (key === 'name') return workloads.toSorted(byName);
  const measure = MEASURES[key];
  return workloads.toSorted((left, right) => measure(right) - measure(left));
}

const MEASURES: Record<Exclude<SortKey, 'severity' | 'name'>, (workload: WorkloadReport) => number> = {
  variables: largest(({ injected }) => injected.nextRestart.variables),
  bytes: largest(({ injected }) => injected.nextRestart.bytes),
  headroom: largest(({ headroom: { now, nextRestart, argument } }) =>
    Math.max(now?.percent ?? 0, nextRestart.percent, argument?.percent ?? 0),
  ),
  cost: largest(({ cost }) => cost?.effectiveMs ?? 0),
  pods: ({ pods }) => pods,
};

/** The largest of the workload's containers counts. */
function largest(of: (container: ContainerScanReport) => number): (workload: WorkloadReport) => number {
  return ({ containers }) => Math.max(0, ...containers.map(of));
}

function byName(left: WorkloadReport, right: WorkloadReport): number {
  return (
    compare(left.namespace, right.namespace) ||
    compare(left.name, right.name) ||
    compare(left.kind, right.kind)
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
