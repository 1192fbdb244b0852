import { nodeFigures } from './node-figures.ts';

const STARTED = Date.now();

/** What a node-exporter on a node tells: a selection of its metrics, with counters that go on while the demo runs. */
export function nodeExporterText(node: string): string {
  const { cpus, memoryBytes, usedBytes, usedCores, pressure } = nodeFigures(node);
  const seconds = 86_400 + (Date.now() - STARTED) / 1000;
  const busy = (usedCores / cpus) * seconds;
  const modes: [string, number][] = [
    ['idle', seconds - busy],
    ['iowait', 0.001 * seconds],
    ['steal', 0],
    ['system', busy * 0.2],
    ['user', busy * 0.8],
  ];
  const perCpu = Array.from({ length: cpus }, (_, cpu) =>
    modes.map(([mode, value]) => `node_cpu_seconds_total{cpu="${cpu}",mode="${mode}"} ${value.toFixed(2)}`),
  );
  const waiting = (share: number): string => ((share / 100) * seconds).toFixed(3);
  return `${[
    '# TYPE node_cpu_seconds_total counter',
    ...perCpu.flat(),
    `node_load1 ${(usedCores * (pressure.cpu > 50 ? 3.4 : 1)).toFixed(2)}`,
    `node_load5 ${(usedCores * (pressure.cpu > 50 ? 3.2 : 1)).toFixed(2)}`,
    `node_memory_MemTotal_bytes ${memoryBytes}`,
    `node_memory_MemAvailable_bytes ${memoryBytes - usedBytes}`,
    `node_pressure_cpu_waiting_seconds_total ${waiting(pressure.cpu)}`,
    `node_pressure_memory_waiting_seconds_total ${waiting(pressure.memory)}`,
    `node_pressure_io_waiting_seconds_total ${waiting(pressure.io)}`,
    'node_vmstat_oom_kill 0',
    'node_vmstat_pgmajfault 5312',
    'node_netstat_TcpExt_ListenOverflows 0',
    'node_nf_conntrack_entries 1204',
    'node_nf_conntrack_entries_limit 131072',
    'node_filefd_allocated 2912',
    'node_filefd_maximum 9223372036854775807',
  ].join('\n')}\n`;
}
