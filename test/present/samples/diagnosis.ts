import type {
  Check,
  CheckVerdict,
  CheckedStage,
  Diagnosis,
  StageReport,
  StageVerdict,
} from '../../../src/contracts/diagnosis.ts';
import { FOUL } from './scan.ts';

const QUESTIONS: Record<CheckedStage, string> = {
  'host-resources': 'Is the node a bottleneck?',
  'app-limits': 'Are the container’s own limits a bottleneck?',
  'dependency-services': 'Is something slow that the app calls?',
  'app-hotspots': 'What does the app itself spend its time on?',
};

function stage(id: CheckedStage, verdict: StageVerdict, reason: string, checks: Check[] = []): StageReport {
  return { stage: id, question: QUESTIONS[id], verdict, reason, checks };
}

const skipped = (id: CheckedStage): StageReport => stage(id, 'skipped', 'It was not asked for.');

function check(id: string, title: string, verdict: CheckVerdict, more: Partial<Check>): Check {
  return {
    id,
    title,
    scope: 'container',
    verdict,
    reason: 'It is below its threshold.',
    details: [],
    ...more,
  };
}

const limit = (text: string, value: number) => ({
  text,
  value,
  source: 'USE method, https://www.brendangregg.com/usemethod.html',
});

const cpuUsed = check('cpu-utilisation', 'CPU used', 'ok', {
  scope: 'host',
  method: 'utilisation',
  measured: '23.4%',
  value: 23.4,
  threshold: limit('80%', 80),
  command: 'kubectl exec web-7d64 -n shop -c web -- cat /proc/stat',
});
const memoryUsed = check('memory-utilisation', 'Memory used', 'ok', {
  scope: 'host',
  method: 'utilisation',
  measured: '61.0%',
  value: 61,
  threshold: limit('90%', 90),
  command: 'kubectl exec web-7d64 -n shop -c web -- cat /proc/meminfo',
});

const host = stage('host-resources', 'cleared', 'The node has room: 3 checks, none over its threshold.', [
  cpuUsed,
  memoryUsed,
  check('node-conditions', 'Node conditions', 'ok', { scope: 'host', measured: 'Ready' }),
]);

const healthyLimits = stage(
  'app-limits',
  'cleared',
  'The container stays below its limits: 2 checks, none over its threshold.',
  [
    check('cpu-throttled', 'CPU throttled', 'ok', {
      measured: '0.0% of periods',
      value: 0,
      threshold: limit('notice from 5%, warning from 25%, problem from 50%', 25),
    }),
    check('memory-usage', 'Memory used', 'ok', {
      measured: '34.0% of the limit',
      value: 34,
      threshold: limit('90% of the limit', 90),
    }),
  ],
);

const healthyPeers = stage(
  'dependency-services',
  'cleared',
  'What the app talks to answers: 1 check, none over its threshold.',
  [check('connections', 'Connections', 'ok', { scope: 'pod', measured: '3 peers, none waiting' })],
);

