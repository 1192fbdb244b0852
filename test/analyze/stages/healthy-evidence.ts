import type {
  DiagnosisEvidence,
  DiagnosisPart,
  NodeStatsEvidence,
  PodStateEvidence,
} from '../../../src/contracts/diagnosis-evidence.ts';
import { DIAGNOSIS_EVIDENCE_API_VERSION } from '../../../src/contracts/diagnosis-evidence.ts';
import type { Evidence, Known, ProbeEvidence } from '../../../src/contracts/evidence.ts';
import type { FirstLast, SampleEvidence } from '../../../src/contracts/sample-evidence.ts';
import { evidenceOf } from '../evidence.ts';

export const COLLECTED = '2026-03-03T00:00:00Z';
/** /proc/uptime when the window began. */
export const BEGAN = 864_000;
const MI = 1024 * 1024;
const GI = 1024 * MI;

/**
 * A Node.js service that has nothing to complain about, on a node that has nothing to complain about, over 10 s: 4 CPUs,
 * 16 GiB, Linux 6.1, cgroup v2; limit 1 CPU and 512 MiB; 0.2 CPUs used; the audit ran for the first 0.6 s. A new object
 * at each call, so that a test may change it.
 */
export function healthyEvidence(): DiagnosisEvidence {
  return {
    apiVersion: DIAGNOSIS_EVIDENCE_API_VERSION,
    kind: 'DiagnosisEvidence',
    collectedAt: COLLECTED,
    tool: { version: '0.1.0' },
    request: { windowMs: 10_000, allow: ['read', 'exec'], urls: [], requests: 10 },
    audit: healthyAudit(),
    podState: known(healthyPodState()),
    podEvents: known([]),
    node: known({
      name: 'node-1',
      kernel: '6.1.0-18-cloud-amd64',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      containerRuntime: 'containerd://1.7.13',
      kubelet: 'v1.29.3',
      architecture: 'amd64',
      cpu: 3.92,
      memory: 15 * GI,
      conditions: [
        { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory' },
        { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure' },
        { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID' },
        { type: 'Ready', status: 'True', reason: 'KubeletReady' },
      ],
      unschedulable: false,
      capacity: { cpu: 4, memory: 16 * GI, pods: 110 },
    }),
    nodeEvents: known([]),
    nodeStats: known(healthyNodeStats()),
    throttling: known([
      {
        namespace: 'shop',
        pod: 'web-7d64',
        container: 'web',
        periods: 80_000,
        throttledPeriods: 40,
        throttledMs: 900,
      },
    ]),
    metrics: known({
      node: { cpuCores: 0.9, memory: 6 * GI },
      container: { cpuCores: 0.21, memory: 210 * MI },
    }),
    nodeExporter: unknown('not-found', 'no pod on the node looks like a node-exporter'),
    neighbours: known({ total: 14, requests: { cpu: 2.1, memory: 5 * GI }, unwell: [] }),
    sample: known(healthySample()),
    peers: known([
      {
        address: '10.96.4.20',
        port: 5432,
        kind: 'service',
        service: { namespace: 'shop', name: 'postgres', port: 'sql' },
        endpoints: known({ ready: 1, notReady: 0 }),
        pods: [
          {
            namespace: 'shop',
            pod: 'postgres-0',
            node: 'node-2',
            status: 'Running',
            ready: true,
            restarts: 0,
          },
        ],
        users: known({
          pods: [{ namespace: 'shop', pod: 'orders-5c9f', status: 'Running', ready: true, restarts: 0 }],
          total: 1,
        }),
        workload: { kind: 'statefulset', name: 'postgres', apiVersion: 'apps/v1' },
        remote: '10.96.4.20:5432',
      },
    ]),
  };
}

/** A part that is there. */
export function known<T>(value: T): { known: true; value: T } {
  return { known: true, value };
}

/** A part that could not be seen. */
export function unknown(
  code = 'forbidden',
  message = 'you may not get this here: the right “get” on “nodes/proxy” is missing',
): { known: false; problem: { code: string; message: string } } {
  return { known: false, problem: { code, message } };
}

/** What a part holds, to be changed in place. Throws where it is unknown. */
export function valueOf<T>(part: Known<T>): T {
  if (!part.known) throw new Error(part.problem.message);
  return part.value;
}

/** Healthy evidence with what `change` does to it. */
export function altered(change: (evidence: DiagnosisEvidence) => void): DiagnosisEvidence {
  const evidence = healthyEvidence();
  change(evidence);
  return evidence;
}

/** Healthy evidence with what `change` does to the sample of the container. */
export function alteredSample(change: (sample: SampleEvidence) => void): DiagnosisEvidence {
  return altered(({ sample }) => change(valueOf(sample)));
}

/** Healthy evidence in which these parts are unknown; of the audit, what the container said. */
export function without(...parts: DiagnosisPart[]): DiagnosisEvidence {
  return altered((evidence) => {
    for (const part of parts) {
      if (part === 'audit') evidence.audit.containers[0]!.probe = unknown();
      else (evidence as Record<Exclude<DiagnosisPart, 'audit'>, Known<unknown>>)[part] = unknown();
    }
  });
}

/** A counter or gauge at both ends of the window. */
export function firstLast(first: number, last = first): FirstLast {
  return { first, last };
}

/**
 * 11 readings, one a second: CPU used in cores, and how many of the ten periods of each second were throttled, for how
 * many milliseconds each. The first second also holds the CPU time of the audit.
 */
export function ticks(use: {
  cores: number;
  throttledPeriods?: number;
  msPerPeriod?: number;
  /** No limit, so the kernel counts no periods. */
  unlimited?: boolean;
}): SampleEvidence['cgroup']['ticks'] {
  const { cores, throttledPeriods = 0, msPerPeriod = 50, unlimited = false } = use;
  return Array.from({ length: 11 }, (_, second) => ({
    at: BEGAN + second,
    usageMs: 500_000 + second * cores * 1000 + (second > 0 ? 120 : 0),
    periods: unlimited ? 0 : 80_000 + second * 10,
    throttledPeriods: unlimited ? 0 : 40 + second * throttledPeriods,
    throttledMs: unlimited ? 0 : 900 + second * throttledPeriods * msPerPeriod,
  }));
}

function healthyAudit(): Evidence {
  const probe: Partial<ProbeEvidence> = {
    limits: { stack: 8 * MI },
    cgroup: {
      version: 2,
      cpuLimit: 1,
      before: { periods: 80_000, throttledPeriods: 40, throttledMs: 900 },
      after: { periods: 80_006, throttledPeriods: 40, throttledMs: 900 },
    },
    cost: { startCpuMs: 30, totalCpuMs: 120, wallMs: 550, roundTripMs: 640 },
    uptime: { from: BEGAN + 0.05, to: BEGAN + 0.6 },
  };
  const audit = evidenceOf({ container: { cpuLimit: 1, memoryLimit: 512 * MI }, probe });
  return { ...audit, collectedAt: COLLECTED };
}

function healthyPodState(): PodStateEvidence {
  return {
    phase: 'Running',
    qosClass: 'Burstable',
    conditions: [
      { type: 'Ready', status: 'True' },
      { type: 'ContainersReady', status: 'True' },
    ],
    dnsPolicy: 'ClusterFirst',
    hostNetwork: false,
    hostPID: false,
    shareProcessNamespace: false,
    restartPolicy: 'Always',
    container: {
      name: 'web',
      ready: true,
      restarts: 0,
      state: 'running',
      startedAt: '2026-03-01T00:00:00Z',
      requests: { cpu: 0.25, memory: 256 * MI },
      limits: { cpu: 1, memory: 512 * MI, ephemeralStorage: GI },
    },
    others: [],
    siblings: [
      { namespace: 'shop', pod: 'web-9a1c', node: 'node-2', status: 'Running', ready: true, restarts: 0 },
    ],
  };
}

function healthyNodeStats(): NodeStatsEvidence {
  return {
    cpuCores: 0.9,
    memory: { usage: 9 * GI, workingSet: 6 * GI, available: 10 * GI, majorPageFaults: 20 },
    fs: { capacity: 100 * GI, available: 60 * GI, inodes: 6_500_000, inodesFree: 6_000_000 },
    imageFs: { capacity: 100 * GI, available: 60 * GI, inodes: 6_500_000, inodesFree: 6_000_000 },
    processes: { current: 420, max: 32_768 },
    network: { rxErrors: 0, txErrors: 0 },
    pressure: { cpu: { some: 1.2 }, memory: { some: 0, full: 0 }, io: { some: 0.3, full: 0.1 } },
    busiest: [
      { namespace: 'shop', pod: 'web-7d64', cpuCores: 0.21, memory: 210 * MI },
      { namespace: 'monitoring', pod: 'prometheus-0', cpuCores: 0.18, memory: 900 * MI },
    ],
    ephemeralStorage: 20 * MI,
  };
}

function healthySample(): SampleEvidence {
  return {
    via: 'sh',
    from: BEGAN,
    to: BEGAN + 10,
    cost: { cpuMs: 80, forks: 2, roundTripMs: 10_400 },
    cgroup: {
      version: 2,
      cpuLimit: 1,
      ticks: ticks({ cores: 0.2 }),
      memory: {
        limit: 512 * MI,
        usage: firstLast(230 * MI),
        workingSet: firstLast(210 * MI),
        anon: firstLast(150 * MI),
        limitHits: firstLast(0),
        oomKills: firstLast(0),
      },
      pids: { current: 23, limit: 4096 },
      pressure: {
        cpu: firstLast(1_000_000, 1_020_000),
        memory: firstLast(0),
        io: firstLast(5000),
      },
    },
    host: healthyHost(),
    network: healthyNetwork(),
    processes: known(healthyProcesses()),
    dns: {
      nameservers: ['10.96.0.10'],
      search: ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
      ndots: 5,
      lookups: [{ name: 'kubernetes.default.svc.cluster.local.', tool: 'node', ms: 2, outcome: 'answered' }],
    },
    requests: [],
  };
}

function healthyHost(): SampleEvidence['host'] {
  return {
    kernel: '6.1.0-18-cloud-amd64',
    cpus: 4,
    cpu: {
      user: firstLast(4_000_000, 4_000_600),
      nice: firstLast(1000),
      system: firstLast(900_000, 900_200),
      idle: firstLast(300_000_000, 300_003_190),
      iowait: firstLast(20_000, 20_004),
      irq: firstLast(0),
      softirq: firstLast(40_000, 40_006),
      steal: firstLast(0),
    },
    load: { one: 0.9, five: 0.8, fifteen: 0.7 },
    tasks: { runnable: 2, total: 700 },
    memory: { total: 16 * GI, available: 10 * GI, swapTotal: 0, swapFree: 0, sReclaimable: 600 * MI },
    vmstat: {
      pgmajfault: firstLast(9000, 9002),
      pswpin: firstLast(0),
      pswpout: firstLast(0),
      oom_kill: firstLast(0),
      allocstall_normal: firstLast(0),
      pgscan_direct: firstLast(0),
    },
    pressure: {
      cpu: { some: firstLast(900_000_000, 900_120_000) },
      memory: { some: firstLast(0), full: firstLast(0) },
      io: { some: firstLast(50_000_000, 50_030_000), full: firstLast(40_000_000, 40_010_000) },
    },
    disks: [
      {
        name: 'vda',
        reads: firstLast(100_000, 100_010),
        readMs: firstLast(80_000, 80_012),
        writes: firstLast(900_000, 900_300),
        writeMs: firstLast(1_200_000, 1_200_600),
        busyMs: firstLast(1_000_000, 1_000_250),
      },
    ],
    files: { allocated: 4000, max: 1_600_000 },
    pidMax: 4_194_304,
    threadsMax: 127_000,
  };
}

function healthyNetwork(): SampleEvidence['network'] {
  const none = firstLast(0);
  return {
    counters: {
      'Tcp.ActiveOpens': firstLast(4000, 4010),
      'Tcp.PassiveOpens': firstLast(90_000, 90_200),
      'Tcp.OutSegs': firstLast(5_000_000, 5_004_000),
      'Tcp.RetransSegs': firstLast(900, 901),
      'TcpExt.ListenOverflows': none,
      'TcpExt.ListenDrops': none,
      'TcpExt.TCPReqQFullDrop': none,
      'TcpExt.TCPReqQFullDoCookies': none,
      'TcpExt.PruneCalled': none,
      'TcpExt.TCPMemoryPressures': none,
    },
    interfaces: [
      {
        name: 'eth0',
        rxBytes: firstLast(90_000_000, 90_400_000),
        txBytes: firstLast(80_000_000, 80_900_000),
        rxErrors: none,
        txErrors: none,
        rxDropped: none,
        txDropped: none,
      },
    ],
    tcpMemory: { used: 2 * MI, pressure: 1024 * MI, max: 1500 * MI },
    sockets: { inUse: 30, orphaned: 0, timeWait: 12 },
    conntrack: { count: 3000, max: 262_144 },
    somaxconn: 4096,
    localPorts: { from: 32_768, to: 60_999 },
    asking: [1, 0, 1, 0, 0, 0, 0, 0],
    looks: 10,
    listeners: [{ address: '0.0.0.0', port: 3000, mostQueued: 0, looksQueued: 0, backlog: 511 }],
    connections: [
      {
        direction: 'out',
        remote: '10.96.4.20:5432',
        address: '10.96.4.20',
        port: 5432,
        states: { ESTABLISHED: 4 },
        looks: 10,
        looksConnecting: 0,
        looksUnacked: 1,
        looksUnread: 0,
        mostRetransmits: 0,
        open: { mean: 4, least: 4, lasting: 4 },
      },
      {
        direction: 'in',
        remote: ':3000',
        port: 3000,
        states: { ESTABLISHED: 6, TIME_WAIT: 12 },
        looks: 10,
        looksConnecting: 0,
        looksUnacked: 1,
        looksUnread: 0,
        mostRetransmits: 0,
        open: { mean: 4.5, least: 3, lasting: 3 },
      },
    ],
    truncated: false,
  };
}

function healthyProcesses(): Extract<SampleEvidence['processes'], { known: true }>['value'] {
  const node = {
    pid: 1,
    parent: 0,
    name: 'node',
    threadCount: 11,
    cpuMs: 2000,
    childrenCpuMs: 0,
    state: 'S',
  };
  // SIGINT and SIGTERM caught, besides node's own SIGUSR1; SIGPIPE ignored.
  const signals = { blocked: '0', ignored: '1000', caught: '4202' };
  return {
    looks: 40,
    processes: [node],
    truncated: false,
    init: { pid: 1, name: 'node', signals },
    main: {
      ...node,
      argv0: 'node',
      executable: '/usr/local/bin/node',
      signals,
      ageMs: 172_800_000,
      userCpuMs: 400_000,
      systemCpuMs: 90_000,
      openFiles: 42,
      openFilesLimit: 1_048_576,
      processesLimit: 'unlimited',
      rss: 190 * MI,
      swapped: 0,
      voluntarySwitches: 3000,
      involuntarySwitches: 40,
      runQueueWaitMs: 60,
      mainThreadCpuMs: 1700,
      minorFaults: 400,
      majorFaults: 0,
      states: { S: 33, R: 7 },
      waits: { ep_poll: 33 },
      looksWithChild: 0,
      longestBusyMs: 250,
      threads: [
        { tid: 1, name: 'node', cpuMs: 1700, state: 'S' },
        { tid: 8, name: 'V8Worker', cpuMs: 150, state: 'S' },
      ],
    },
    children: { created: 0, seen: [], zombies: 0 },
  };
}
