import { container, linksOff, measured, origins, report } from './build.ts';

/** No shell in the image: the app's own runtime answered. */
export const distrolessContainer = container({
  pod: 'invoices-0',
  container: 'invoices',
  image:
    'gcr.io/distroless/nodejs22-debian12@sha256:5b9c1f0c8d3a7e6f1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef01',
  workload: { kind: 'statefulset', name: 'invoices', apiVersion: 'apps/v1' },
  severity: 'medium',
  reason:
    'A child process costs 142 ms of CPU, 284 ms at the limit of 0.5 CPU; 5,216 of 5,232 variables come from service links.',
  count: {
    exec: { variables: 5_232, bytes: 221_440 },
    mainUnknown: 'the main process belongs to another user: /proc/1/environ may not be read',
    added: [],
    removed: [],
    why: [],
    predicted: {
      atStart: { variables: 5_216, bytes: 220_780, services: 652 },
      now: { variables: 5_216, bytes: 220_780, services: 652 },
      nextRestart: { variables: 5_216, bytes: 220_780, services: 652 },
    },
  },
  origins: origins({
    'service-link': [5_216, 220_780],
    kubernetes: [8, 331],
    declared: [3, 120],
    'image-or-runtime': [5, 209],
  }),
  cost: {
    runtime: 'node',
    version: 'v22.20.0',
    cpuLimit: 0.5,
    estimateCpuMs: 84,
    loopSkipped: 'the probe was asked for an estimate only',
    spawnInherited: measured(142, 301, 3),
    spawnSmall: measured(1.9, 2.2, 3),
    effectiveMs: 284,
    slowdown: 'node-busy',
    throttled: { periods: 12, throttledPeriods: 1, throttledMs: 18 },
    audit: { cpuMs: 790, wallMs: 1_650, roundTripMs: 1_870 },
  },
  headroom: {
    limitBytes: 2_097_152,
    limitSource: 'assumed',
    now: { bytes: 263_296, percent: 12.6 },
    nextRestart: { bytes: 263_296, percent: 12.6 },
    moreServices: 4_554,
  },
  mends: [linksOff('statefulset', 'invoices', 'shop')],
});
export const distroless = report([distrolessContainer]);

/** Links are off: nothing to do. */
export const linksOffContainer = container({
  pod: 'cart-6c9f7d8b5-9jv4t',
  container: 'cart',
  workload: { kind: 'deployment', name: 'cart', apiVersion: 'apps/v1' },
  enableServiceLinks: false,
  reason: 'A child process costs 0.3 ms of CPU with 21 variables; service links are off.',
  count: {
    envWcL: 21,
    exec: { variables: 21, bytes: 803 },
    main: { variables: 21, bytes: 803, clobbered: false },
    added: [],
    removed: [],
    why: [],
    predicted: {
      atStart: { variables: 8, bytes: 331, services: 1 },
      now: { variables: 8, bytes: 331, services: 1 },
      nextRestart: { variables: 8, bytes: 331, services: 1 },
    },
  },
  origins: origins({ kubernetes: [8, 331], declared: [9, 327], 'image-or-runtime': [4, 145] }),
});
export const off = report([linksOffContainer]);

const nearLimitOff = linksOff('deployment', 'edge', 'platform');