/** Case A: service links make each child process dear, and the app starts many. */
export const caseA: Diagnosis = {
  apiVersion: 'envaudit/v1',
  kind: 'Diagnosis',
  collectedAt: '2026-11-20T14:30:00.000Z',
  tool: { version: '0.1.0' },
  cluster: { context: 'beijing', server: 'https://10.0.0.1:6443' },
  subject: {
    target: 'deploy/web',
    choice: '1 of 3 running pods of deployment/web',
    namespace: 'shop',
    pod: 'web-7d64',
    container: 'web',
    node: 'node-3',
    image: 'registry.example/shop/web:2.14.0',
    status: 'Running',
    workload: { kind: 'deployment', name: 'web', apiVersion: 'apps/v1' },
  },
  windowMs: 10_000,
  allow: ['read', 'exec'],
  stages: [
    host,
    stage(
      'app-limits',
      'suspect',
      'CPU throttled, 32.0% of periods: The container waited 0.9 s of 10 s for its next period.',
      [
        check('cpu-throttled', 'CPU throttled', 'warning', {
          method: 'saturation',
          measured: '32.0% of periods',
          value: 32,
          threshold: limit('notice from 5%, warning from 25%, problem from 50%', 25),
          reason: 'The container waited 0.9 s of 10 s for its next period.',
          command: 'kubectl exec web-7d64 -n shop -c web -- cat /sys/fs/cgroup/cpu.stat',
          details: [
            {
              kind: 'table',
              headings: ['second', 'CPU', 'throttled'],
              rows: [
                ['1', '0.30', '2'],
                ['2', '0.30', '4'],
              ],
            },
          ],
        }),
        check('memory-usage', 'Memory used', 'ok', {
          measured: '34.0% of the limit',
          value: 34,
          threshold: limit('90% of the limit', 90),
        }),
        check('restarts', 'Restarts', 'notice', {
          scope: 'pod',
          measured: '2',
          reason: 'The last one was 3 days ago.',
        }),
      ],
    ),
    healthyPeers,
    stage(
      'app-hotspots',
      'guilty',
      'Children created, 6 in 10 s: Each child gets all 16,031 variables and costs 2.30 s of CPU at this limit.',
      [
        check('children-created', 'Children created', 'problem', {
          measured: '6 in 10 s',
          value: 0.6,
          threshold: limit('0.1 per second', 0.1),
          reason: 'The main process starts one child after the other and waits for each.',
          command: 'kubectl exec web-7d64 -n shop -c web -- cat /proc/loadavg',
          details: [{ kind: 'line', text: 'sh, started by node: 6 times, the longest 2.31 s.' }],
        }),
        check('environment-per-child', 'Environment per child', 'problem', {
          measured: '2.30 s of CPU',
          value: 2300,
          threshold: limit('100 ms of CPU', 100),
          reason: '16,018 of 16,031 variables are service links; a child without them costs 4.1 ms.',
          command: 'kubectl envaudit web-7d64 -n shop -c web',
        }),
        check('deeper-tools', 'Deeper tools', 'unknown', { reason: 'Tracing was not allowed.' }),
      ],
    ),
  ],
  rootCause: {
    cause: 'service-links',
    conclusion:
      'The environment: 16,018 of 16,031 variables are service links; each child process costs 2.3 s of CPU in this container; it started 6 children in 10 s; hence 23% of its time.',
    confidence: 'proved',
    share: 0.23,
    because: [
      {
        text: 'Each child process costs 2.3 s of CPU, 4.1 ms without service links.',
        stage: 'app-hotspots',
        check: 'environment-per-child',
      },
      { text: 'It started 6 children in 10 s.', stage: 'app-hotspots', check: 'children-created' },
    ],
    contributing: [
      {
        cause: 'cpu-limit',
        title: 'The CPU limit',
        confidence: 'possible',
        share: 0.09,
        text: 'It was throttled in 32% of periods, while it started children.',
      },
    ],
    ruledOut: [
      { cause: 'host-cpu', title: 'The node’s CPU', by: '23.4% of it is used.' },
      { cause: 'slow-dependency', title: 'A slow dependency', by: 'no connection waited.' },
    ],
    surer: [
      {
        text: 'Measure the whole pass over the environment.',
        command: 'kubectl envaudit web-7d64 -n shop -c web --probe full',
      },
    ],
    mends: [
      {
        title: 'Turn service links off: enableServiceLinks: false',
        command: `kubectl patch deployment web -n shop --type=strategic -p '{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}'`,
        effect: 'Each child then costs 4.1 ms. It restarts the pods.',
      },
      { title: 'Start children without blocking, with a small environment', effect: 'A change of the code.' },
    ],
  },
  incomplete: [],
};

