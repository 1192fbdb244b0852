import { describe, expect, test } from 'vitest';
import schema from '../../docs/scan-report.schema.json' with { type: 'json' };
import { SEVERITIES, VERDICTS, type Report } from '../../src/contracts/report.ts';
import type {
  ContainerScanReport,
  ExecProbeReport,
  Forecast,
  ScanReport,
  SubjectFinding,
  WorkloadReport,
} from '../../src/contracts/scan-report.ts';
import { inUse, scan, someServices, workload } from '../analyze/scan/inventory.ts';
import { closed, differences, validator } from './schema.ts';
import type { Bare, Full } from './schema.ts';
import { slowNode } from './samples/index.ts';

const time = '2026-11-20T14:30:00Z';
const predicted = { variables: 1, bytes: 1, services: 1 };
const use = { bytes: 1, percent: 1 };
const problem = { code: 'c', message: 'm', hint: 'h' };
const finding = {
  code: 'c',
  severity: 'low',
  certainty: 'likely',
  title: 't',
  message: 'm',
  evidence: [{ text: 't', command: 'c' }],
  mends: [{ title: 't', command: 'c', effect: 'e' }],
  subject: { namespace: 'n', kind: 'k', name: 'n', container: 'c', field: ['spec', 0] },
} satisfies Full<SubjectFinding>;
const { certainty: _certainty, ...undoubted } = finding;
const bareFinding = {
  ...undoubted,
  evidence: [{ text: 't' }],
  mends: [{ title: 't', effect: 'e' }],
  subject: { namespace: 'n', kind: 'k', name: 'n' },
} satisfies Bare<SubjectFinding>;

const probe = {
  kind: 'liveness',
  command: 'cat',
  shell: 'none',
  timeoutMs: 1000,
  periodMs: 10_000,
  cpuMs: [1, 2],
  effectiveMs: 2,
} satisfies Full<ExecProbeReport>;

const container = {
  name: 'c',
  type: 'container',
  image: 'i',
  runtime: 'node',
  cpuLimit: 1,
  running: 1,
  injected: {
    oldestStart: { at: time, ...predicted },
    newestStart: { at: time, ...predicted },
    nextRestart: predicted,
    floor: true,
  },
  declared: { variables: 1, bytes: 1 },
  headroom: {
    limitBytes: 1,
    now: use,
    nextRestart: use,
    moreServices: 1,
    argument: { limitBytes: 1, ...use, moreServices: 1, because: 'b', newestStart: use },
  },
  cost: { cpuMs: [1, 2], effectiveMs: 1, what: 'w' },
  execProbes: [probe],
} satisfies Full<ContainerScanReport>;

const bareContainer = {
  name: 'c',
  type: 'container',
  image: 'i',
  running: 1,
  injected: { nextRestart: predicted },
  declared: { variables: 1, bytes: 1 },
  headroom: { limitBytes: 1, nextRestart: use, moreServices: 1 },
  execProbes: [probe],
} satisfies Bare<ContainerScanReport>;

const forecast = {
  history: [{ at: time, services: 1, variables: 1 }],
  fit: { servicesPerDay: 1, range: [1, 2], days: 1, r2: 1 },
  ahead: [{ days: 30, variables: 1, range: [1, 2], percentOfExecLimit: 1 }],
  execFails: { at: '2027-01-01', earliest: '2027-01-01', latest: '2027-01-01' },
  execMayFail: '2027-01-01',
  unknown: 'why',
} satisfies Full<Forecast>;

const workloadReport = {
  namespace: 'n',
  kind: 'deployment',
  name: 'n',
  apiVersion: 'apps/v1',
  severity: 'unknown',
  reason: 'r',
  serviceLinks: { template: 'unset', effective: true, podsWith: 1 },
  pods: 1,
  replicas: 1,
  suspended: false,
  containers: [container],
  findings: [finding],
} satisfies Full<WorkloadReport>;

const namespace = {
  name: 'n',
  severity: 'low',
  reason: 'r',
  services: { total: 1, linked: 1 },
  injected: predicted,
  perService: { variables: 1, bytes: 1 },
  workloads: 1,
  pods: 1,
  containers: 1,
  saves: { variables: 1, bytes: 1, cpuMsPerSpawn: { node: [1, 2], bash: [1, 2], sh: [1, 2] } },
  forecast,
  findings: [finding],
} satisfies Full<ScanReport['namespaces'][number]>;

const stale = {
  namespace: 'n',
  name: 'n',
  type: 'ClusterIP',
  createdAt: time,
  changedAt: time,
  because: ['b'],
  variables: 1,
  bytes: 1,
  containers: 1,
} satisfies Full<ScanReport['staleServices'][number]>;

const summary = {
  namespaces: 1,
  services: 1,
  workloads: 1,
  pods: 1,
  containers: 1,
  variables: 1,
  bytes: 1,
  bySeverity: { unknown: 0, ok: 0, info: 0, low: 1, medium: 0, high: 0, critical: 0 },
  worst: 'low',
  wouldNotRestart: 0,
  staleServices: 1,
} satisfies Full<ScanReport['summary']>;

