import type { ScanReport } from '../../contracts/scan-report.ts';
import { csvOf, type CsvColumns } from '../documents/csv.ts';
import { FINDING_COLUMNS } from '../findings/csv-columns.ts';
import { allFindings } from './select/findings.ts';
import { rounded } from './tables/cells.ts';
import { CONTAINER_SHEET, containerRows } from './tables/workloads.ts';
import type { ScanSection, ScanView } from './view.ts';

/** A row per container of a workload, or per row of the section that is asked for; plain figures, times in RFC 3339. */
export function csvScan(report: ScanReport, { show = 'workloads', top }: ScanView): string {
  return SHEETS[show](report, top);
}

const SHEETS: Record<ScanSection, (report: ScanReport, top: number | undefined) => string> = {
  workloads: ({ workloads }, top) => csvOf(CONTAINER_SHEET, containerRows(workloads.slice(0, top))),
  namespaces: ({ namespaces }) => csvOf(NAMESPACE, namespaces),
  forecast: ({ namespaces }) => csvOf(FORECAST, namespaces),
  stale: ({ staleServices }) => csvOf(STALE, staleServices),
  findings: (report) => csvOf(FINDING_COLUMNS, allFindings(report)),
  drain: ({ drain }) => csvOf(DRAIN, drain?.workloads ?? []),
};

type Of<Key extends 'namespaces' | 'staleServices'> = ScanReport[Key][number];

const NAMESPACE: CsvColumns<Of<'namespaces'>> = {
  severity: ({ severity }) => severity,
  namespace: ({ name }) => name,
  services: ({ services }) => services?.total,
  services_with_cluster_ip: ({ services }) => services?.linked,
  variables: ({ injected }) => injected.variables,
  bytes: ({ injected }) => injected.bytes,
  variables_per_service: ({ perService }) => rounded(perService.variables),
  bytes_per_service: ({ perService }) => rounded(perService.bytes),
  workloads: ({ workloads }) => workloads,
  pods: ({ pods }) => pods,
  containers_with_service_links: ({ containers }) => containers,
  saved_variables: ({ saves }) => saves.variables,
  saved_bytes: ({ saves }) => saves.bytes,
  saved_node_spawn_cpu_ms_min: ({ saves }) => rounded(saves.cpuMsPerSpawn.node[0]),
  saved_node_spawn_cpu_ms_max: ({ saves }) => rounded(saves.cpuMsPerSpawn.node[1]),
  saved_bash_spawn_cpu_ms_min: ({ saves }) => rounded(saves.cpuMsPerSpawn.bash[0]),
  saved_bash_spawn_cpu_ms_max: ({ saves }) => rounded(saves.cpuMsPerSpawn.bash[1]),
  saved_sh_spawn_cpu_ms_min: ({ saves }) => rounded(saves.cpuMsPerSpawn.sh[0]),
  saved_sh_spawn_cpu_ms_max: ({ saves }) => rounded(saves.cpuMsPerSpawn.sh[1]),
  exec_fails_at: ({ forecast }) => forecast.execFails?.at,
  findings: ({ findings }) => findings.length,
  reason: ({ reason }) => reason,
};

const FORECAST: CsvColumns<Of<'namespaces'>> = {
  namespace: ({ name }) => name,
  services_per_day: ({ forecast }) => rounded(forecast.fit?.servicesPerDay),
  services_per_day_min: ({ forecast }) => rounded(forecast.fit?.range[0]),
  services_per_day_max: ({ forecast }) => rounded(forecast.fit?.range[1]),
  history_days: ({ forecast }) => rounded(forecast.fit?.days),
  r2: ({ forecast }) => rounded(forecast.fit?.r2),
  ...ahead(30),
  ...ahead(90),
  exec_fails_at: ({ forecast }) => forecast.execFails?.at,
  exec_fails_earliest: ({ forecast }) => forecast.execFails?.earliest ?? forecast.execMayFail,
  exec_fails_latest: ({ forecast }) => forecast.execFails?.latest,
  unknown: ({ forecast }) => forecast.unknown,
};

function ahead(days: number): CsvColumns<Of<'namespaces'>> {
  const point = ({ forecast }: Of<'namespaces'>) =>
    forecast.ahead.find((candidate) => candidate.days === days);
  return {
    [`variables_in_${days}_days`]: (row) => point(row)?.variables,
    [`variables_in_${days}_days_min`]: (row) => point(row)?.range[0],
    [`variables_in_${days}_days_max`]: (row) => point(row)?.range[1],
    [`exec_limit_in_${days}_days_percent`]: (row) => rounded(point(row)?.percentOfExecLimit),
  };
}

const STALE: CsvColumns<Of<'staleServices'>> = {
  namespace: ({ namespace }) => namespace,
  name: ({ name }) => name,
  type: ({ type }) => type,
  created_at: ({ createdAt }) => createdAt,
  changed_at: ({ changedAt }) => changedAt,
  because: ({ because }) => because.join('; '),
  variables: ({ variables }) => variables,
  bytes: ({ bytes }) => bytes,
  containers: ({ containers }) => containers,
};

const DRAIN: CsvColumns<NonNullable<ScanReport['drain']>['workloads'][number]> = {
  fails: ({ fails }) => fails,
  namespace: ({ namespace }) => namespace,
  kind: ({ kind }) => kind,
  name: ({ name }) => name,
  pods: ({ pods }) => pods,
  variables_now: ({ variables }) => variables.now,
  variables_next_start: ({ variables }) => variables.next,
  reason: ({ reason }) => reason,
};
