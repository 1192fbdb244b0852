import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostResources } from '../../../../src/analyze/stages/host-resources/index.ts';
import { stageReport } from '../../../../src/analyze/stages/stage-report.ts';
import type { CheckVerdict } from '../../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../../src/contracts/diagnosis-evidence.ts';
import {
  altered,
  alteredSample,
  firstLast,
  healthyEvidence,
  known,
  ticks,
  unknown,
  valueOf,
  without,
} from '../healthy-evidence.ts';
import { checkOf, isMonotone, judgeAll } from '../judge-all.ts';

const GI = 1024 ** 3;
const checksOf = (evidence: DiagnosisEvidence) => judgeAll(hostResources, evidence);
const check = (evidence: DiagnosisEvidence, id: string, subject?: string) =>
  checkOf(checksOf(evidence), id, subject);
const stage = (evidence: DiagnosisEvidence) => stageReport('host-resources', checksOf(evidence));

/** A node whose CPUs are used to a part: 4 CPUs in 10 s are 4,000 ticks. */
function busyHost(percent: number, load: number): DiagnosisEvidence {
  return alteredSample(({ host }) => {
    const used = 40 * percent;
    host.cpu!.user = firstLast(0, used);
    host.cpu!.system = firstLast(0);
    host.cpu!.softirq = firstLast(0);
    host.cpu!.iowait = firstLast(0);
    host.cpu!.idle = firstLast(0, 4000 - used);
    host.load = { one: load, five: load, fifteen: load };
    host.pressure!.cpu!.some = firstLast(0, percent * 80_000);
  });
}

test('a healthy node is cleared, and every check is ok', () => {
  const checks = checksOf(healthyEvidence());
  expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect(stage(healthyEvidence())).toMatchObject({ verdict: 'cleared' });
});

test('all checks of the stage are there, in the order of the table', () => {
  expect(checksOf(healthyEvidence()).map(({ id }) => id)).toEqual([
    'cpu-utilisation',
    'cpu-saturation',
    'cpu-steal',
    'memory-utilisation',
    'memory-saturation',
    'host-oom-kills',
    'disk-utilisation',
    'disk-saturation',
    'disk-latency',
    'filesystem-space',
    'filesystem-inodes',
    'network-errors',
    'network-drops',
    'open-files-host',
    'processes-host',
    'conntrack',
    'accept-queue-overflows',
    'syn-queue-overflows',
    'socket-memory',
    'node-conditions',
    'node-events',
    'neighbours-health',
    'neighbours-throttled',
    'kernel-cfs-quota',
    'kernel-memory-cgroups',
    'host-figures',
  ]);
});

describe('a node whose CPUs are used up', () => {
  test('by neighbours is guilty', () => {
    const evidence = busyHost(99, 14);
    expect(check(evidence, 'cpu-utilisation')).toMatchObject({ verdict: 'problem' });
    expect(check(evidence, 'cpu-saturation')).toMatchObject({ verdict: 'problem', value: 3.5 });
    expect(stage(evidence).verdict).toBe('guilty');
  });

  test('by this container is only suspect, and says whose work it is', () => {
    const evidence = busyHost(99, 14);
    const sample = valueOf(evidence.sample);
    sample.cgroup.ticks = ticks({ cores: 3.7, unlimited: true });
    sample.cgroup.cpuLimit = 'none';
    const found = check(evidence, 'cpu-utilisation');
    expect(found.verdict).toBe('warning');
    expect(found.reason).toContain('mostly with this container');
    expect(check(evidence, 'cpu-saturation').reason).toContain('mostly those of this container');
    expect(stage(evidence).verdict).toBe('suspect');
  });

  test('shows the container’s own part', () => {
    expect(check(busyHost(99, 14), 'cpu-utilisation').details).toContainEqual({
      kind: 'line',
      text: expect.stringMatching(/^This container itself: 0\.19 CPUs, 4\.9% of what the node used$/),
    });
  });
});

