import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import type { Cause } from '../../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../../src/contracts/diagnosis-evidence.ts';
import { firstLast, healthyEvidence, known, ticks, unknown } from '../healthy-evidence.ts';
import * as scenes from '../scenes.ts';

/** What is changed in the evidence, by a name that a counterexample shows. */
export interface Change {
  name: string;
  apply: (evidence: DiagnosisEvidence) => void;
}

/** Whole scenes to begin with, and what is wrong in them; their audits are dear, so each is made once. Nobody changes them. */
const MADE: readonly [name: string, cause: Cause | undefined, make: () => DiagnosisEvidence][] = [
  ['healthy', undefined, healthyEvidence],
  ['caseA', 'service-links', scenes.caseA],
  ['caseB', 'service-links', scenes.caseB],
  ['busyNeighbours', 'host-cpu', scenes.busyNeighbours],
  ['busyByItself', 'app-cpu', scenes.busyByItself],
  ['smallLimit', 'cpu-limit', scenes.smallLimit],
  ['burner', 'app-cpu', scenes.burner],
  ['throttledBurner', 'app-cpu', scenes.throttledBurner],
  ['slowBackend', 'slow-dependency', scenes.slowBackend],
  ['deadBackend', 'unreachable-dependency', scenes.deadBackend],
  ['deadDns', undefined, scenes.deadDns],
  ['neededDns', 'dns', scenes.neededDns],
  ['oomKilled', 'memory-limit', scenes.oomKilled],
  ['notFound127', 'crash', scenes.notFound127],
  ['tooLong', 'exec-limit', scenes.tooLong],
  ['hung', 'app-blocked', scenes.hung],
  ['waitingForBackend', 'slow-dependency', scenes.waitingForBackend],
];
const SCENES = new Map(MADE.map(([name, cause, make]) => [name, { cause, evidence: make() }]));

const percent = fc.integer({ min: 0, max: 100 });
/** One of these numbers of something, the harmless and the extreme ones among them. */
const some = (...numbers: number[]): fc.Arbitrary<number> => fc.constantFrom(...numbers);

const change = <T>(
  name: string,
  value: fc.Arbitrary<T>,
  apply: (evidence: DiagnosisEvidence, value: T) => void,
): fc.Arbitrary<Change> =>
  value.map((drawn) => ({
    name: `${name} ${JSON.stringify(drawn)}`,
    apply: (evidence) => apply(evidence, drawn),
  }));

/** A change of the sample; where the sample is unknown there is nothing to change. */
const ofSample = <T>(
  name: string,
  value: fc.Arbitrary<T>,
  apply: (sample: ReturnType<typeof scenes.sampleOf>, value: T) => void,
): fc.Arbitrary<Change> =>
  change(name, value, ({ sample }, drawn) => {
    if (sample.known) apply(sample.value, drawn);
  });

const ofMain = <T>(
  name: string,
  value: fc.Arbitrary<T>,
  of: (value: T) => Partial<ReturnType<typeof scenes.mainOf>>,
): fc.Arbitrary<Change> =>
  ofSample(name, value, ({ processes }, drawn) => {
    if (processes.known && processes.value.main) Object.assign(processes.value.main, of(drawn));
  });

const ofPod = <T>(
  name: string,
  value: fc.Arbitrary<T>,
  apply: (state: Extract<DiagnosisEvidence['podState'], { known: true }>['value'], value: T) => void,
): fc.Arbitrary<Change> =>
  change(name, value, ({ podState }, drawn) => {
    if (podState.known) apply(podState.value, drawn);
  });

const MI = 2 ** 20;