/** Requests of a URL, of which two in five take 20 s. */
export const slowDependency: Diagnosis = {
  ...caseA,
  subject: { ...caseA.subject, target: 'web-7d64' },
  stages: [
    host,
    healthyLimits,
    stage(
      'dependency-services',
      'guilty',
      'Request time of http://cart.shop/health, 20.1 s at worst: 2 of 5 requests took more than 10 s.',
      [
        check('url-timing', 'Request time', 'problem', {
          subject: 'http://cart.shop/health',
          scope: 'pod',
          measured: '20.1 s at worst, 80 ms median',
          value: 20_055,
          threshold: limit('1 s', 1000),
          reason: '2 of 5 requests took more than 10 s; nearly all of it until the first byte.',
          command: `kubectl exec web-7d64 -n shop -c web -- curl -s -o /dev/null -w '%{time_total}' http://cart.shop/health`,
          details: [
            {
              kind: 'histogram',
              unit: 'ms',
              buckets: [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000].map((upTo) => ({
                upTo,
                count: { 100: 3, 20_000: 1, 50_000: 1 }[upTo] ?? 0,
              })),
            },
            {
              kind: 'table',
              headings: ['request', 'total', 'first byte', 'status'],
              rows: [
                ['1', '20.1 s', '20.0 s', '200'],
                ['2', '81 ms', '79 ms', '200'],
              ],
            },
          ],
        }),
        check('connections', 'Connections', 'ok', { scope: 'pod', measured: '3 peers, none waiting' }),
      ],
    ),
    stage(
      'app-hotspots',
      'cleared',
      'The app itself does nothing unusual: 1 check, none over its threshold.',
      [
        check('main-thread', 'Main thread', 'ok', {
          measured: '3.0% busy',
          value: 3,
          threshold: limit('70%', 70),
        }),
      ],
    ),
  ],
  rootCause: {
    ...caseA.rootCause,
    cause: 'slow-dependency',
    conclusion:
      'A slow dependency: 2 of 5 requests of http://cart.shop/health took more than 10 s, nearly all of it until the first byte.',
    confidence: 'likely',
    share: undefined,
    because: [
      { text: '2 of 5 requests took more than 10 s.', stage: 'dependency-services', check: 'url-timing' },
    ],
    contributing: [],
    ruledOut: [{ cause: 'service-links', title: 'Service links', by: 'It started no child process.' }],
    surer: [],
    mends: [
      {
        title: 'Look at cart',
        command: 'kubectl envaudit diagnose deploy/cart -n shop',
        effect: 'It tells why that is slow.',
      },
    ],
  },
};

/** Nothing explains a slowness. */
export const quiet: Diagnosis = {
  ...caseA,
  stages: [host, healthyLimits, healthyPeers, slowDependency.stages[3] ?? skipped('app-hotspots')],
  rootCause: {
    conclusion: 'Nothing that was seen explains a slowness: all four stages are cleared.',
    confidence: 'none',
    because: [],
    contributing: [],
    ruledOut: [{ cause: 'service-links', title: 'Service links', by: 'It started no child process.' }],
    surer: [
      {
        text: 'Look for longer, and while it is slow.',
        command: 'kubectl envaudit diagnose deploy/web -n shop --window 1m',
      },
    ],
    mends: [],
  },
};

/** A crash loop, seen by somebody who may read no nodes; stages 3 and 4 were not asked for. */
export const unseen: Diagnosis = {
  ...caseA,
  subject: {
    ...caseA.subject,
    target: 'web-7d64',
    choice: undefined,
    status: 'CrashLoopBackOff',
    node: undefined,
  },
  allow: ['read'],
  stages: [
    stage(
      'host-resources',
      'unknown',
      'Too little of it could be seen. CPU used: the container is not running.',
      [
        check('cpu-utilisation', 'CPU used', 'unknown', {
          scope: 'host',
          reason: 'the container is not running',
        }),
        check('node-conditions', 'Node conditions', 'unknown', {
          scope: 'host',
          reason: 'user "dev" may not get nodes',
        }),
      ],
    ),
    stage('app-limits', 'guilty', 'Last exit, 137: It was killed for its memory.', [
      check('last-exit', 'Last exit', 'problem', {
        measured: '137 (SIGKILL), OOMKilled',
        reason: 'The kernel killed it for its memory, 41 times.',
        command: `kubectl get pod web-7d64 -n shop -o jsonpath='{.status.containerStatuses[*].lastState}'`,
      }),
    ]),
    skipped('dependency-services'),
    skipped('app-hotspots'),
  ],
  rootCause: {
    cause: 'memory-limit',
    conclusion: 'The memory limit: the kernel killed the container 41 times for its memory.',
    confidence: 'proved',
    because: [{ text: 'It was killed for its memory.', stage: 'app-limits', check: 'last-exit' }],
    contributing: [],
    ruledOut: [],
    surer: [],
    mends: [{ title: 'Raise the memory limit', effect: 'It restarts the pods.' }],
  },
  incomplete: [
    {
      code: 'forbidden',
      message: 'user "dev" may not get nodes',
      hint: 'Ask for the right:\nkubectl auth can-i get nodes',
    },
  ],
};

