import type { ContainerStateEvidence, DiagnosisEvidence } from '../../../src/contracts/diagnosis-evidence.ts';
import type { Evidence } from '../../../src/contracts/evidence.ts';
import type {
  ConnectionSample,
  RequestSample,
  SampleEvidence,
} from '../../../src/contracts/sample-evidence.ts';
import { evidenceOf, type Scenario } from '../evidence.ts';
import { altered, COLLECTED, firstLast, known, ticks, unknown, valueOf } from './healthy-evidence.ts';

/** Whole cases, each as a sentence would tell it. */

type Main = NonNullable<Extract<SampleEvidence['processes'], { known: true }>['value']['main']>;

export function sampleOf(evidence: DiagnosisEvidence): SampleEvidence {
  return valueOf(evidence.sample);
}

export function mainOf(evidence: DiagnosisEvidence): Main {
  const { main } = valueOf(sampleOf(evidence).processes);
  if (main === undefined) throw new Error('no main process');
  return main;
}

export function childrenOf(evidence: DiagnosisEvidence) {
  return valueOf(sampleOf(evidence).processes).children;
}

/** The environment of the main case, with the time that one child takes in CPU ms; of the model where it is absent. */
export function largeEnvironment(evidence: DiagnosisEvidence, scenario: Scenario = {}): void {
  const { probe: before } = evidence.audit.containers[0]!;
  const probe = before.known
    ? {
        cgroup: before.value.cgroup,
        cost: before.value.cost,
        limits: before.value.limits,
        uptime: before.value.uptime,
      }
    : {};
  const audit: Evidence = evidenceOf({
    services: 2000,
    timing: { estimateCpuMs: 870 },
    ...scenario,
    container: { cpuLimit: 0.5, ...scenario.container },
    probe: {
      ...probe,
      cgroup: { version: 2, cpuLimit: scenario.container?.cpuLimit ?? 0.5 },
      ...scenario.probe,
    },
  });
  evidence.audit = { ...audit, collectedAt: COLLECTED };
  const limit = scenario.container?.cpuLimit ?? 0.5;
  sampleOf(evidence).cgroup.cpuLimit = limit;
  if (evidence.podState.known) evidence.podState.value.container.limits.cpu = limit;
}

export function requests(...seconds: number[]): RequestSample[] {
  return seconds.map((each) => ({
    totalMs: each * 1000,
    nameMs: 1,
    connectMs: 2,
    firstByteMs: each * 1000 - 1,
    status: 200,
  }));
}

export function connecting(remote: string, looksConnecting: number): ConnectionSample {
  const [address = '', port = '0'] = remote.split(':');
  return {
    direction: 'out',
    remote,
    address,
    port: Number(port),
    states: { SYN_SENT: 1 },
    looks: looksConnecting,
    looksConnecting,
    looksUnacked: 0,
    looksUnread: 0,
    mostRetransmits: 0,
  };
}

/** Six synchronous children in ten seconds, each of 0.87 s of CPU at half a core, and requests that wait meanwhile. */
export function caseA(): DiagnosisEvidence {
  return altered((evidence) => {
    largeEnvironment(evidence);
    const sample = sampleOf(evidence);
    sample.cgroup.ticks = ticks({ cores: 0.47, throttledPeriods: 7 });
    Object.assign(mainOf(evidence), {
      cpuMs: 4500,
      mainThreadCpuMs: 4300,
      childrenCpuMs: 250,
      runQueueWaitMs: 4400,
      states: { R: 30, S: 10 },
      looksWithChild: 4,
      longestBusyMs: 2500,
    });
    Object.assign(childrenOf(evidence), {
      created: 10,
      seen: [
        { parent: 'node', name: 'sh', count: 4, longestMs: 150 },
        { parent: 'sh', name: 'free', count: 4, longestMs: 60 },
      ],
    });
    sample.network.listeners = [
      { address: '0.0.0.0', port: 3000, mostQueued: 6, looksQueued: 7, backlog: 511 },
    ];
    evidence.request.urls = ['http://localhost:3000/'];
    sample.requests = [
      {
        url: 'http://localhost:3000/',
        tool: 'curl',
        requests: requests(20.055, 0.082, 0.079, 0.081, 19.164),
      },
    ];
  });
}