const CHANGES: readonly fc.Arbitrary<Change>[] = [
  ofSample(
    'CPU',
    fc.record({
      cores: fc.double({ min: 0, max: 1, noNaN: true }),
      throttledPeriods: fc.double({ min: 0, max: 10, noNaN: true }).map((each) => Math.round(each * 10) / 10),
    }),
    ({ cgroup }, use) => (cgroup.ticks = ticks(use)),
  ),
  ofSample('throttled before', percent, ({ cgroup }, share) => {
    for (const tick of cgroup.ticks) tick.throttledPeriods = (tick.throttledPeriods ?? 0) + share * 800;
  }),
  ofSample(
    'memory',
    fc.record({ anon: percent, cache: percent, hits: some(0, 5, 500), kills: some(0, 1, 3) }),
    ({ cgroup }, { anon, cache, hits, kills }) => {
      const used = Math.min(512, 5.12 * (anon + cache)) * MI;
      Object.assign(cgroup.memory, {
        anon: firstLast(5.12 * anon * MI),
        workingSet: firstLast(used),
        usage: firstLast(used),
        limitHits: firstLast(0, hits),
        oomKills: firstLast(0, kills),
      });
    },
  ),
  ofSample('pids', percent, ({ cgroup }, share) => (cgroup.pids = { current: share * 40, limit: 4000 })),
  ofMain('open files', percent, (share) => ({ openFiles: share * 10, openFilesLimit: 1000 })),
  ofMain(
    'main thread',
    fc.record({
      running: fc.integer({ min: 0, max: 40 }),
      cpu: some(0, 100, 2500, 9000),
      waited: some(0, 500, 5000),
      longestBusyMs: some(0, 300, 700, 4000),
    }),
    ({ running, cpu, waited, longestBusyMs }) => ({
      states: { R: running, S: 40 - running },
      mainThreadCpuMs: cpu,
      cpuMs: cpu + 100,
      runQueueWaitMs: waited,
      longestBusyMs,
    }),
  ),
  ofMain('waits', fc.constantFrom('futex_wait_queue', 'ep_poll', 'pipe_read', 'do_wait'), (where) => ({
    waits: { [where]: 40 },
    states: { S: 40 },
  })),
  ofSample(
    'children',
    fc.record({
      created: some(0, 1, 5, 60, 4000),
      seen: some(0, 1, 20),
      waiting: fc.integer({ min: 0, max: 40 }),
    }),
    ({ processes }, { created, seen, waiting }) => {
      if (!processes.known) return;
      Object.assign(processes.value.children, {
        created,
        seen: seen === 0 ? [] : [{ parent: 'node', name: 'sh', count: seen, longestMs: 100 }],
      });
      if (processes.value.main) processes.value.main.looksWithChild = waiting;
    },
  ),
  ofSample(
    'accept queue',
    fc.record({ most: some(0, 2, 6, 511), looks: fc.integer({ min: 0, max: 10 }) }),
    ({ network }, { most, looks }) =>
      (network.listeners = [
        { address: '0.0.0.0', port: 3000, mostQueued: most, looksQueued: looks, backlog: 511 },
      ]),
  ),
  ofSample('connecting', fc.integer({ min: 1, max: 10 }), ({ network }, looks) =>
    network.connections.push(scenes.connecting('10.96.4.20:5432', looks)),
  ),
  ofSample('look-up', some(2, 600, 2500, 5005), ({ dns }, ms) => {
    const outcome = ms > 5000 ? ('timed-out' as const) : ('answered' as const);
    dns.lookups = [{ name: 'kubernetes.default.svc.cluster.local.', tool: 'node', ms, outcome }];
  }),
  change(
    'requests',
    fc.array(some(0.01, 0.2, 3, 20), { minLength: 1, maxLength: 5 }),
    (evidence, seconds) => {
      const url = 'http://backend:9090/';
      evidence.request.urls = [url];
      if (evidence.sample.known)
        evidence.sample.value.requests = [{ url, tool: 'curl', requests: scenes.requests(...seconds) }];
    },
  ),
  ofSample('CPU of the node', percent, ({ host }, used) => {
    Object.assign(host.cpu ?? {}, {
      user: firstLast(4_000_000, 4_000_000 + used * 40),
      idle: firstLast(300_000_000, 300_000_000 + (100 - used) * 40),
    });
    host.load = { one: used / 8, five: used / 8, fifteen: used / 8 };
    Object.assign(host.pressure ?? {}, { cpu: { some: firstLast(0, used * 90_000) } });
  }),
  ofSample('memory of the node', percent, ({ host }, used) => {
    if (host.memory) host.memory.available = (host.memory.total * (100 - used)) / 100;
    const memory = { some: firstLast(0, used * 20_000), full: firstLast(0, used * 10_000) };
    Object.assign(host.pressure ?? {}, { memory });
  }),
  ofSample('OOM kills of the node', some(0, 1, 5), ({ host }, kills) => {
    Object.assign(host.vmstat ?? {}, { oom_kill: firstLast(3, 3 + kills) });
  }),
  ofSample('disk', percent, ({ host }, busy) => {
    const [disk] = host.disks ?? [];
    Object.assign(disk ?? {}, { busyMs: firstLast(0, busy * 100), writeMs: firstLast(0, busy * 300) });
    const io = { some: firstLast(0, busy * 90_000), full: firstLast(0, busy * 50_000) };
    Object.assign(host.pressure ?? {}, { io });
  }),
  ofSample('lost segments', some(0, 10, 900), ({ network }, lost) => {
    network.counters['Tcp.RetransSegs'] = firstLast(0, lost);
  }),
  ofPod(
    'restarts',
    fc.record({
      restarts: some(0, 1, 7),
      code: some(0, 1, 127, 137, 143),
      reason: fc.constantFrom('Error', 'OOMKilled', 'Completed'),
      minutesAgo: some(0.5, 10, 3000),
    }),
    ({ container }, { restarts, code, reason, minutesAgo }) =>
      Object.assign(container, {
        restarts,
        lastExit: {
          code,
          reason,
          finishedAt: new Date(Date.parse('2026-03-03T00:00:00Z') - minutesAgo * 60_000).toISOString(),
        },
      }),
  ),
  ofPod('not ready', fc.boolean(), (state, ready) => {
    state.container.ready = ready;
    state.conditions = [{ type: 'Ready', status: ready ? 'True' : 'False' }];
  }),
  change(
    'events',
    fc.subarray(
      [
        { type: 'Warning', reason: 'BackOff', message: 'Back-off restarting failed container', count: 9 },
        { type: 'Warning', reason: 'Unhealthy', message: 'Liveness probe failed: timeout', count: 9 },
        { type: 'Warning', reason: 'FailedMount', message: 'secret "tls" not found', count: 4 },
      ],
      { minLength: 1 },
    ),
    (evidence, events) => (evidence.podEvents = known(events)),
  ),
  change('events of the node', some(1, 15), (evidence, count) => {
    evidence.nodeEvents = known([
      {
        type: 'Warning',
        reason: 'SystemOOM',
        message: 'System OOM encountered, victim process: java',
        count,
      },
    ]);
  }),
  change(
    'condition of the node',
    fc.constantFrom('MemoryPressure', 'DiskPressure', 'Ready'),
    (evidence, type) => {
      const status = type === 'Ready' ? 'Unknown' : 'True';
      if (evidence.node.known) evidence.node.value.conditions = [{ type, status, reason: type }];
    },
  ),
  change('endpoints', some(0, 1, 3), ({ peers }, ready) => {
    if (peers.known) for (const peer of peers.value) peer.endpoints = known({ ready, notReady: 3 - ready });
  }),
  change('unknown', fc.constantFrom(...scenes.PARTS), (evidence, part) =>
    Object.assign(evidence, { [part]: unknown() }),
  ),
];

