import type { ContainerScanReport, WorkloadReport } from '../../../contracts/scan-report.ts';
import { duration, durationRange, number, percent, size } from '../../../units.ts';
import type { FittedColumn } from '../../layout/fitted.ts';
import type { Column } from '../../layout/table.ts';
import { workloadName } from '../kubectl.ts';
import { costCell, execLimitCell, NOTHING, podsCell, severityCell, variablesCell } from './cells.ts';

/** A workload by its worst container. */
export const WORKLOAD_COLUMNS: readonly FittedColumn<WorkloadReport>[] = [
  { header: 'SEVERITY', cell: severityCell },
  { header: 'NAMESPACE', cell: ({ namespace }) => namespace, least: 10 },
  { header: 'WORKLOAD', cell: workloadName, least: 24 },
  { header: 'PODS', cell: podsCell, align: 'right', rank: 2 },
  { header: 'LINKS', cell: ({ serviceLinks }) => serviceLinks.template, rank: 3 },
  { header: 'VARS', cell: ({ containers }) => variablesCell(containers[0]), align: 'right' },
  { header: 'EXEC-LIMIT', cell: ({ containers }) => execLimitCell(containers[0]), align: 'right', rank: 1 },
  { header: 'COST', cell: ({ containers }) => costCell(containers[0]), align: 'right' },
];

/** A workload and one of its containers. */
export interface ContainerRow {
  workload: Omit<WorkloadReport, 'findings' | 'containers'> & { findings: number };
  container: ContainerScanReport | undefined;
}

/** A row per container; a workload whose containers nobody saw has one, too. */
export function containerRows(workloads: readonly WorkloadReport[]): ContainerRow[] {
  return workloads.flatMap(({ containers, findings, ...workload }): ContainerRow[] => {
    const own = { ...workload, findings: findings.length };
    if (containers.length === 0) return [{ workload: own, container: undefined }];
    return containers.map((container) => ({ workload: own, container }));
  });
}

/** Everything about a container that fits a cell. */
export const CONTAINER_COLUMNS: readonly Column<ContainerRow>[] = [
  { header: 'SEVERITY', cell: ({ workload }) => severityCell(workload) },
  { header: 'NAMESPACE', cell: ({ workload }) => workload.namespace },
  { header: 'WORKLOAD', cell: ({ workload }) => workloadName(workload) },
  { header: 'CONTAINER', cell: ({ container }) => named(container) },
  {
    header: 'PODS',
    cell: ({ workload }) => podsCell({ ...workload, containers: [], findings: [] }),
    align: 'right',
  },
  { header: 'RUNNING', cell: ({ container }) => whole(container?.running), align: 'right' },
  { header: 'LINKS', cell: ({ workload }) => workload.serviceLinks.template },
  { header: 'VARS', cell: ({ container }) => variablesCell(container), align: 'right' },
  {
    header: 'NEWEST',
    cell: ({ container }) => whole(container?.injected.newestStart?.variables),
    align: 'right',
  },
  {
    header: 'SERVICES',
    cell: ({ container }) => whole(container?.injected.nextRestart.services),
    align: 'right',
  },
  {
    header: 'SIZE',
    cell: ({ container }) => (container ? size(container.injected.nextRestart.bytes) : NOTHING),
    align: 'right',
  },
  { header: 'DECLARED', cell: ({ container }) => whole(container?.declared.variables), align: 'right' },
  { header: 'EXEC-LIMIT', cell: ({ container }) => execLimitCell(container), align: 'right' },
  { header: 'ARG-LIMIT', cell: ({ container }) => argument(container), align: 'right' },
  {
    header: 'MORE-SERVICES',
    cell: ({ container }) => whole(container?.headroom.moreServices),
    align: 'right',
  },
  { header: 'RUNTIME', cell: ({ container }) => container?.runtime ?? NOTHING },
  { header: 'CPU', cell: ({ container }) => String(container?.cpuLimit ?? NOTHING), align: 'right' },
  {
    header: 'CPU-COST',
    cell: ({ container }) => (container?.cost ? durationRange(container.cost.cpuMs) : NOTHING),
    align: 'right',
  },
  { header: 'COST', cell: ({ container }) => costCell(container), align: 'right' },
  { header: 'EXEC-PROBES', cell: ({ container }) => probes(container) },
  { header: 'IMAGE', cell: ({ container }) => container?.image ?? NOTHING },
  { header: 'FINDINGS', cell: ({ workload }) => number(workload.findings), align: 'right' },
  { header: 'WHY', cell: ({ workload }) => workload.reason },
];

function named(container: ContainerScanReport | undefined): string {
  if (container === undefined) return NOTHING;
  return container.type === 'container' ? container.name : `${container.name} (${container.type})`;
}

function whole(value: number | undefined): string {
  return value === undefined ? NOTHING : number(value);
}

function argument(container: ContainerScanReport | undefined): string {
  const limit = container?.headroom.argument;
  return limit === undefined ? NOTHING : percent(limit.percent);
}

/** `liveness ~1.37s of 1s`. */
function probes(container: ContainerScanReport | undefined): string {
  const all = container?.execProbes ?? [];
  if (all.length === 0) return NOTHING;
  return all
    .map(({ kind, effectiveMs, timeoutMs }) => `${kind} ~${short(effectiveMs)} of ${short(timeoutMs)}`)
    .join(', ');
}

function short(milliseconds: number): string {
  return duration(milliseconds).replace(' ', '');
}