/** nginx with templates: it runs, and its next start will fail twice over. */
export const nearLimitContainer = container({
  namespace: 'platform',
  pod: 'edge-58b7c6f9d4-7xkqp',
  container: 'nginx',
  image: 'nginx:1.27',
  workload: { kind: 'deployment', name: 'edge', apiVersion: 'apps/v1' },
  cpuLimit: 1,
  severity: 'critical',
  reason: 'The next restart will fail: 42,264 variables would use 103.4% of the kernel’s exec limit.',
  basis: 'estimated',
  count: {
    envWcL: 38_014,
    exec: { variables: 38_012, bytes: 1_604_480 },
    main: { variables: 37_990, bytes: 1_604_480, clobbered: true },
    added: [],
    removed: [],
    why: [
      'The main process overwrote its environment block to set its title: 37,990 is the least that it had.',
    ],
    predicted: {
      atStart: { variables: 38_000, bytes: 1_603_966, services: 4_750 },
      now: { variables: 38_000, bytes: 1_603_966, services: 4_750 },
      nextRestart: { variables: 42_264, bytes: 1_783_952, services: 5_283 },
    },
  },
  origins: origins({
    'service-link': [38_000, 1_603_966],
    kubernetes: [8, 331],
    'image-or-runtime': [4, 183],
  }),
  cost: {
    runtime: 'nginx',
    cpuLimit: 1,
    model: { cpuMs: [8, 18], what: 'starting a child process' },
    effectiveMs: 18,
    slowdown: 'none',
    execStartCpuMs: 2_190,
    audit: { cpuMs: 2_410, wallMs: 2_600, roundTripMs: 2_900 },
  },
  headroom: {
    limitBytes: 2_097_152,
    limitSource: 'read',
    now: { bytes: 1_908_608, percent: 91 },
    nextRestart: { bytes: 2_168_456, percent: 103.4 },
    moreServices: 0,
    argument: {
      limitBytes: 131_071,
      bytes: 1_183_392,
      percent: 902.9,
      moreServices: 0,
      because: 'The image’s entrypoint hands all names to envsubst (20-envsubst-on-templates.sh).',
    },
  },
  findings: [
    {
      code: 'restart-exceeds-exec-limit',
      severity: 'critical',
      title: 'The next restart will fail at the kernel’s exec limit',
      message:
        '533 Services have come since this container started; with all of them its first process can no longer be started.',
      evidence: [
        {
          text: 'At the next restart 42,264 variables from 5,283 Services (now 38,000), 103.4% of the exec limit.',
          command: 'kubectl get services -n platform --no-headers | wc -l',
        },
      ],
      mends: [nearLimitOff],
    },
  ],
  mends: [nearLimitOff],
});
export const nearLimit = report([nearLimitContainer]);

/** Services that were deleted, made anew, or fight for a name. */
export const ghostsContainer = container({
  severity: 'info',
  reason: 'Variables of 2 Services that are gone are still in the container.',
  origins: origins({
    'service-link': [120, 5_090],
    ghost: [16, 680],
    kubernetes: [8, 331],
    declared: [12, 502],
    'image-or-runtime': [8, 309],
  }),
  services: [
    { name: 'legacy-cart', namespace: 'shop', variables: 8, bytes: 340, ports: ['8080/TCP'], state: 'ghost' },
    { name: 'old-search', namespace: 'shop', variables: 8, bytes: 340, ports: [], state: 'ghost' },
    {
      name: 'kubernetes',
      namespace: 'default',
      variables: 8,
      bytes: 331,
      ports: ['443/TCP'],
      state: 'present',
    },
  ],
  variables: [
    {
      name: 'LEGACY_CART_PORT',
      bytes: 25,
      origin: 'ghost',
      source: 'service/legacy-cart port 8080/TCP',
      note: 'the Service is gone',
    },
    {
      name: 'REDIS_PORT',
      bytes: 25,
      origin: 'service-link',
      source: 'service/redis port 6379/TCP',
      note: 'the value is not the Service’s present one',
    },
  ],
  differences: {
    ghosts: ['legacy-cart', 'old-search'],
    missing: [],
    hidden: [{ variable: 'DB_PORT', service: 'db', by: 'spec' }],
    contested: [{ variable: 'FOO_SERVICE_PORT', services: ['foo', 'foo-service'] }],
    stale: [{ variable: 'REDIS_PORT', service: 'redis' }],
  },
  findings: [
    {
      code: 'ghost-service-links',
      severity: 'info',
      title: 'Variables of Services that are gone',
      message:
        'legacy-cart and old-search were there when the container started. What reads their variables talks to an address that nobody answers, or that another Service has by now.',
      evidence: [{ text: '16 variables of 2 Services.', command: 'kubectl get services -n shop' }],
      mends: [],
    },
  ],
});
export const ghosts = report([ghostsContainer]);

