import type { NodeExporterEvidence } from '../../contracts/diagnosis-evidence.ts';
import { EnvauditError } from '../../errors.ts';
import { known, type Api } from './api.ts';
import type { Exporter } from './exporter-pod.ts';
import { metricSamples } from './metrics-text.ts';
import { cut } from './names.ts';
import { apiPath } from '../cluster/api-path.ts';

const MOST_BYTES = 16 * 1024 * 1024;
/** Keys of one reading. */
const MOST_KEYS = 400;
const LONGEST_VALUE = 100;

/** The label that is kept of a metric; series that differ in others are added up. */
const LABEL: Record<string, string | undefined> = {
  node_load1: undefined,
  node_load5: undefined,
  node_load15: undefined,
  node_cpu_seconds_total: 'mode',
  node_memory_MemTotal_bytes: undefined,
  node_memory_MemAvailable_bytes: undefined,
  node_memory_SwapTotal_bytes: undefined,
  node_memory_SwapFree_bytes: undefined,
  node_memory_SReclaimable_bytes: undefined,
  node_vmstat_oom_kill: undefined,
  node_vmstat_pgmajfault: undefined,
  node_vmstat_pswpin: undefined,
  node_vmstat_pswpout: undefined,
  node_pressure_cpu_waiting_seconds_total: undefined,
  node_pressure_memory_waiting_seconds_total: undefined,
  node_pressure_memory_stalled_seconds_total: undefined,
  node_pressure_io_waiting_seconds_total: undefined,
  node_pressure_io_stalled_seconds_total: undefined,
  node_filefd_allocated: undefined,
  node_filefd_maximum: undefined,
  node_nf_conntrack_entries: undefined,
  node_nf_conntrack_entries_limit: undefined,
  node_netstat_TcpExt_ListenOverflows: undefined,
  node_netstat_TcpExt_ListenDrops: undefined,
  node_netstat_Tcp_OutSegs: undefined,
  node_netstat_Tcp_RetransSegs: undefined,
  node_sockstat_TCP_mem_bytes: undefined,
  node_network_receive_errs_total: 'device',
  node_network_transmit_errs_total: 'device',
  node_network_receive_drop_total: 'device',
  node_network_transmit_drop_total: 'device',
  node_procs_blocked: undefined,
  node_procs_running: undefined,
  node_filesystem_size_bytes: 'mountpoint',
  node_filesystem_avail_bytes: 'mountpoint',
  node_filesystem_files: 'mountpoint',
  node_filesystem_files_free: 'mountpoint',
  node_filesystem_readonly: 'mountpoint',
  node_disk_io_time_seconds_total: 'device',
  node_disk_io_time_weighted_seconds_total: 'device',
  node_disk_reads_completed_total: 'device',
  node_disk_read_time_seconds_total: 'device',
  node_disk_writes_completed_total: 'device',
  node_disk_write_time_seconds_total: 'device',
};
const WANTED = new Set(Object.keys(LABEL));
/** One for each pod and container, in memory or the image's: they say nothing about the node's disks. */
const NOT_ON_DISK = /^(tmpfs|ramfs|overlay|squashfs|devtmpfs|nsfs|proc|sysfs|fuse\.lxcfs)$/;
const OF_PODS = /^(veth|cali|lxc|cilium|tap|cni|docker|br-)/;

export interface ExporterRequest {
  exporter: Exporter;
  api: Api;
  /** Waits for the window's end; ends at once when somebody aborts. */
  windowEnd: () => Promise<void>;
}

/** Reads a selection of a node-exporter's metrics now and at the end of the window. Needs `get pods/proxy`. */
export async function readExporter({
  exporter,
  api,
  windowEnd,
}: ExporterRequest): Promise<NodeExporterEvidence> {
  const { namespace, pod, port, guarded } = exporter;
  if (guarded) throw notAsked(exporter);
  const path = apiPath`/api/v1/namespaces/${namespace}/pods/${`${pod}:${port}`}/proxy/metrics`;
  const first = exporterValues(await api.text(path, MOST_BYTES));
  if (Object.keys(first).length === 0)
    throw new EnvauditError('bad-answer', `what pod ${pod} tells on port ${port} are no metrics of a node`);
  await windowEnd();
  const last = await known(api.text(path, MOST_BYTES));
  return { namespace, pod, first, ...(last.known ? { last: exporterValues(last.value) } : {}) };
}

/** The selected metrics by name, with the one label that tells their series apart. */
export function exporterValues(text: string): Record<string, number> {
  const values = new Map<string, number>();
  for (const { name, labels, value } of metricSamples(text, WANTED)) {
    if (NOT_ON_DISK.test(labels.get('fstype') ?? '')) continue;
    const label = LABEL[name];
    const which = label === undefined ? undefined : (labels.get(label) ?? '');
    if (name.startsWith('node_network_') && OF_PODS.test(which ?? '')) continue;
    const key = which === undefined ? name : `${name}{${label}="${cut(which, LONGEST_VALUE)}"}`;
    // A file system that is mounted twice at one place is still one.
    if (label === 'mountpoint' && values.has(key)) continue;
    if (values.has(key) || values.size < MOST_KEYS) values.set(key, (values.get(key) ?? 0) + value);
  }
  return Object.fromEntries(values);
}

function notAsked({ namespace, pod }: Exporter): EnvauditError {
  return new EnvauditError(
    'guarded',
    `the node-exporter ${pod} of namespace ${namespace} wants credentials, which the API server does not pass on`,
    { hint: 'Its figures may be in Prometheus; here the node is judged by what else can be seen.' },
  );
}
