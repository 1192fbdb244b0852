import type { StaleServiceReport, WorkloadReport } from '../../../src/contracts/scan-report.ts';
import { HOSTILE as ESCAPES } from './others.ts';
import { linksOff } from './build.ts';
import { finding, namespaceOf, scan, scanned, workload } from './scan-build.ts';
import { twelve } from './twelve.ts';

const shop = namespaceOf('shop', 2_214, {
  severity: 'critical',
  reason: '2,214 Services put 17,720 variables into each container with service links.',
  services: { total: 2_240, linked: 2_214 },
  workloads: 31,
  pods: 75,
  containers: 75,
  saves: {
    variables: 1_328_400,
    bytes: 56_789_100,
    cpuMsPerSpawn: { node: [215, 1_070], bash: [310, 800], sh: [24, 49] },
  },
  forecast: {
    history: [
      { at: '2026-02-24T00:00:00Z', services: 1_380, variables: 11_040 },
      { at: '2026-05-25T00:00:00Z', services: 1_662, variables: 13_296 },
      { at: '2026-08-23T00:00:00Z', services: 1_941, variables: 15_528 },
      { at: '2026-11-20T14:30:00Z', services: 2_214, variables: 17_712 },
    ],
    fit: { servicesPerDay: 3.1, range: [2.8, 3.4], days: 270, r2: 0.987 },
    ahead: [
      { days: 30, variables: 18_460, range: [18_390, 18_540], percentOfExecLimit: 44.8 },
      { days: 90, variables: 19_950, range: [19_730, 20_170], percentOfExecLimit: 48.4 },
    ],
    execFails: {
      at: '2029-01-11T00:00:00Z',
      earliest: '2028-10-09T00:00:00Z',
      latest: '2029-05-01T00:00:00Z',
    },
  },
  findings: [
    finding(
      'contested-variable',
      'medium',
      { namespace: 'shop', kind: 'service', name: 'foo-service' },
      {
        title: 'Two Services claim one variable',
        message:
          'foo and foo-service both make FOO_SERVICE_PORT; which value wins can change from start to start.',
      },
    ),
    finding(
      'kubernetes-variable-replaced',
      'high',
      { namespace: 'shop', kind: 'service', name: 'kubernetes-service' },
      {
        title: 'A Service replaces variables of the API server',
        message: 'kubernetes-service makes KUBERNETES_SERVICE_PORT, which in-cluster clients read.',
      },
    ),
  ],
});

const platform = namespaceOf('platform-ingress', 5_012, {
  severity: 'critical',
  reason: '5,012 Services put 40,104 variables into each container with service links.',
  forecast: {
    history: [],
    fit: { servicesPerDay: 0, range: [-0.1, 0.1], days: 400, r2: 0.41 },
    ahead: [
      { days: 30, variables: 40_104, range: [40_104, 40_104], percentOfExecLimit: 101.2 },
      { days: 90, variables: 40_104, range: [40_010, 40_190], percentOfExecLimit: 101.2 },
    ],
    execFails: { at: '2026-11-20T14:30:00Z', earliest: '2026-11-20T14:30:00Z' },
  },
});

const edge = workload(
  'platform-ingress/deployment/edge',
  'critical',
  [
    scanned('nginx', [38_000, 42_000], {
      runtime: 'nginx',
      headroom: {
        limitBytes: 2_097_152,
        now: { bytes: 1_941_000, percent: 92.6 },
        nextRestart: { bytes: 2_150_000, percent: 102.5 },
        moreServices: 0,
        argument: {
          limitBytes: 131_071,
          bytes: 98_000,
          percent: 74.8,
          moreServices: 120,
          because: 'the image is nginx.',
        },
      },
    }),
  ],
  {
    reason:
      'The oldest running container uses 92.6% of the kernel’s exec limit; it would need 102.5% at its next start and would not start (500 Services came since).',
  },
);

