import { describe, expect, test } from 'vitest';
import schema from '../../docs/evidence.schema.json' with { type: 'json' };
import type {
  ContainerEvidence,
  DeclaredVariableEvidence,
  Evidence,
  ExecProbeEvidence,
  PredictionOutcome,
  ProbeEvidence,
} from '../../src/contracts/evidence.ts';
import { closed, differences, validator } from './schema.ts';
import type { Bare, Full } from './schema.ts';

const time = '2026-11-20T14:30:00Z';
const problem = { code: 'c', message: 'm', hint: 'h' };
const unknown = { known: false as const, problem };
const timed = { wallMs: 1, cpuMs: 1 };
const cpuStat = { periods: 1, throttledPeriods: 1, throttledMs: 1 };

const probe = {
  via: 'sh',
  envWcL: 1,
  exec: {
    count: 1,
    bytes: 1,
    predicted: [{ outcome: 'same', count: 1 }],
    others: [{ name: 'A', bytes: 1 }],
    truncated: false,
  },
  main: { known: true, value: { count: 1, bytes: 1, clobbered: false, added: ['A'], removed: ['B'] } },
  processes: { main: 'node', executables: ['/usr/bin/node'], libc: 'glibc' },
  limits: { stack: 'unlimited' },
  cgroup: { version: 2, cpuLimit: 'none', before: cpuStat, after: cpuStat },
  timing: {
    known: true,
    value: {
      runtime: 'node',
      version: 'v22',
      variables: 1,
      estimateCpuMs: 1,
      loop: [timed],
      loopSkipped: 'why',
      spawnInherited: [timed],
      spawnSmall: [timed],
      spawnError: 'why',
    },
  },
  cost: { startCpuMs: 1, totalCpuMs: 1, wallMs: 1, roundTripMs: 1 },
  uptime: { from: 1.5, to: 2.5 },
} satisfies Full<ProbeEvidence>;

const container = {
  target: 't',
  choice: 'c',
  pod: {
    namespace: 'n',
    name: 'p',
    uid: 'u',
    node: 'n',
    status: 'Running',
    createdAt: time,
    readyAt: time,
    enableServiceLinks: true,
    shareProcessNamespace: false,
    workload: { kind: 'deployment', name: 'n', apiVersion: 'apps/v1' },
  },
  container: {
    name: 'c',
    type: 'container',
    image: 'i',
    command: ['node'],
    args: ['app.js'],
    env: [
      {
        name: 'A',
        from: 'value',
        ref: 'r',
        bytes: 12,
        optional: true,
        missing: true,
        references: ['REDIS_SERVICE_HOST'],
        numbers: ['REDIS_SERVICE_PORT'],
        hasPort: true,
      },
    ],
    envFrom: [
      { kind: 'configmap', name: 'n', prefix: '', keys: { known: true, value: ['K'] } },
      { kind: 'secret', name: 'n', prefix: '', keys: unknown },
    ],
    cpuLimit: 1,
    memoryLimit: 1,
    limitsOfPod: ['cpu'],
    execProbes: [{ kind: 'liveness', command: ['true'], timeoutSeconds: 1, periodSeconds: 10 }],
    imageId: 'i@sha256:0',
    startedAt: time,
    ready: true,
    restarts: 0,
    notRunning: 'why',
    lastExit: { code: 1, reason: 'Error', finishedAt: time },
  },
  probe: { known: true, value: probe },
} satisfies Full<ContainerEvidence>;

const full = {
  apiVersion: 'envaudit/v1',
  kind: 'Evidence',
  collectedAt: time,
  tool: { version: '0.1.0' },
  cluster: { context: 'c', server: 's', version: 'v' },
  services: {
    shop: {
      known: true,
      value: [
        {
          name: 'n',
          clusterIP: '10.0.0.1',
          ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
          createdAt: time,
        },
      ],
    },
    default: unknown,
  },
  containers: [
    container,
    { ...container, probe: { known: true, value: { ...probe, main: unknown, timing: unknown } } },
    { ...container, probe: unknown },
  ],
  problems: [problem],
} satisfies Full<Evidence>;

const bareProblem = { code: 'c', message: 'm' };
const bareProbe = {
  via: 'sh',
  exec: { count: 1, bytes: 1, others: [{ name: 'A' }], truncated: false },
  main: probe.main,
  processes: { executables: [] },
  limits: {},
  cgroup: {},
  timing: { known: true, value: { runtime: 'node', loop: [], spawnInherited: [], spawnSmall: [] } },
  cost: { roundTripMs: 1 },
} satisfies Bare<ProbeEvidence>;

const bare = {
  apiVersion: 'envaudit/v1',
  kind: 'Evidence',
  collectedAt: time,
  tool: { version: '0.1.0' },
  cluster: { server: 's' },
  services: {
    shop: { known: true, value: [{ name: 'n', ports: [{ port: 80, protocol: 'TCP' }], createdAt: time }] },
    default: { known: false, problem: bareProblem },
  },
  containers: [
    {
      target: 't',
      pod: {
        namespace: 'n',
        name: 'p',
        uid: 'u',
        status: 'Running',
        createdAt: time,
        enableServiceLinks: true,
        shareProcessNamespace: false,
      },
      container: {
        name: 'c',
        type: 'container',
        image: 'i',
        command: [],
        args: [],
        env: [{ name: 'A', from: 'value' }],
        envFrom: container.container.envFrom.slice(0, 1),
        execProbes: [{ kind: 'liveness', command: [] }],
        ready: true,
        restarts: 0,
      },
      probe: { known: true, value: bareProbe },
    },
  ],
  problems: [bareProblem],
} satisfies Bare<Evidence>;

const errorsOf = validator(schema);
const strictErrorsOf = validator({ ...closed(schema), $id: 'urn:envaudit:v1:closed' });

describe('docs/evidence.schema.json', () => {
  test('has the keys of the contract, and requires those that are not optional', () => {
    expect(differences(schema, [full], [bare])).toEqual([]);
  });

  test.each([
    ['with every key', full],
    ['with the required keys only', bare],
  ])('takes evidence %s', (_, evidence) => {
    expect(strictErrorsOf(evidence)).toEqual([]);
  });

  test('takes keys that a later version adds', () => {
    expect(errorsOf({ ...full, later: true })).toEqual([]);
  });

  test('refuses an unknown that does not say why', () => {
    const evidence = { ...full, containers: [{ ...container, probe: { known: false } }] };
    expect(errorsOf(evidence)).not.toEqual([]);
  });

  test('knows the same words', () => {
    const from = {
      value: 0,
      configMapKeyRef: 0,
      secretKeyRef: 0,
      fileKeyRef: 0,
      fieldRef: 0,
      resourceFieldRef: 0,
      other: 0,
    };
    const kinds = { liveness: 0, readiness: 0, startup: 0, postStart: 0, preStop: 0 };
    const outcomes = { same: 0, differs: 0, absent: 0 };
    from satisfies Record<DeclaredVariableEvidence['from'], number>;
    kinds satisfies Record<ExecProbeEvidence['kind'], number>;
    outcomes satisfies Record<PredictionOutcome, number>;
    const { $defs } = schema;
    expect($defs.declaredVariable.properties.from.enum).toEqual(Object.keys(from));
    expect($defs.execProbe.properties.kind.enum).toEqual(Object.keys(kinds));
    expect($defs.predictionRun.properties.outcome.enum).toEqual(Object.keys(outcomes));
  });
});