/** s6-overlay copies 18,000 variables before the app begins; ready after 22 s, and quiet since. */
export function caseB(): DiagnosisEvidence {
  return altered((evidence) => {
    largeEnvironment(evidence, {
      services: 2250,
      pod: { readyAt: '2026-03-01T00:00:22Z' },
      container: { cpuLimit: 0.1 },
      probe: { processes: { main: '/init', executables: ['/usr/bin/s6-svscan', 'node'], libc: 'glibc' } },
    });
    sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.01 });
    Object.assign(mainOf(evidence), { cpuMs: 100, mainThreadCpuMs: 90, states: { S: 39, R: 1 } });
  });
}

/** All CPUs of the node are used, nearly all of it by others, and the app waits in their queue. */
export function busyNeighbours(): DiagnosisEvidence {
  return altered((evidence) => {
    busyHost(evidence);
    sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.3 });
    Object.assign(mainOf(evidence), {
      mainThreadCpuMs: 2600,
      cpuMs: 3000,
      runQueueWaitMs: 4800,
      states: { R: 30, S: 10 },
      longestBusyMs: 900,
    });
  });
}

/** All CPUs of the node are used, by this container. */
export function busyByItself(): DiagnosisEvidence {
  return altered((evidence) => {
    busyHost(evidence);
    evidence.audit = withoutLimit(evidence.audit);
    const sample = sampleOf(evidence);
    sample.cgroup.cpuLimit = 'none';
    sample.cgroup.ticks = ticks({ cores: 3.8, unlimited: true });
    if (evidence.podState.known) delete evidence.podState.value.container.limits.cpu;
    Object.assign(mainOf(evidence), {
      mainThreadCpuMs: 9300,
      cpuMs: 38_000,
      runQueueWaitMs: 1500,
      states: { R: 40 },
      longestBusyMs: 10_000,
    });
  });
}

/** A normal load in bursts, half of the limit on average, cut in seven of ten periods. */
export function smallLimit(): DiagnosisEvidence {
  return altered((evidence) => {
    limited(evidence, 0.3);
    sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.16, throttledPeriods: 5 });
    Object.assign(mainOf(evidence), {
      mainThreadCpuMs: 1500,
      cpuMs: 1600,
      runQueueWaitMs: 3500,
      states: { R: 20, S: 20 },
      longestBusyMs: 700,
    });
  });
}

/** Computes on its main thread all of the time, with an environment as large as the main case's, and no child. */
export function burner(): DiagnosisEvidence {
  return altered((evidence) => {
    largeEnvironment(evidence, { container: { cpuLimit: 2 } });
    sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.97 });
    Object.assign(mainOf(evidence), {
      mainThreadCpuMs: 9500,
      cpuMs: 9700,
      runQueueWaitMs: 200,
      states: { R: 39, S: 1 },
      longestBusyMs: 6000,
    });
  });
}

/** Computes for half a second every two seconds, and sleeps in between; the environment is large, and nobody pays for it. */
export function bursts(): DiagnosisEvidence {
  return altered((evidence) => {
    largeEnvironment(evidence, { container: { cpuLimit: 2 } });
    sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.26 });
    Object.assign(mainOf(evidence), {
      mainThreadCpuMs: 2500,
      cpuMs: 2500,
      runQueueWaitMs: 10,
      voluntarySwitches: 90,
      states: { R: 12, S: 38 },
      longestBusyMs: 400,
      bursts: { count: 5, longestMs: 500, totalMs: 2500 },
    });
  });
}

/** Ten requests, for each of which it makes one pass over 16,000 variables; it starts no child, and requests queue up. */
export function copies(): DiagnosisEvidence {
  return altered((evidence) => {
    largeEnvironment(evidence, { container: { cpuLimit: 2 } });
    const sample = sampleOf(evidence);
    sample.cgroup.ticks = ticks({ cores: 0.9 });
    sample.network.counters['Tcp.PassiveOpens'] = firstLast(5000, 5010);
    sample.network.listeners = [
      { address: '0.0.0.0', port: 3000, mostQueued: 9, looksQueued: 8, backlog: 511 },
    ];
    Object.assign(mainOf(evidence), {
      mainThreadCpuMs: 8800,
      cpuMs: 8900,
      runQueueWaitMs: 300,
      voluntarySwitches: 3,
      states: { R: 38, S: 2 },
      longestBusyMs: 4000,
      bursts: { count: 4, longestMs: 2600, totalMs: 8700 },
    });
  });
}

/** The same at a limit of half a core, which it uses up. */
export function throttledBurner(): DiagnosisEvidence {
  return altered((evidence) => {
    largeEnvironment(evidence);
    sampleOf(evidence).cgroup.ticks = ticks({ cores: 0.49, throttledPeriods: 10 });
    Object.assign(mainOf(evidence), {
      mainThreadCpuMs: 4850,
      cpuMs: 4900,
      runQueueWaitMs: 4900,
      states: { R: 40 },
      longestBusyMs: 10_000,
    });
  });
}