/** No right to exec: the prediction stands, and says what it is. */
export const forbiddenContainer = container({
  severity: 'high',
  basis: 'estimated',
  reason: 'About 12,808 variables from service links; nothing was measured.',
  count: {
    added: [],
    removed: [],
    why: [],
    predicted: {
      atStart: { variables: 12_808, bytes: 546_900, services: 1_601 },
      now: { variables: 12_808, bytes: 546_900, services: 1_601 },
      nextRestart: { variables: 12_808, bytes: 546_900, services: 1_601 },
    },
  },
  origins: origins({ 'service-link': [12_800, 546_569], kubernetes: [8, 331], declared: [12, 502] }),
  services: [
    {
      name: 'payments-api',
      namespace: 'shop',
      variables: 18,
      bytes: 822,
      ports: ['80/TCP', '443/TCP', '9090/TCP'],
      state: 'unseen',
    },
  ],
  cost: {
    runtime: 'node',
    cpuLimit: 0.5,
    model: { cpuMs: [112, 540], what: 'starting a child process' },
    effectiveMs: 1_080,
  },
  headroom: {
    limitBytes: 2_097_152,
    limitSource: 'assumed',
    now: { bytes: 649_462, percent: 31 },
    nextRestart: { bytes: 649_462, percent: 31 },
    moreServices: 3_545,
  },
  mends: [linksOff('deployment', 'api', 'shop')],
  incomplete: [
    {
      code: 'forbidden',
      message: 'user "dev" may not create pods/exec in namespace "shop", so the container was not asked',
      hint: [
        'Check it with the first command; whoever administers the cluster can allow it with the second.',
        'kubectl auth can-i create pods/exec -n shop',
        'kubectl create role envaudit -n shop --verb=get,create --resource=pods/exec',
      ].join('\n'),
    },
  ],
});
export const forbidden = report([forbiddenContainer], forbiddenContainer.incomplete);

/** Everything that a cluster's inhabitants may put into a name or a message to fool whoever looks. */
export const HOSTILE =
  'web\u001b[2J\u001b]0;owned\u0007\r\nCRITICAL  pod/fake\u202egnp.exe\u200b\u009b31m\u2028x\u007f';
export const hostileContainer = container({
  target: HOSTILE,
  choice: HOSTILE,
  pod: HOSTILE,
  container: HOSTILE,
  image: `${HOSTILE}:latest`,
  node: HOSTILE,
  status: HOSTILE,
  severity: 'low',
  reason: `${HOSTILE} ${'x'.repeat(3_000)}`,
  workload: { kind: HOSTILE, name: HOSTILE, apiVersion: 'apps/v1' },
  services: [
    { name: HOSTILE, namespace: HOSTILE, variables: 8, bytes: 340, ports: [HOSTILE], state: 'present' },
  ],
  variables: [{ name: HOSTILE, origin: 'unknown', source: HOSTILE, note: HOSTILE }],
  differences: {
    ghosts: [HOSTILE],
    missing: [HOSTILE],
    hidden: [],
    contested: [{ variable: HOSTILE, services: [HOSTILE] }],
    stale: [{ variable: HOSTILE, service: HOSTILE }],
  },
  findings: [
    {
      code: 'ghost-service-links',
      severity: 'low',
      title: HOSTILE,
      message: `日本語のメッセージ ${HOSTILE}`,
      evidence: [{ text: HOSTILE, command: `kubectl get pod '${HOSTILE}'` }],
      mends: [],
    },
  ],
  mends: [{ title: HOSTILE, command: `kubectl get pod '${HOSTILE}'`, effect: HOSTILE }],
  incomplete: [{ code: 'internal', message: HOSTILE, hint: `one\n${HOSTILE}\n  kind: Role` }],
});
export const hostile = report([hostileContainer]);