const web = workload(
  'shop/deployment/web',
  'critical',
  [
    scanned('web', [16_000, 17_720], {
      execProbes: [
        {
          kind: 'liveness',
          command: 'cat',
          shell: 'none',
          timeoutMs: 1_000,
          periodMs: 10_000,
          cpuMs: [50, 430],
          effectiveMs: 1_430,
        },
        {
          kind: 'readiness',
          command: '/bin/sh',
          shell: 'sh',
          timeoutMs: 5_000,
          periodMs: 10_000,
          cpuMs: [92, 470],
          effectiveMs: 1_570,
        },
      ],
    }),
    scanned('log-shipper', [16_000, 17_720], { runtime: 'go' }),
  ],
  {
    reason:
      'A child process costs 1.07 s of CPU at worst, 3.57 s at the limit of 0.3 CPU, with 17,720 variables from service links.',
    pods: 2,
    replicas: 3,
  },
);
web.findings.push(
  finding(
    'exec-probe-tax',
    'high',
    { namespace: 'shop', kind: 'deployment', name: 'web', container: 'web' },
    {
      title: 'Exec probes pay for the environment each time',
      message: 'The liveness probe takes 1.43 s of its timeout of 1 s.',
      mends: [
        {
          title: 'Use httpGet, tcpSocket or grpc probes instead of exec',
          effect: 'Nothing is started in the container.',
        },
      ],
    },
  ),
);

const collided = workload('shop/statefulset/n8n', 'high', [scanned('n8n', [17_600, 17_720])], {
  reason: 'N8N_PORT of the Service n8n is read by n8n as its own port.',
});
collided.findings.push(
  finding(
    'needs-service-links',
    'low',
    {
      namespace: 'shop',
      kind: 'statefulset',
      name: 'n8n',
      container: 'n8n',
      field: ['containers', 0, 'env', 2],
    },
    {
      title: 'The template reads variables of service links',
      message: 'DB_HOST refers to $(POSTGRES_SERVICE_HOST).',
    },
  ),
);

const others: WorkloadReport[] = [
  workload('shop/rollout/checkout-gateway-for-partners-in-asia', 'high', [scanned('app', [17_100, 17_720])], {
    serviceLinks: { template: 'unseen', effective: true, podsWith: 4 },
    pods: 4,
  }),
  workload(
    'shop/cronjob/nightly-export',
    'medium',
    [scanned('export', [undefined, 17_720], { runtime: 'python' })],
    { pods: 0, suspended: true },
  ),
  workload(
    'legacy/deployment/mailer',
    'unknown',
    [
      scanned('mailer', [undefined, 8], {
        injected: { nextRestart: { variables: 8, bytes: 331, services: 1 }, floor: true },
      }),
    ],
    { reason: 'The Services of the namespace could not be listed.' },
  ),
  ...Array.from({ length: 20 }, (_, index) =>
    workload(`shop/deployment/worker-${String(index + 1).padStart(2, '0')}`, 'low', [
      scanned('worker', [17_300 + index, 17_720]),
    ]),
  ),
  workload('batch/pod/debug', 'ok', [scanned('sh', [136, 136], { runtime: 'sh' })], { pods: 1 }),
  workload('batch/daemonset/agent', 'ok', [scanned('agent', [136, 136])], {
    serviceLinks: { template: 'false', effective: false, podsWith: 0 },
  }),
];

const stale: StaleServiceReport[] = Array.from({ length: 12 }, (_, index) => ({
  namespace: index < 10 ? 'shop' : 'platform-ingress',
  name: `tenant-${1990 + index}`,
  type: 'ClusterIP',
  createdAt: new Date(Date.UTC(2024, index, 3)).toISOString(),
  ...(index === 2 ? {} : { changedAt: '2025-06-01T00:00:00Z' }),
  because: ['no endpoints', 'its selector matches no pod', 'unchanged for 537 days'],
  variables: 8,
  bytes: 342,
  containers: index < 10 ? 75 : 6,
}));

const emptyNamespace = namespaceOf('legacy', 0, {
  severity: 'unknown',
  reason: 'Its Services could not be listed.',
});
delete emptyNamespace.services;

for (const { containers } of others) for (const one of containers) if (one.injected.floor) delete one.cost;

/** A cluster in trouble: four namespaces, twenty-eight workloads. */
export const cluster = scan({
  namespaces: [platform, shop, emptyNamespace, namespaceOf('batch', 16)],
  workloads: [edge, web, collided, ...others],
  staleServices: stale,
  incomplete: [
    {
      code: 'forbidden',
      message: 'user "dev" may not list services in namespace "legacy"',
      hint: 'Check it with\nkubectl auth can-i list services -n legacy',
    },
  ],
});