/** Every text that may be foreign is. */
export const foulDiagnosis: Diagnosis = {
  ...caseA,
  collectedAt: caseA.collectedAt,
  cluster: { context: FOUL, server: FOUL },
  subject: {
    target: FOUL,
    choice: FOUL,
    namespace: FOUL,
    pod: FOUL,
    container: FOUL,
    node: FOUL,
    image: FOUL,
    status: FOUL,
    workload: { kind: FOUL, name: FOUL, apiVersion: FOUL },
  },
  stages: [
    stage('host-resources', 'guilty', FOUL, [
      check(FOUL, FOUL, 'problem', {
        subject: FOUL,
        measured: FOUL,
        reason: FOUL,
        command: FOUL,
        threshold: { text: FOUL, value: 1, source: FOUL },
        details: [
          { kind: 'line', text: FOUL },
          { kind: 'table', headings: ['peer', 'state'], rows: [[FOUL, FOUL]] },
          { kind: 'histogram', unit: 'ms', buckets: [{ upTo: 1, count: 1 }] },
        ],
      }),
      check(FOUL, FOUL, 'ok', { subject: FOUL, measured: FOUL, reason: FOUL }),
    ]),
    skipped('app-limits'),
    skipped('dependency-services'),
    skipped('app-hotspots'),
  ],
  rootCause: {
    ...caseA.rootCause,
    conclusion: FOUL,
    because: [{ text: FOUL, stage: 'host-resources', check: FOUL }],
    contributing: [{ cause: 'cpu-limit', title: FOUL, confidence: 'possible', text: FOUL }],
    ruledOut: [{ cause: 'dns', title: FOUL, by: FOUL }],
    surer: [{ text: FOUL, command: FOUL }],
    mends: [{ title: FOUL, command: FOUL, effect: FOUL }],
  },
  incomplete: [{ code: FOUL, message: FOUL, hint: FOUL }],
};

/** As long as names in Kubernetes can be. */
const [longPod, longOwner, longNamespace] = ['x'.repeat(253), 'y'.repeat(253), 'n'.repeat(63)];
export const longNames: Diagnosis = {
  ...caseA,
  subject: {
    ...caseA.subject,
    target: `deploy/${longOwner}`,
    namespace: longNamespace,
    pod: longPod,
    container: 'z'.repeat(63),
    workload: { kind: 'deployment', name: longOwner, apiVersion: 'apps/v1' },
  },
  rootCause: {
    ...caseA.rootCause,
    mends: caseA.rootCause.mends.map((mend) => ({
      ...mend,
      ...(mend.command && {
        command: mend.command.replace('web -n shop', `${longOwner} -n ${longNamespace}`),
      }),
    })),
  },
};

/** A user who may get the pod and nothing else. */
export const noRights: Diagnosis = {
  ...quiet,
  stages: quiet.stages.map(({ stage: id }) => stage(id, 'unknown', 'Too little of it could be seen.')),
  rootCause: {
    conclusion: 'Too little could be seen to name a cause.',
    confidence: 'none',
    because: [],
    contributing: [],
    ruledOut: [],
    surer: [{ text: 'Let the container be asked.', command: 'kubectl auth can-i create pods/exec -n shop' }],
    mends: [],
  },
  incomplete: ['pods/exec', 'events', 'nodes'].map((resource) => ({
    code: 'forbidden',
    message: `user "dev" may not get ${resource} in namespace "shop"`,
    hint: `Ask for the right:\nkubectl auth can-i get ${resource} -n shop`,
  })),
};
