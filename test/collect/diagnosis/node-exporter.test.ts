import { describe, expect, test } from 'vitest';
import { exporterIn } from '../../../src/collect/diagnosis/exporter-pod.ts';
import { exporterValues, readExporter } from '../../../src/collect/diagnosis/node-exporter.ts';
import { seenPod } from '../../../src/collect/diagnosis/seen-pod.ts';
import { fakeApi, refusal } from './fake-api.ts';

const METRICS = `# HELP node_load1 1m load average.
# TYPE node_load1 gauge
node_load1 3.21
node_cpu_seconds_total{cpu="0",mode="idle"} 100.5
node_cpu_seconds_total{cpu="0",mode="steal"} 1
node_cpu_seconds_total{cpu="1",mode="idle"} 200
node_cpu_seconds_total{cpu="1",mode="steal"} 2
node_memory_MemAvailable_bytes 4.294967296e+09
node_pressure_cpu_waiting_seconds_total 12.5
node_filefd_allocated 2048
node_nf_conntrack_entries 250000
node_nf_conntrack_entries_limit 262144
node_netstat_TcpExt_ListenOverflows 7
node_netstat_TcpExt_ListenDrops 8
node_filesystem_avail_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"} 1e10
node_filesystem_avail_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 1e9
node_filesystem_avail_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"} 1e10
node_disk_io_time_seconds_total{device="sda"} 55.5
node_network_receive_errs_total{device="eth0"} 3
node_network_receive_errs_total{device="veth12ab"} 9
node_load5 NaN
go_goroutines 8
`;

test("a selection of a node-exporter's metrics is read", () => {
  expect(exporterValues(METRICS)).toEqual({
    node_load1: 3.21,
    'node_cpu_seconds_total{mode="idle"}': 300.5,
    'node_cpu_seconds_total{mode="steal"}': 3,
    node_memory_MemAvailable_bytes: 2 ** 32,
    node_pressure_cpu_waiting_seconds_total: 12.5,
    node_filefd_allocated: 2048,
    node_nf_conntrack_entries: 250_000,
    node_nf_conntrack_entries_limit: 262_144,
    node_netstat_TcpExt_ListenOverflows: 7,
    node_netstat_TcpExt_ListenDrops: 8,
    'node_filesystem_avail_bytes{mountpoint="/"}': 1e10,
    'node_disk_io_time_seconds_total{device="sda"}': 55.5,
    'node_network_receive_errs_total{device="eth0"}': 3,
  });
});

test('no exporter can send more than 400 keys, nor long ones', () => {
  const lines = Array.from(
    { length: 5000 },
    (_, index) => `node_disk_io_time_seconds_total{device="${index}${'x'.repeat(900)}"} 1`,
  );
  const keys = Object.keys(exporterValues(lines.join('\n')));
  expect(keys).toHaveLength(400);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(160);
});

const pod = (more: { labels?: object; container?: object; containers?: object[]; phase?: string }) => {
  const { labels = {}, container = {}, containers = [container], phase = 'Running' } = more;
  const item = {
    metadata: { namespace: 'monitoring', name: 'ne-1', labels },
    spec: { containers },
    status: { phase },
  };
  return exporterIn(item, seenPod(item));
};

describe('a node-exporter is found', () => {
  test.each([
    { name: "by the chart's label", labels: { 'app.kubernetes.io/name': 'prometheus-node-exporter' } },
    { name: "by kube-prometheus' label", labels: { 'app.kubernetes.io/name': 'node-exporter' } },
    { name: 'by an old label', labels: { app: 'node-exporter' } },
    { name: 'by its image', container: { image: 'quay.io/prometheus/node-exporter:v1.8.2' } },
    { name: 'by its image without a tag', container: { image: 'prom/node-exporter@sha256:ab' } },
    { name: 'by an image of somebody else', container: { image: 'bitnami/node-exporter' } },
  ])('$name', (more) => {
    expect(pod(more)).toEqual({ namespace: 'monitoring', pod: 'ne-1', port: 9100, guarded: false });
  });

  test.each([
    {
      name: 'its argument',
      container: { args: ['--web.listen-address=0.0.0.0:9101'], ports: [{ containerPort: 1 }] },
      port: 9101,
    },
    {
      name: 'the port that is called metrics',
      container: { ports: [{ containerPort: 1 }, { name: 'http-metrics', containerPort: 9102 }] },
      port: 9102,
    },
    { name: 'its first port', container: { ports: [{ containerPort: 9103 }] }, port: 9103 },
    {
      name: 'the usual one where it says nonsense',
      container: { ports: [{ containerPort: 99_999 }] },
      port: 9100,
    },
  ])('on the port of $name', ({ container, port }) => {
    expect(pod({ labels: { app: 'node-exporter' }, container })?.port).toBe(port);
  });

  test.each([
    {
      name: 'behind a proxy that asks who is there',
      containers: [{ image: 'prom/node-exporter' }, { image: 'quay.io/brancz/kube-rbac-proxy:v0.18' }],
    },
    {
      name: 'with a port for TLS',
      containers: [{ image: 'prom/node-exporter', ports: [{ name: 'https', containerPort: 9100 }] }],
    },
  ])('$name, and then not asked', (more) => {
    expect(pod(more)?.guarded).toBe(true);
  });

  test.each([
    { name: 'another exporter', container: { image: 'prom/blackbox-exporter:1' } },
    { name: 'a pod without containers', labels: { app: 'node-exporter' }, containers: [] },
    { name: 'one that does not run', labels: { app: 'node-exporter' }, phase: 'Pending' },
  ])('but $name is none', (more) => {
    expect(pod(more)).toBeUndefined();
  });
});

const windowEnd = async (): Promise<void> => {};

describe('reading it', () => {
  const exporter = { namespace: 'monitoring', pod: 'ne-1', port: 9100, guarded: false };
  const path = '/api/v1/namespaces/monitoring/pods/ne-1:9100/proxy/metrics';

  test('happens at both ends of the window', async () => {
    const order: string[] = [];
    const api = fakeApi({ [path]: METRICS });
    const evidence = await readExporter({
      exporter,
      api,
      windowEnd: async () => void order.push(`${api.asked.length} before the end`),
    });
    expect(order).toEqual(['1 before the end']);
    expect(api.asked).toEqual([path, path]);
    expect(evidence.last).toEqual(evidence.first);
  });

  test('keeps the first reading when the second fails', async () => {
    const answers: Record<string, unknown> = { [path]: METRICS };
    const end = async (): Promise<void> => void (answers[path] = refusal('timed-out'));
    const evidence = await readExporter({ exporter, api: fakeApi(answers), windowEnd: end });
    expect(evidence.first['node_load1']).toBe(3.21);
    expect(evidence.last).toBeUndefined();
  });

  test.each<[string, object, object, string]>([
    ['that is guarded, asks nobody', { guarded: true }, {}, 'guarded'],
    ['that may not be read, says so', {}, { [path]: refusal('forbidden') }, 'forbidden'],
    ['that is something else, says so', {}, { [path]: 'go_goroutines 1\n' }, 'bad-answer'],
    ['that is called like a path, asks nobody', { pod: '../../x' }, {}, 'bad-answer'],
  ])('one %s', async (_, more, answers, code) => {
    const api = fakeApi(answers as Record<string, unknown>);
    await expect(readExporter({ exporter: { ...exporter, ...more }, api, windowEnd })).rejects.toMatchObject({
      code,
    });
  });
});