/** A dependency takes three seconds for each answer; the app waits, with an environment as large as the main case's. */
export function slowBackend(): DiagnosisEvidence {
  return altered((evidence) => {
    largeEnvironment(evidence, { container: { cpuLimit: 1 } });
    evidence.request.urls = ['http://backend:9090/'];
    sampleOf(evidence).requests = [
      { url: 'http://backend:9090/', tool: 'curl', requests: requests(3.01, 3.02, 3.01, 3.05, 3.01) },
    ];
  });
}

/** Connections to a Service without ready endpoints are never answered. */
export function deadBackend(): DiagnosisEvidence {
  return altered((evidence) => {
    sampleOf(evidence).network.connections.push(connecting('10.96.7.7:9090', 9));
    valueOf(evidence.peers).push({
      address: '10.96.7.7',
      port: 9090,
      kind: 'service',
      service: { namespace: 'shop', name: 'backend' },
      endpoints: known({ ready: 0, notReady: 1 }),
      pods: [{ namespace: 'shop', pod: 'backend-1', status: 'Running', ready: false, restarts: 0 }],
      remote: '10.96.7.7:9090',
    });
  });
}

/** No DNS server answers; nothing shows that the app cares. */
export function deadDns(): DiagnosisEvidence {
  return altered((evidence) => {
    sampleOf(evidence).dns.lookups = [
      { name: 'kubernetes.default.svc.cluster.local.', tool: 'node', ms: 5005, outcome: 'timed-out' },
    ];
  });
}

/** No DNS server answers at first, and a URL of the app's needs a name: each request waits 5 s for it. */
export function neededDns(): DiagnosisEvidence {
  const evidence = deadDns();
  evidence.request.urls = ['http://backend.shop.svc/'];
  sampleOf(evidence).requests = [
    {
      url: 'http://backend.shop.svc/',
      tool: 'curl',
      requests: [5.02, 5.01, 0.01, 5.02].map((seconds) => ({
        totalMs: seconds * 1000,
        nameMs: seconds * 1000 - 4,
        connectMs: seconds * 1000 - 3,
        firstByteMs: seconds * 1000 - 1,
        status: 200,
      })),
    },
  ];
  return evidence;
}

/** Killed for memory ten minutes ago, and running again. */
export function oomKilled(): DiagnosisEvidence {
  return altered((evidence) => {
    Object.assign(valueOf(evidence.podState).container, {
      restarts: 3,
      lastExit: { code: 137, reason: 'OOMKilled', finishedAt: '2026-03-02T23:50:00Z' },
    });
  });
}

/** It does not run: a state as the evidence has it, and the message that kubelet gave with it. */
export function heldUp({
  message,
  ...state
}: Partial<ContainerStateEvidence> & { state: string; message?: string }): DiagnosisEvidence {
  return altered((evidence) => {
    const silent = unknown('not-running', 'the container does not run');
    Object.assign(evidence, { sample: silent, peers: silent });
    const said = [state.state.replace('waiting: ', ''), message].filter(Boolean).join(': ');
    const { startedAt: _, ...container } = valueOf(evidence.podState).container;
    valueOf(evidence.podState).container = { ...container, ready: false, ...state };
    const subject = evidence.audit.containers[0]!;
    subject.probe = silent;
    Object.assign(subject.container, { notRunning: said, ready: false });
  });
}

/** Its command is not in the image. */
export function notFound127(): DiagnosisEvidence {
  return down({ code: 127, reason: 'Error', finishedAt: '2026-03-02T23:58:00Z' });
}

/** Its environment is larger than the kernel takes. */
export function tooLong(): DiagnosisEvidence {
  const evidence = down({
    code: 1,
    reason: 'Error',
    message: 'exec /usr/local/bin/node: argument list too long',
    finishedAt: '2026-03-02T23:58:00Z',
  });
  const audit = evidenceOf({
    services: 6000,
    probe: { known: false, code: 'not-running', message: 'the container does not run' },
    container: { notRunning: 'CrashLoopBackOff', restarts: 7, ready: false },
  });
  evidence.audit = { ...audit, collectedAt: COLLECTED };
  return evidence;
}

