import type { WorkloadInventory } from '../../contracts/inventory.ts';
import type {
  NamespaceReport,
  ScanReport,
  StaleServiceReport,
  WorkloadReport,
} from '../../contracts/scan-report.ts';
import { summarize } from '../analyze.ts';
import { wouldFail } from './drain.ts';
import { harshest } from './verdict.ts';

/** A namespace that was judged. */
export interface Judged {
  report: NamespaceReport;
  workloads: JudgedWorkload[];
  stale: StaleServiceReport[];
}

export interface JudgedWorkload {
  workload: Omit<WorkloadInventory, 'containers'>;
  report: WorkloadReport;
}

/** One whose containers are still there. */
export interface JudgedContainers extends JudgedWorkload {
  workload: WorkloadInventory;
}

/** Counts over all namespaces. */
export function summaryOf(judged: readonly Judged[]): ScanReport['summary'] {
  const reports = judged.flatMap(({ workloads }) => workloads.map(({ report }) => report));
  const containers = reports.flatMap((each) => each.containers);
  return {
    namespaces: judged.length,
    services: total(judged, ({ report }) => report.services?.total ?? 0),
    workloads: reports.length,
    pods: total(reports, ({ pods }) => pods),
    containers: total(containers, ({ running }) => running),
    variables: total(containers, ({ injected, running }) => injected.nextRestart.variables * running),
    bytes: total(containers, ({ injected, running }) => injected.nextRestart.bytes * running),
    bySeverity: summarize(reports).bySeverity,
    worst: harshest([...reports, ...judged.map(({ report }) => report)].map(({ severity }) => severity)),
    wouldNotRestart: reports.filter((each) => each.containers.some(wouldFail)).length,
    staleServices: total(judged, ({ stale }) => stale.length),
  };
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