test('queues while CPUs idle are no lack of CPUs: tasks wait for disks or for their own limits', () => {
  const evidence = busyHost(30, 14);
  expect(check(evidence, 'cpu-saturation')).toMatchObject({
    verdict: 'notice',
    reason: expect.stringContaining('they wait for a disk, or for their own CPU limits'),
  });
  expect(stage(evidence).verdict).toBe('cleared');
});

test('our own exec is not the node’s load', () => {
  const evidence = busyHost(85.2, 1);
  expect(check(evidence, 'cpu-utilisation').verdict).toBe('ok');
  evidence.audit.containers[0]!.probe = unknown();
  valueOf(evidence.sample).cost = { roundTripMs: 10_400 };
  expect(check(evidence, 'cpu-utilisation').verdict).toBe('warning');
});

describe('/proc that is not the node’s', () => {
  test.each<[string, (evidence: DiagnosisEvidence) => void]>([
    ['a kernel of its own (gVisor)', ({ sample }) => (valueOf(sample).host.kernel = '4.4.0')],
    ['fewer CPUs (Kata Containers)', ({ sample }) => (valueOf(sample).host.cpus = 1)],
    [
      'memory of the size of its limit (LXCFS)',
      ({ sample }) => (valueOf(sample).host.memory!.total = GI / 2),
    ],
    [
      'memory of the size of its limit, where the node may not be read',
      (evidence) => {
        evidence.node = unknown();
        valueOf(evidence.sample).host.memory!.total = GI / 2;
      },
    ],
  ])('because of %s is said so, and its figures of the host are not used', (_, change) => {
    const evidence = altered((parts) => {
      parts.nodeStats = unknown();
      parts.metrics = unknown();
      change(parts);
    });
    expect(check(evidence, 'host-figures')).toMatchObject({ verdict: 'notice', measured: 'not the node’s' });
    const ids = [
      'cpu-utilisation',
      'cpu-saturation',
      'memory-utilisation',
      'disk-utilisation',
      'open-files-host',
    ];
    expect(ids.filter((id) => check(evidence, id).verdict !== 'unknown')).toEqual([]);
    expect(stage(evidence).verdict).toBe('unknown');
    expect(stage(evidence).reason).toContain('/proc in the container is not the node’s');
  });

  test('leaves the kubelet’s figures as they are', () => {
    const evidence = alteredSample(({ host }) => (host.kernel = '4.4.0'));
    expect(check(evidence, 'cpu-utilisation')).toMatchObject({ verdict: 'ok', value: 22.5 });
    expect(check(evidence, 'memory-utilisation')).toMatchObject({ verdict: 'ok' });
  });
});

