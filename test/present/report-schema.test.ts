import { describe, expect, test } from 'vitest';
import schema from '../../docs/report.schema.json' with { type: 'json' };
import { SEVERITIES } from '../../src/contracts/report.ts';
import type {
  ContainerReport,
  CostReport,
  Finding,
  Measured,
  Mend,
  Origin,
  Report,
  ServiceReport,
} from '../../src/contracts/report.ts';
import { closed, differences, validator } from './schema.ts';
import type { Bare, Full } from './schema.ts';
import * as samples from './samples/index.ts';

const { HOSTILE: _, ...reports } = samples;
const time = '2026-11-20T14:30:00Z';
const mend = { title: 't', command: 'c', effect: 'e' } satisfies Full<Mend>;
const measured = {
  median: { wallMs: 1, cpuMs: 1 },
  spread: { wallMs: [1, 2], cpuMs: [1, 2] },
  runs: 3,
} satisfies Full<Measured>;
const finding = {
  code: 'c',
  severity: 'low',
  certainty: 'likely',
  title: 't',
  message: 'm',
  evidence: [{ text: 't', command: 'c' }],
  mends: [mend],
} satisfies Full<Finding>;
const problem = { code: 'c', message: 'm', hint: 'h' };
const amount = { variables: 1, bytes: 1 };
const predicted = { variables: 1, bytes: 1, services: 1 };
const use = { bytes: 1, percent: 1 };

const cost = {
  runtime: 'node',
  version: 'v22',
  libc: 'glibc',
  cpuLimit: 1,
  estimateCpuMs: 1,
  loop: measured,
  loopSkipped: 'why',
  spawnInherited: measured,
  spawnSmall: measured,
  spawnError: 'why',
  model: { cpuMs: [1, 2], what: 'what' },
  effectiveMs: 1,
  slowdown: 'none',
  throttled: { periods: 1, throttledPeriods: 1, throttledMs: 1 },
  execStartCpuMs: 1,
  audit: { cpuMs: 1, wallMs: 1, roundTripMs: 1 },
} satisfies Full<CostReport>;

const origins = {
  'service-link': amount,
  kubernetes: amount,
  ghost: amount,
  declared: amount,
  'env-from': amount,
  'image-or-runtime': amount,
  unknown: amount,
} satisfies Record<Origin, unknown>;

const container = {
  target: 't',
  choice: 'c',
  namespace: 'n',
  pod: 'p',
  container: 'c',
  containerType: 'container',
  image: 'i',
  node: 'n',
  status: 's',
  startedAt: time,
  workload: { kind: 'deployment', name: 'n', apiVersion: 'apps/v1' },
  enableServiceLinks: true,
  cpuLimit: 1,
  severity: 'low',
  reason: 'r',
  basis: 'measured',
  count: {
    envWcL: 1,
    exec: amount,
    main: { ...amount, clobbered: false },
    mainUnknown: 'why',
    added: ['A'],
    removed: ['B'],
    why: ['why'],
    predicted: { atStart: predicted, now: predicted, nextRestart: predicted },
  },
  origins,
  services: [{ name: 'n', namespace: 'n', ...amount, ports: ['80/TCP'], state: 'present' }],
  variables: [{ name: 'n', bytes: 1, origin: 'declared', source: 's', note: 'n' }],
  differences: {
    ghosts: ['g'],
    missing: ['m'],
    hidden: [{ variable: 'v', service: 's', by: 'b' }],
    contested: [{ variable: 'v', services: ['s'] }],
    stale: [{ variable: 'v', service: 's' }],
  },
  cost,
  headroom: {
    limitBytes: 1,
    limitSource: 'read',
    now: use,
    nextRestart: use,
    moreServices: 1,
    argument: { limitBytes: 1, ...use, moreServices: 1, because: 'b' },
  },
  findings: [finding],
  mends: [mend],
  incomplete: [problem],
} satisfies Full<ContainerReport>;

const full = {
  apiVersion: 'envaudit/v1',
  kind: 'Report',
  collectedAt: time,
  tool: { version: '0.1.0' },
  cluster: { context: 'c', server: 's', version: 'v' },
  containers: [container],
  summary: {
    containers: 1,
    bySeverity: { unknown: 0, ok: 0, info: 0, low: 1, medium: 0, high: 0, critical: 0 },
    worst: 'low',
  },
  incomplete: [problem],
} satisfies Full<Report>;

const { certainty: _certainty, ...undoubted } = finding;
const bareMend = { title: 't', effect: 'e' } satisfies Bare<Mend>;
const bare = {
  apiVersion: 'envaudit/v1',
  kind: 'Report',
  collectedAt: time,
  tool: { version: '0.1.0' },
  cluster: { server: 's' },
  containers: [
    {
      target: 't',
      namespace: 'n',
      pod: 'p',
      container: 'c',
      containerType: 'container',
      image: 'i',
      status: 's',
      enableServiceLinks: true,
      severity: 'low',
      reason: 'r',
      basis: 'measured',
      count: {
        added: [],
        removed: [],
        why: [],
        predicted: { atStart: predicted, now: predicted, nextRestart: predicted },
      },
      origins,
      services: container.services,
      variables: [{ name: 'n', origin: 'declared' }],
      differences: container.differences,
      cost: {},
      headroom: { limitBytes: 1, limitSource: 'read', now: use, nextRestart: use, moreServices: 1 },
      findings: [{ ...undoubted, evidence: [{ text: 't' }], mends: [bareMend] }],
      mends: [bareMend],
      incomplete: [{ code: 'c', message: 'm' }],
    },
  ],
  summary: full.summary,
  incomplete: [{ code: 'c', message: 'm' }],
} satisfies Bare<Report>;

const errorsOf = validator(schema);
const strictErrorsOf = validator({ ...closed(schema), $id: 'urn:envaudit:v1:closed' });

describe('docs/report.schema.json', () => {
  test('has the keys of the contract, and requires those that are not optional', () => {
    expect(differences(schema, [full], [bare])).toEqual([]);
  });

  test.each([
    ['with every key', full],
    ['with the required keys only', bare],
  ])('takes a report %s', (__, report) => {
    expect(strictErrorsOf(report)).toEqual([]);
  });

  test.each(Object.entries(reports))('takes the sample %s', (__, report) => {
    expect(strictErrorsOf(JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  test('takes keys that a later version adds', () => {
    expect(errorsOf({ ...full, later: true })).toEqual([]);
  });

  test('refuses a report without its severity', () => {
    const { severity: __, ...rest } = container;
    expect(errorsOf({ ...full, containers: [rest] })).toMatchObject([{ instancePath: '/containers/0' }]);
  });

  test('knows the same words', () => {
    const states = { present: 0, missing: 0, ghost: 0, unseen: 0 } satisfies Record<
      ServiceReport['state'],
      number
    >;
    const types = { container: 0, init: 0, sidecar: 0, ephemeral: 0 } satisfies Record<
      ContainerReport['containerType'],
      number
    >;
    const slowdowns = { none: 0, throttled: 0, 'node-busy': 0 } satisfies Record<
      NonNullable<CostReport['slowdown']>,
      number
    >;
    const { $defs } = schema;
    expect($defs.severity.enum).toEqual(SEVERITIES);
    expect($defs.origin.enum).toEqual(Object.keys(origins));
    expect($defs.service.properties.state.enum).toEqual(Object.keys(states));
    expect($defs.container.properties.containerType.enum).toEqual(Object.keys(types));
    expect($defs.cost.properties.slowdown.enum).toEqual(Object.keys(slowdowns));
  });
});
