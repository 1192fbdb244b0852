import { container, linksOff, measured, origins, report } from './build.ts';

const exec = 'kubectl exec web-7d64c9bd5-x2x9p -n shop -c web --';
const smallEnvironment = {
  title: 'Give child processes a small environment of their own',
  effect:
    'spawn, exec and execSync take { env: { PATH: process.env.PATH } }; where everything is needed, parse /proc/self/environ once into a plain object and pass that. The cost of the environment is gone with it, whatever Kubernetes injects. Asks for a change of code.',
};
const noExecProbes = {
  title: 'Use httpGet, tcpSocket or grpc probes instead of exec',
  effect:
    'kubelet then asks from outside and nothing is started in the container. Asks for a change of the pod spec.',
};
const off = linksOff('deployment', 'web', 'shop');
const names = [
  'payments-api',
  'orders-api',
  'checkout-gateway',
  'catalog-search',
  'session-store',
  'tax-rates',
  'mailer',
];

/** The case that the tool was made for: a Node.js service that blocks for seconds at each child process. */
export const slowNodeContainer = container({
  target: 'deploy/web',
  choice: '1 of 3 running pods of deployment/web',
  pod: 'web-7d64c9bd5-x2x9p',
  container: 'web',
  image: 'registry.example.com/shop/web:2.14.0',
  node: 'worker-3',
  startedAt: '2026-11-19T19:12:44Z',
  workload: { kind: 'deployment', name: 'web', apiVersion: 'apps/v1' },
  cpuLimit: 0.3,
  severity: 'critical',
  reason:
    'A child process costs 1.57 s of CPU, 5.23 s at the limit of 0.3 CPU; 16,008 of 16,020 variables come from service links.',
  count: {
    envWcL: 16_023,
    exec: { variables: 16_020, bytes: 683_929 },
    main: { variables: 16_021, bytes: 683_969, clobbered: false },
    added: ['BOOT_ID'],
    removed: [],
    why: [
      '`env | wc -l` counts 3 lines more: values with line breaks, and variables that the shell itself adds (PWD, SHLVL, _).',
      'The entrypoint set BOOT_ID before it started the main process.',
    ],
    predicted: {
      atStart: { variables: 16_000, bytes: 683_102, services: 2_000 },
      now: { variables: 16_000, bytes: 683_102, services: 2_000 },
      nextRestart: { variables: 16_040, bytes: 684_810, services: 2_005 },
    },
  },
  origins: origins({
    'service-link': [16_000, 683_102],
    kubernetes: [8, 331],
    declared: [6, 284],
    'env-from': [2, 64],
    'image-or-runtime': [4, 148],
  }),
  services: [
    ...names.map((name, index) => ({
      name,
      namespace: 'shop',
      variables: 23 - 5 * Math.min(index, 3),
      bytes: 1_042 - 160 * Math.min(index, 4) - index,
      ports: ['80/TCP', '443/TCP', '9090/TCP', '9091/TCP'].slice(0, 4 - Math.min(index, 3)),
      state: 'present' as const,
    })),
    ...Array.from({ length: 1_998 }, (_, index) => ({
      name: `tenant-${String(index).padStart(4, '0')}`,
      namespace: 'shop',
      variables: 8,
      bytes: 342,
      ports: ['80/TCP'],
      state: index < 1_993 ? ('present' as const) : ('missing' as const),
    })),
  ],
  differences: {
    ghosts: [],
    missing: ['tenant-1993', 'tenant-1994', 'tenant-1995', 'tenant-1996', 'tenant-1997'],
    hidden: [],
    contested: [],
    stale: [],
  },
  cost: {
    runtime: 'node',
    version: 'v22.20.0',
    libc: 'glibc',
    cpuLimit: 0.3,
    estimateCpuMs: 884,
    loop: measured(871, 2_934, 3),
    spawnInherited: measured(1_570, 5_214, 3),
    spawnSmall: measured(1.7, 2.4, 5),
    effectiveMs: 5_233,
    slowdown: 'throttled',
    throttled: { periods: 87, throttledPeriods: 81, throttledMs: 6_020 },
    execStartCpuMs: 412,
    audit: { cpuMs: 7_640, wallMs: 25_900, roundTripMs: 26_200 },
  },
  headroom: {
    limitBytes: 2_097_152,
    limitSource: 'read',
    now: { bytes: 812_089, percent: 38.7 },
    nextRestart: { bytes: 814_117, percent: 38.8 },
    moreServices: 3_158,
  },
  findings: [
    {
      code: 'slow-environment',
      severity: 'critical',
      title: 'The environment makes child processes slow',
      message:
        'A child process that inherits the environment costs 1.57 s of CPU here, 5.23 s at the limit of 0.3 CPU; one with a small environment 1.7 ms. The event loop stands still meanwhile.',
      evidence: [
        { text: '16,020 variables, 667.9 KiB.', command: `${exec} sh -c 'env | wc -l'` },
        {
          text: '16,000 variables of them from 2,000 Services.',
          command: 'kubectl get services -n shop --no-headers | wc -l',
        },
        {
          text: 'The loop over the environment: 871 ms of CPU, 2.93 s by the clock (median of 3 runs).',
          command: `${exec} node -e 'console.time("loop");const p=[];for(const k in process.env){const v=process.env[k];p.push(\`\${k}=\${v}\`)}console.timeEnd("loop")'`,
        },
      ],
      mends: [off, smallEnvironment],
    },
    {
      code: 'exec-probe-tax',
      severity: 'high',
      title: 'Exec probes pay for the environment each time',
      message:
        'Each exec costs 412 ms of CPU before its command begins, 1.37 s at the limit of 0.3 CPU; the liveness probe has a timeout of 1 s.',
      evidence: [
        {
          text: 'The liveness probe runs `cat /tmp/alive` every 10 s with a timeout of 1 s.',
          command: `kubectl get pod web-7d64c9bd5-x2x9p -n shop -o jsonpath='{.spec.containers[?(@.name=="web")].livenessProbe}'`,
        },
      ],
      mends: [noExecProbes, off],
    },
    {
      code: 'missing-service-links',
      severity: 'info',
      title: 'Services that are newer than the container',
      message:
        '5 Services were made after this container started; their 40 variables come at the next restart.',
      evidence: [{ text: 'The container started at 2026-11-19T19:12:44Z.' }],
      mends: [],
    },
  ],
  mends: [off, smallEnvironment, noExecProbes],
});

export const slowNode = report([slowNodeContainer]);