describe('sources', () => {
  test('the node-exporter comes first', () => {
    const evidence = exporter(
      { 'node_cpu_seconds_total{mode="user"}': 0, 'node_cpu_seconds_total{mode="idle"}': 0 },
      { 'node_cpu_seconds_total{mode="user"}': 39, 'node_cpu_seconds_total{mode="idle"}': 1 },
    );
    expect(check(evidence, 'cpu-utilisation')).toMatchObject({ verdict: 'problem', value: 97.5 });
  });

  test('the node-exporter knows the node’s interfaces, disks and tracked connections', () => {
    const zero = {
      'node_network_receive_errs_total{device="eth0"}': 0,
      'node_network_transmit_errs_total{device="eth0"}': 0,
      'node_disk_io_time_seconds_total{device="sda"}': 0,
      'node_disk_reads_completed_total{device="sda"}': 0,
      'node_disk_read_time_seconds_total{device="sda"}': 0,
      'node_disk_writes_completed_total{device="sda"}': 0,
      'node_disk_write_time_seconds_total{device="sda"}': 0,
      node_nf_conntrack_entries: 250_000,
      node_nf_conntrack_entries_limit: 262_144,
    };
    const evidence = exporter(zero, {
      ...zero,
      'node_network_receive_errs_total{device="eth0"}': 40,
      'node_disk_io_time_seconds_total{device="sda"}': 9.9,
      'node_disk_writes_completed_total{device="sda"}': 100,
      'node_disk_write_time_seconds_total{device="sda"}': 30,
    });
    expect(check(evidence, 'network-errors')).toMatchObject({ verdict: 'warning', scope: 'host', value: 4 });
    expect(check(evidence, 'disk-utilisation', 'sda')).toMatchObject({ verdict: 'warning' });
    expect(check(evidence, 'disk-latency', 'sda')).toMatchObject({ verdict: 'problem', value: 300 });
    expect(check(evidence, 'conntrack')).toMatchObject({ verdict: 'problem', scope: 'host' });
  });

  test('without an exec the kubelet tells', () => {
    const evidence = altered((parts) => {
      parts.sample = unknown('exec-off', 'exec is not allowed');
      parts.audit.containers[0]!.probe = unknown('exec-off', 'exec is not allowed');
      valueOf(parts.nodeStats).cpuCores = 3.95;
    });
    expect(check(evidence, 'cpu-utilisation')).toMatchObject({
      verdict: 'problem',
      measured: '98.8% of 4 CPUs',
    });
    expect(check(evidence, 'processes-host').verdict).toBe('ok');
    expect(check(evidence, 'accept-queue-overflows')).toMatchObject({
      verdict: 'unknown',
      reason: 'Exec is not allowed.',
    });
  });

  test('without the kubelet’s figures metrics.k8s.io and the node’s conditions tell', () => {
    const evidence = without('sample', 'nodeStats');
    expect(check(evidence, 'cpu-utilisation')).toMatchObject({ verdict: 'ok', value: 22.5 });
    expect(check(evidence, 'memory-utilisation')).toMatchObject({ verdict: 'ok', value: 37.5 });
    expect(check(evidence, 'filesystem-space')).toMatchObject({ verdict: 'ok', measured: 'no DiskPressure' });
  });

  test('what nobody tells is unknown, with the missing right', () => {
    const evidence = without(
      'sample',
      'nodeStats',
      'metrics',
      'node',
      'neighbours',
      'nodeEvents',
      'throttling',
    );
    const checks = checksOf(evidence);
    expect(checks.filter(({ verdict }) => verdict !== 'unknown')).toEqual([]);
    for (const { reason } of checks) expect(reason).toContain('nodes/proxy');
    expect(stage(evidence).verdict).toBe('unknown');
  });
});

