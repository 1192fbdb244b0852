import { durationRange, number, size } from '../../../units.ts';
import { workloadName } from '../kubectl.ts';
import {
  argumentCell,
  containerCell,
  costCell,
  execLimitCell,
  execProbesCell,
  NOTHING,
  podsCell,
  rounded,
  severityCell,
  variablesCell,
  wholeCell,
} from './cells.ts';
import { figure, own, type Field } from './field.ts';

/** THE table of what is known of a workload and a container of it, in the order of the wide output. */
export const FIELDS = {
  severity: {
    header: 'SEVERITY',
    cell: ({ workload }) => severityCell(workload),
    csv: { severity: ({ workload }) => workload.severity },
  },
  namespace: {
    header: 'NAMESPACE',
    cell: ({ workload }) => workload.namespace,
    least: 10,
    csv: { namespace: ({ workload }) => workload.namespace },
  },
  workload: {
    header: 'WORKLOAD',
    cell: ({ workload }) => workloadName(workload),
    least: 24,
    csv: {
      kind: ({ workload }) => workload.kind,
      name: ({ workload }) => workload.name,
      api_version: ({ workload }) => workload.apiVersion,
    },
  },
  container: {
    header: 'CONTAINER',
    cell: ({ container }) => containerCell(container),
    csv: {
      container: own(({ name }) => name),
      container_type: own(({ type }) => type),
    },
  },
  pods: {
    header: 'PODS',
    cell: ({ workload }) => podsCell(workload),
    value: ({ workload }) => workload.pods,
    align: 'right',
    rank: 3,
    csv: {
      pods: ({ workload }) => workload.pods,
      replicas: ({ workload }) => workload.replicas,
      suspended: ({ workload }) => workload.suspended,
    },
  },
  running: figure('RUNNING', { running_containers: ({ running }) => running }),
  links: {
    header: 'LINKS',
    cell: ({ workload }) => workload.serviceLinks.template,
    rank: 4,
    csv: {
      enable_service_links: ({ workload }) => workload.serviceLinks.template,
      service_links_at_next_start: ({ workload }) => workload.serviceLinks.effective,
      pods_with_service_links: ({ workload }) => workload.serviceLinks.podsWith,
    },
  },
  variables: {
    header: 'VARS',
    cell: ({ container }) => variablesCell(container),
    value: ({ container }) => container?.injected.nextRestart.variables ?? 0,
    align: 'right',
    csv: {
      oldest_start: own(({ injected }) => injected.oldestStart?.at),
      oldest_start_variables: own(({ injected }) => injected.oldestStart?.variables),
      oldest_start_bytes: own(({ injected }) => injected.oldestStart?.bytes),
    },
  },
  newest: {
    header: 'NEWEST',
    cell: ({ container }) => wholeCell(container?.injected.newestStart?.variables),
    align: 'right',
    csv: {
      newest_start: own(({ injected }) => injected.newestStart?.at),
      newest_start_variables: own(({ injected }) => injected.newestStart?.variables),
      newest_start_bytes: own(({ injected }) => injected.newestStart?.bytes),
    },
  },
  services: figure('SERVICES', {
    next_start_services: ({ injected }) => injected.nextRestart.services,
    figures_are_a_floor: ({ injected }) => injected.floor === true,
  }),
  size: {
    header: 'SIZE',
    cell: ({ container }) => (container ? size(container.injected.nextRestart.bytes) : NOTHING),
    align: 'right',
    csv: {
      next_start_variables: own(({ injected }) => injected.nextRestart.variables),
      next_start_bytes: own(({ injected }) => injected.nextRestart.bytes),
    },
  },
  declared: figure('DECLARED', {
    declared_variables: ({ declared }) => declared.variables,
    declared_bytes: ({ declared }) => declared.bytes,
  }),
  execLimit: {
    header: 'EXEC-LIMIT',
    cell: ({ container }) => execLimitCell(container),
    value: ({ container }) => container?.headroom.nextRestart.percent ?? 0,
    align: 'right',
    rank: 2,
    csv: {
      exec_limit_bytes: own(({ headroom }) => headroom.limitBytes),
      exec_limit_now_percent: own(({ headroom }) => rounded(headroom.now?.percent)),
      exec_limit_next_start_percent: own(({ headroom }) => rounded(headroom.nextRestart.percent)),
    },
  },
  argument: {
    header: 'ARG-LIMIT',
    cell: ({ container }) => argumentCell(container),
    align: 'right',
    csv: {
      argument_limit_next_start_percent: own(({ headroom }) => rounded(headroom.argument?.percent)),
    },
  },
  moreServices: figure('MORE-SERVICES', { more_services: ({ headroom }) => headroom.moreServices }),
  runtime: {
    header: 'RUNTIME',
    cell: ({ container }) => container?.runtime ?? NOTHING,
    csv: { runtime: own(({ runtime }) => runtime) },
  },
  cpu: {
    header: 'CPU',
    cell: ({ container }) => String(container?.cpuLimit ?? NOTHING),
    align: 'right',
    csv: { cpu_limit: own(({ cpuLimit }) => cpuLimit) },
  },
  cpuCost: {
    header: 'CPU-COST',
    cell: ({ container }) => (container?.cost ? durationRange(container.cost.cpuMs) : NOTHING),
    align: 'right',
    csv: {
      spawn_cpu_ms_min: own(({ cost }) => rounded(cost?.cpuMs[0])),
      spawn_cpu_ms_max: own(({ cost }) => rounded(cost?.cpuMs[1])),
    },
  },
  cost: {
    header: 'COST',
    cell: ({ container }) => costCell(container),
    align: 'right',
    csv: { spawn_effective_ms: own(({ cost }) => rounded(cost?.effectiveMs)) },
  },
  execProbes: {
    header: 'EXEC-PROBES',
    cell: ({ container }) => execProbesCell(container),
    csv: { exec_probes: own(({ execProbes }) => execProbes.length) },
  },
  image: {
    header: 'IMAGE',
    cell: ({ container }) => container?.image ?? NOTHING,
    csv: { image: own(({ image }) => image) },
  },
  findings: {
    header: 'FINDINGS',
    cell: ({ workload }) => number(workload.findings),
    align: 'right',
    csv: { findings: ({ workload }) => workload.findings },
  },
  why: {
    header: 'WHY',
    cell: ({ workload }) => workload.reason,
    least: 10,
    rank: 1,
    csv: { reason: ({ workload }) => workload.reason },
  },
} as const satisfies Record<string, Field>;