/** One namespace, by a selector, with a node to be drained and containers that were asked. */
export const drained = scan({
  scope: { namespaces: ['shop'], selector: 'app in (web, n8n)', node: 'worker-3' },
  namespaces: [shop],
  workloads: [web, collided],
  drain: {
    node: 'worker-3',
    pods: 4,
    workloads: [
      {
        namespace: 'shop',
        kind: 'deployment',
        name: 'web',
        pods: 2,
        fails: true,
        variables: { now: 16_000, next: 17_720 },
        reason: 'It would need 102.5% of the kernel’s exec limit.',
      },
      {
        namespace: 'shop',
        kind: 'statefulset',
        name: 'n8n',
        pods: 1,
        fails: false,
        variables: { now: 17_600, next: 17_720 },
        reason: 'It starts with 120 variables more.',
      },
    ],
  },
  probed: { ...twelve, containers: twelve.containers.slice(1, 3), incomplete: [] },
});

/** Nothing wrong anywhere. */
export const calm = scan({
  scope: { namespaces: ['batch'] },
  namespaces: [namespaceOf('batch', 16)],
  workloads: others.slice(-2),
});

/** Nothing there. */
export const vacant = scan({
  scope: { namespaces: ['empty'] },
  namespaces: [namespaceOf('empty', 0)],
  workloads: [],
});

/** Everything that may be put into a name or a message to fool a terminal, a spreadsheet, a browser or a parser. */
export const FOUL = `=cmd()|'/c calc'!A1 @all \`|\` <script>alert(1)</script> ]]> [x](http://evil.test) "q" ${ESCAPES} \uffff *_~#`;
const foulSubject = { namespace: FOUL, kind: FOUL, name: FOUL, container: FOUL, field: [FOUL, 0] };
const foulFinding = finding('variable-collision', 'high', foulSubject, {
  title: FOUL,
  message: FOUL,
  evidence: [{ text: FOUL, command: FOUL }],
  mends: [{ title: FOUL, command: FOUL, effect: FOUL }, linksOff('deployment', FOUL, FOUL)],
});
export const foul = scan({
  cluster: { context: FOUL, server: FOUL, version: FOUL },
  scope: { namespaces: [FOUL], selector: FOUL, node: FOUL },
  namespaces: [
    namespaceOf(FOUL, 3_000, {
      severity: 'high',
      reason: FOUL,
      findings: [foulFinding],
      forecast: { history: [], ahead: [], unknown: FOUL },
    }),
  ],
  workloads: [
    {
      ...workload('a/b/c', 'high', [
        scanned(FOUL, [16_000, 17_000], {
          image: FOUL,
          runtime: FOUL,
          execProbes: [
            {
              kind: 'startup',
              command: FOUL,
              shell: 'bash',
              timeoutMs: 1_000,
              periodMs: 1_000,
              cpuMs: [1, 2],
              effectiveMs: 900,
            },
          ],
        }),
      ]),
      namespace: FOUL,
      kind: FOUL,
      name: FOUL,
      apiVersion: `${FOUL}/v1`,
      reason: FOUL,
      findings: [foulFinding, finding('exec-probe-tax', 'medium', foulSubject, { message: FOUL })],
    },
    workload('shop/deployment/web', 'low', [scanned('web', [2_000, 2_100])]),
  ],
  staleServices: [
    {
      namespace: FOUL,
      name: FOUL,
      type: FOUL,
      createdAt: FOUL,
      changedAt: FOUL,
      because: [FOUL],
      variables: 8,
      bytes: 340,
      containers: 2,
    },
    {
      namespace: 'shop',
      name: 'good',
      type: 'ClusterIP',
      createdAt: '2024-01-03T00:00:00Z',
      because: ['no endpoints'],
      variables: 8,
      bytes: 340,
      containers: 2,
    },
  ],
  drain: {
    node: FOUL,
    pods: 1,
    workloads: [
      {
        namespace: FOUL,
        kind: FOUL,
        name: FOUL,
        pods: 1,
        fails: true,
        variables: { now: 1, next: 2 },
        reason: FOUL,
      },
    ],
  },
  incomplete: [{ code: FOUL, message: FOUL, hint: FOUL }],
});