test.each<[string, string, CheckVerdict, (evidence: DiagnosisEvidence) => void]>([
  [
    'a hypervisor that gives CPU to others',
    'cpu-steal',
    'warning',
    sampled(({ host }) => (host.cpu!.steal = firstLast(0, 600))),
  ],
  [
    'memory that is nearly used up',
    'memory-utilisation',
    'warning',
    sampled(({ host }) => (host.memory!.available = GI)),
  ],
  [
    'memory that is used up',
    'memory-utilisation',
    'problem',
    sampled(({ host }) => (host.memory!.available = 0.1 * GI)),
  ],
  [
    'tasks that wait for memory',
    'memory-saturation',
    'problem',
    sampled(({ host }) => (host.pressure!.memory!.some = firstLast(0, 5e6))),
  ],
  [
    'swapping, on a kernel that tells no pressure',
    'memory-saturation',
    'warning',
    sampled(({ host }) => {
      delete host.pressure;
      host.vmstat!['pswpin'] = firstLast(0, 5000);
    }),
  ],
  [
    'major faults',
    'memory-saturation',
    'warning',
    sampled(({ host }) => (host.vmstat!['pgmajfault'] = firstLast(0, 6000))),
  ],
  [
    'a neighbour that was killed for memory',
    'host-oom-kills',
    'warning',
    sampled(({ host }) => (host.vmstat!['oom_kill'] = firstLast(3, 4))),
  ],
  [
    'a kill that was in this very container',
    'host-oom-kills',
    'ok',
    sampled(({ host, cgroup }) => {
      host.vmstat!['oom_kill'] = firstLast(3, 4);
      cgroup.memory.oomKills = firstLast(0, 1);
    }),
  ],
  [
    'a disk that is always busy',
    'disk-utilisation',
    'warning',
    sampled(({ host }) => (host.disks![0]!.busyMs = firstLast(0, 9990))),
  ],
  [
    'a slow disk',
    'disk-latency',
    'problem',
    sampled(({ host }) => (host.disks![0]!.writeMs = firstLast(0, 90_000))),
  ],
  [
    'a disk that was slow once',
    'disk-latency',
    'notice',
    sampled(({ host }) => {
      host.disks![0]!.reads = firstLast(0, 1);
      host.disks![0]!.writes = firstLast(0);
      host.disks![0]!.readMs = firstLast(0, 900);
      host.disks![0]!.writeMs = firstLast(0);
    }),
  ],
  [
    'tasks that wait for disks',
    'disk-saturation',
    'problem',
    sampled(({ host }) => (host.pressure!.io!.some = firstLast(0, 6e6))),
  ],
  [
    'a queue at the disk, on a kernel that tells no pressure',
    'disk-saturation',
    'warning',
    (evidence) => {
      delete valueOf(evidence.nodeStats).pressure;
      delete valueOf(evidence.sample).host.pressure;
      valueOf(evidence.sample).host.disks![0]!.writeMs = firstLast(0, 150_000);
    },
  ],
  ['a full disk', 'filesystem-space', 'problem', ({ nodeStats }) => (valueOf(nodeStats).fs!.available = GI)],
  [
    'a disk full of images',
    'filesystem-space',
    'warning',
    ({ nodeStats }) => (valueOf(nodeStats).imageFs!.available = 12 * GI),
  ],
  [
    'no inodes left',
    'filesystem-inodes',
    'problem',
    ({ nodeStats }) => (valueOf(nodeStats).fs!.inodesFree = 10),
  ],
  [
    'errors of the pod’s interface',
    'network-errors',
    'notice',
    sampled(({ network }) => (network.interfaces[0]!.rxErrors = firstLast(0, 3))),
  ],
  [
    'drops of the pod’s interface',
    'network-drops',
    'warning',
    sampled(({ network }) => (network.interfaces[0]!.txDropped = firstLast(0, 300))),
  ],
  [
    'files that are nearly all open',
    'open-files-host',
    'problem',
    sampled(({ host }) => (host.files = { allocated: 95, max: 100 })),
  ],
  [
    'processes that nearly fill the node',
    'processes-host',
    'problem',
    ({ nodeStats }) => (valueOf(nodeStats).processes = { current: 32_000, max: 32_768 }),
  ],
  [
    'connections that were not accepted',
    'accept-queue-overflows',
    'problem',
    sampled(({ network }) => (network.counters['TcpExt.ListenOverflows'] = firstLast(0, 60))),
  ],
  [
    'a flood of half-open connections',
    'syn-queue-overflows',
    'warning',
    sampled(({ network }) => (network.counters['TcpExt.TCPReqQFullDrop'] = firstLast(0, 30))),
  ],
  [
    'TCP buffers that are nearly full',
    'socket-memory',
    'warning',
    sampled(({ network }) => (network.tcpMemory = { used: 70, pressure: 66, max: 100 })),
  ],
  [
    'a node that is not ready',
    'node-conditions',
    'problem',
    ({ node }) =>
      (valueOf(node).conditions[3] = { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' }),
  ],
  [
    'a node under memory pressure',
    'node-conditions',
    'problem',
    ({ node }) => (valueOf(node).conditions[0]!.status = 'True'),
  ],
  [
    'a condition of a node-problem-detector',
    'node-conditions',
    'notice',
    ({ node }) => valueOf(node).conditions.push({ type: 'FrequentKubeletRestart', status: 'True' }),
  ],
  ['a cordoned node', 'node-conditions', 'notice', ({ node }) => (valueOf(node).unschedulable = true)],
  [
    'a node that killed for memory',
    'node-events',
    'warning',
    ({ nodeEvents }) => valueOf(nodeEvents).push(event('SystemOOM', '2026-03-02T23:55:00Z')),
  ],
  [
    'a node whose cgroups are of version 1',
    'node-events',
    'ok',
    ({ nodeEvents }) => valueOf(nodeEvents).push(event('CgroupV1', '2026-03-02T23:55:00Z')),
  ],
  [
    'a kubelet that repeated at its start what the kernel had said before',
    'node-events',
    'notice',
    ({ nodeEvents }) =>
      valueOf(nodeEvents).push(started('2026-03-02T23:55:00Z'), event('SystemOOM', '2026-03-02T23:55:03Z')),
  ],
  [
    'a node that killed for memory some time after its kubelet had started',
    'node-events',
    'warning',
    ({ nodeEvents }) =>
      valueOf(nodeEvents).push(started('2026-03-02T23:50:00Z'), event('SystemOOM', '2026-03-02T23:55:03Z')),
  ],
  [
    'a node that killed for memory yesterday',
    'node-events',
    'ok',
    ({ nodeEvents }) => valueOf(nodeEvents).push(event('SystemOOM', '2026-03-02T10:00:00Z')),
  ],
  [
    'one sick neighbour',
    'neighbours-health',
    'notice',
    ({ neighbours }) => valueOf(neighbours).unwell.push(sick),
  ],
  [
    'many sick neighbours',
    'neighbours-health',
    'warning',
    ({ neighbours }) => valueOf(neighbours).unwell.push(sick, sick, sick, sick, sick),
  ],
  [
    'two sick neighbours of three, which are too few',
    'neighbours-health',
    'notice',
    (evidence) => {
      evidence.neighbours = known({ total: 3, requests: { cpu: 1, memory: GI }, unwell: [sick, sick] });
    },
  ],
  [
    'a throttled neighbour',
    'neighbours-throttled',
    'notice',
    ({ throttling }) =>
      valueOf(throttling).push({
        namespace: 'b',
        pod: 'p',
        container: 'c',
        periods: 10,
        throttledPeriods: 9,
        throttledMs: 1,
      }),
  ],
])('%s: %s is %s', (_, id, verdict, change) => {
  expect(check(altered(change), id).verdict).toBe(verdict);
});

test('an event of half an hour ago is worth knowing, and no reason to suspect the node', () => {
  const evidence = altered(({ nodeEvents }) => {
    valueOf(nodeEvents).push(event('SystemOOM', '2026-03-02T23:30:00Z'));
  });
  expect(check(evidence, 'node-events').verdict).toBe('notice');
  expect(stage(evidence).verdict).toBe('cleared');
});

test('where a pod does not see the limit of TCP buffers, the kernel’s default is taken', () => {
  const evidence = alteredSample(({ network }) => (network.tcpMemory = { used: GI }));
  expect(check(evidence, 'socket-memory')).toMatchObject({
    verdict: 'warning',
    measured: '66.7% of 1.50 GiB, the kernel’s default',
  });
  valueOf(evidence.sample).network.tcpMemory = { used: 1.5 * GI };
  expect(check(evidence, 'socket-memory').verdict).toBe('warning');
  delete valueOf(evidence.sample).network.tcpMemory;
  expect(check(evidence, 'socket-memory').verdict).toBe('unknown');
});

test('connections that the app does not accept do not make the node guilty', () => {
  const evidence = alteredSample(
    ({ network }) => (network.counters['TcpExt.ListenOverflows'] = firstLast(0, 900)),
  );
  expect(stage(evidence).verdict).toBe('cleared');
});

test('the node’s table of connections is not that of the pod, unless the pod has the host’s network', () => {
  const full = alteredSample(({ network }) => (network.conntrack = { count: 1, max: 100 }));
  expect(check(full, 'conntrack')).toMatchObject({
    scope: 'pod',
    reason: expect.stringContaining('could not be seen'),
  });
  valueOf(full.podState).hostNetwork = true;
  expect(check(full, 'conntrack').scope).toBe('host');
});

describe('verdicts never become milder as a value grows', () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  const two = fc.tuple(percent, percent).map(([a, b]) => (a < b ? [a, b] : [b, a]));
  test.each<[string, (value: number) => DiagnosisEvidence]>([
    ['cpu-utilisation', (value) => busyHost(value, 1)],
    ['cpu-saturation', (value) => busyHost(99, value)],
    [
      'memory-utilisation',
      (value) => alteredSample(({ host }) => (host.memory!.available = 16 * GI * (1 - value / 100))),
    ],
    [
      'memory-saturation',
      (value) => alteredSample(({ host }) => (host.pressure!.memory!.some = firstLast(0, value * 1e5))),
    ],
    [
      'disk-utilisation',
      (value) => alteredSample(({ host }) => (host.disks![0]!.busyMs = firstLast(0, value * 100))),
    ],
    [
      'filesystem-space',
      (value) => altered(({ nodeStats }) => (valueOf(nodeStats).fs!.available = (100 - value) * GI)),
    ],
    [
      'accept-queue-overflows',
      (value) =>
        alteredSample(({ network }) => (network.counters['TcpExt.ListenOverflows'] = firstLast(0, value))),
    ],
  ])('%s', (id, evidenceOf) => {
    fc.assert(
      fc.property(two, (pair) => {
        expect(isMonotone(pair.map((value) => check(evidenceOf(value), id)))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

test('counters that are absurd make no figure that is no number', () => {
  const counter = fc.record({
    first: fc.double({ noDefaultInfinity: true }),
    last: fc.double({ noDefaultInfinity: true }),
  });
  fc.assert(
    fc.property(
      fc.array(counter, { minLength: 12, maxLength: 12 }),
      fc.double({ noNaN: true }),
      (counters, to) => {
        const evidence = alteredSample((sample) => {
          sample.to = to;
          const [a, b, c, d, e, f, g, h, i, j, k, l] = counters as [
            FL,
            FL,
            FL,
            FL,
            FL,
            FL,
            FL,
            FL,
            FL,
            FL,
            FL,
            FL,
          ];
          Object.assign(sample.host.cpu!, { user: a, idle: b, steal: c });
          Object.assign(sample.host.vmstat!, { pgmajfault: d, pswpin: e, oom_kill: f });
          Object.assign(sample.host.disks![0]!, { reads: g, readMs: h, busyMs: i });
          Object.assign(sample.network.interfaces[0]!, { rxErrors: j, txDropped: k });
          sample.network.counters['TcpExt.ListenOverflows'] = l;
          sample.host.pressure!.cpu!.some = a;
        });
        expect(checksOf(evidence)).not.toHaveLength(0);
      },
    ),
    { numRuns: 60 },
  );
});

type FL = { first: number; last: number };

const sick = {
  namespace: 'b',
  pod: 'p',
  status: 'CrashLoopBackOff',
  ready: false,
  restarts: 9,
  lastExit: { code: 137, reason: 'OOMKilled' },
};

function started(lastAt: string) {
  return { type: 'Normal', reason: 'Starting', message: 'Starting kubelet.', count: 1, lastAt };
}

function event(reason: string, lastAt: string) {
  return { type: 'Warning', reason, message: 'System OOM encountered', count: 1, lastAt };
}

function sampled(change: Parameters<typeof alteredSample>[0]): (evidence: DiagnosisEvidence) => void {
  return ({ sample }) => change(valueOf(sample));
}

function exporter(first: Record<string, number>, last = first): DiagnosisEvidence {
  return altered((evidence) => {
    evidence.nodeExporter = known({ namespace: 'monitoring', pod: 'node-exporter-x', first, last });
  });
}