/** Evidence of a scene with up to five changes; `name` says how it was made. */
export const evidence: fc.Arbitrary<{ name: string; evidence: DiagnosisEvidence }> = fc
  .record({
    scene: fc.constantFrom(...SCENES.keys()),
    changes: fc.array(fc.oneof(...CHANGES), { maxLength: 5 }),
  })
  .map(({ scene, changes }) => {
    const made = copyOf(SCENES.get(scene)!.evidence);
    for (const { apply } of changes) apply(made);
    return { name: [scene, ...changes.map((each) => each.name)].join(' + '), evidence: made };
  });

/** A copy of everything but the audit, which is dear to judge and judged once. */
export function copyOf(whole: DiagnosisEvidence): DiagnosisEvidence {
  return { ...structuredClone({ ...whole, audit: undefined }), audit: whole.audit };
}

type Part = (typeof scenes.PARTS)[number];

/** A scene with its own cause, and some of its parts that are those of a healthy container and say nothing of it. */
export const neutral: fc.Arbitrary<{
  whole: { scene: string; evidence: DiagnosisEvidence; cause: Cause | undefined };
  parts: Part[];
}> = fc.constantFrom(...SCENES.entries()).chain(([scene, whole]) => {
  const healthy = SCENES.get('healthy')!.evidence;
  const same = scenes.PARTS.filter((part) => isDeepStrictEqual(whole.evidence[part], healthy[part]));
  return fc.record({
    whole: fc.constant({ scene, ...whole }),
    parts: fc.subarray(same, { minLength: 1 }),
  });
});