/** It listens and never looks: the main thread sleeps, the accept queue is full. */
export function hung(): DiagnosisEvidence {
  return altered((evidence) => {
    sampleOf(evidence).cgroup.ticks = ticks({ cores: 0 });
    Object.assign(mainOf(evidence), {
      cpuMs: 0,
      mainThreadCpuMs: 0,
      states: { S: 40 },
      waits: { futex_wait_queue: 40 },
      longestBusyMs: 0,
    });
    sampleOf(evidence).network.listeners = [
      { address: '0.0.0.0', port: 9090, mostQueued: 2, looksQueued: 10, backlog: 1 },
    ];
  });
}

/** No part may be read but the pod itself, and nothing may be run in it. */
export function nothingKnown(): DiagnosisEvidence {
  return altered((evidence) => {
    for (const part of PARTS) (evidence as unknown as Record<string, unknown>)[part] = unknown();
    evidence.audit = {
      ...evidenceOf({ forbidden: true, probe: { known: false, code: 'forbidden', message: 'may not exec' } }),
      collectedAt: COLLECTED,
    };
  });
}

export const PARTS = [
  'podState',
  'podEvents',
  'node',
  'nodeEvents',
  'nodeStats',
  'throttling',
  'metrics',
  'nodeExporter',
  'neighbours',
  'sample',
  'peers',
] as const;

/** Sets the CPU limit wherever it is told. */
export function limited(evidence: DiagnosisEvidence, limit: number): void {
  const subject = evidence.audit.containers[0]!;
  subject.container.cpuLimit = limit;
  if (subject.probe.known) subject.probe.value.cgroup.cpuLimit = limit;
  sampleOf(evidence).cgroup.cpuLimit = limit;
  if (evidence.podState.known) evidence.podState.value.container.limits.cpu = limit;
}

function down(
  lastExit: NonNullable<
    Extract<DiagnosisEvidence['podState'], { known: true }>['value']['container']['lastExit']
  >,
): DiagnosisEvidence {
  return altered((evidence) => {
    Object.assign(valueOf(evidence.podState).container, {
      ready: false,
      restarts: 7,
      state: 'waiting: CrashLoopBackOff',
      lastExit,
    });
    const notRunning = unknown('not-running', 'the container does not run');
    evidence.sample = notRunning;
    evidence.peers = notRunning;
    const subject = evidence.audit.containers[0]!;
    subject.probe = notRunning;
    Object.assign(subject.container, { notRunning: 'CrashLoopBackOff', restarts: 7, ready: false });
  });
}

function busyHost(evidence: DiagnosisEvidence): void {
  const { host } = sampleOf(evidence);
  host.cpu = {
    user: firstLast(4_000_000, 4_003_400),
    nice: firstLast(1000),
    system: firstLast(900_000, 900_560),
    idle: firstLast(300_000_000, 300_000_030),
    iowait: firstLast(20_000),
    irq: firstLast(0),
    softirq: firstLast(40_000, 40_010),
    steal: firstLast(0),
  };
  host.load = { one: 12, five: 11, fifteen: 9 };
  host.tasks = { runnable: 13, total: 800 };
  host.pressure = { ...host.pressure, cpu: { some: firstLast(900_000_000, 908_500_000) } };
  if (evidence.nodeStats.known) evidence.nodeStats.value.cpuCores = 3.95;
  if (evidence.metrics.known && evidence.metrics.value.node !== undefined)
    evidence.metrics.value.node.cpuCores = 3.95;
}

function withoutLimit(audit: Evidence): Evidence {
  const subject = audit.containers[0]!;
  delete subject.container.cpuLimit;
  if (subject.probe.known) subject.probe.value.cgroup.cpuLimit = 'none';
  return audit;
}

/** Connections to the app come 14 times in ten seconds and live 3 s; as many are open to a backend. Nobody timed it. */
export function waitingForBackend(): DiagnosisEvidence {
  return altered((evidence) => {
    const { network } = sampleOf(evidence);
    Object.assign(network.counters, {
      'Tcp.PassiveOpens': firstLast(5047, 5061),
      'Tcp.ActiveOpens': firstLast(25),
    });
    network.connections = [
      established('in', ':8080', { mean: 4.286, least: 4, lasting: 0 }),
      established('out', '10.96.4.20:5432', { mean: 5, least: 5, lasting: 5 }),
    ];
    Object.assign(mainOf(evidence), { states: { S: 40 }, mainThreadCpuMs: 20, longestBusyMs: 0 });
  });
}

export function established(
  direction: 'in' | 'out',
  remote: string,
  open: NonNullable<ConnectionSample['open']>,
): ConnectionSample {
  const { looks: _looks, ...connection } = connecting(remote, 0);
  return { ...connection, direction, states: { ESTABLISHED: Math.ceil(open.mean) }, looks: 10, open };
}