const full = {
  apiVersion: 'envaudit/v1',
  kind: 'ScanReport',
  collectedAt: time,
  tool: { version: '0.1.0' },
  cluster: { context: 'c', server: 's', version: 'v' },
  scope: { namespaces: ['n'], selector: 's', node: 'n' },
  summary,
  namespaces: [namespace],
  workloads: [workloadReport],
  staleServices: [stale],
  drain: {
    node: 'n',
    pods: 1,
    workloads: [
      {
        namespace: 'n',
        kind: 'k',
        name: 'n',
        pods: 1,
        fails: true,
        variables: { now: 1, next: 2 },
        reason: 'r',
      },
    ],
  },
  probed: JSON.parse(JSON.stringify(slowNode)) as Full<Report>,
  incomplete: [problem],
} satisfies Full<ScanReport>;

const bare = {
  apiVersion: 'envaudit/v1',
  kind: 'ScanReport',
  collectedAt: time,
  tool: { version: '0.1.0' },
  scope: { namespaces: 'all' },
  summary,
  namespaces: [
    {
      name: 'n',
      severity: 'low',
      reason: 'r',
      injected: predicted,
      perService: { variables: 1, bytes: 1 },
      workloads: 1,
      pods: 1,
      containers: 1,
      saves: namespace.saves,
      forecast: { history: forecast.history, ahead: forecast.ahead },
      findings: [bareFinding],
    },
  ],
  workloads: [
    {
      namespace: 'n',
      kind: 'deployment',
      name: 'n',
      apiVersion: 'apps/v1',
      severity: 'low',
      reason: 'r',
      serviceLinks: workloadReport.serviceLinks,
      pods: 1,
      containers: [bareContainer],
      findings: [bareFinding],
    },
  ],
  staleServices: [
    {
      namespace: 'n',
      name: 'n',
      type: 'ClusterIP',
      createdAt: time,
      because: ['b'],
      variables: 1,
      bytes: 1,
      containers: 1,
    },
  ],
  incomplete: [{ code: 'c', message: 'm' }],
} satisfies Bare<ScanReport>;

const errorsOf = validator(schema);
const strictErrorsOf = validator({ ...closed(schema), $id: 'urn:envaudit:v1:scan-report:closed' });

const gone = { endpoints: { ready: 0, notReady: 0 }, pods: 0 };
const reports: Record<string, ScanReport> = {
  'an empty namespace': scan({ services: [], workload: { containers: [] } }),
  'a full namespace': scan({
    services: [...someServices(5000), inUse('web'), inUse('web-service', gone)],
    workload: { enableServiceLinks: 'unset', pods: { count: 1, withServiceLinks: 1, onNode: 1 } },
    container: { image: 'nginx:1', execProbes: [{ kind: 'readiness', command: [] }] },
    workloads: [workload({ container: { image: 'node:22', cpuLimit: 0.1 } })],
    scope: { namespaces: 'all', node: 'node-1' },
  }),
  'a namespace that may not be listed': scan({ forbidden: true }),
  manifests: scan({ manifests: true, services: someServices(20, { createdAt: '' }) }),
};

describe('docs/scan-report.schema.json', () => {
  test('has the keys of the contract, and requires those that are not optional', () => {
    expect(differences(schema, [full], [bare])).toEqual([]);
  });

  test.each([
    ['with every key', full],
    ['with the required keys only', bare],
  ])('takes a report %s', (_, report) => {
    expect(strictErrorsOf(report)).toEqual([]);
  });

  test.each(Object.entries(reports))('takes the report of %s', (_, report) => {
    expect(strictErrorsOf(JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  test('takes keys that a later version adds', () => {
    expect(errorsOf({ ...full, later: true })).toEqual([]);
  });

  test('refuses a workload without its severity', () => {
    const { severity: _, ...rest } = workloadReport;
    expect(errorsOf({ ...full, workloads: [rest] })).toMatchObject([{ instancePath: '/workloads/0' }]);
  });

  test('knows the same words', () => {
    const templates = { unset: 0, true: 0, false: 0, unseen: 0 } satisfies Record<
      WorkloadReport['serviceLinks']['template'],
      number
    >;
    const types = { container: 0, init: 0, sidecar: 0, ephemeral: 0 } satisfies Record<
      ContainerScanReport['type'],
      number
    >;
    const probes = { liveness: 0, readiness: 0, startup: 0 } satisfies Record<
      ExecProbeReport['kind'],
      number
    >;
    const shells = { none: 0, sh: 0, bash: 0 } satisfies Record<ExecProbeReport['shell'], number>;
    const { $defs } = schema;
    expect($defs.severity.enum).toEqual(SEVERITIES);
    expect($defs.verdict.enum).toEqual(VERDICTS);
    expect($defs.workload.properties.serviceLinks.properties.template.enum.toSorted()).toEqual(
      Object.keys(templates).toSorted(),
    );
    expect($defs.container.properties.type.enum).toEqual(Object.keys(types));
    expect($defs.execProbe.properties.kind.enum).toEqual(Object.keys(probes));
    expect($defs.execProbe.properties.shell.enum).toEqual(Object.keys(shells));
  });
});
