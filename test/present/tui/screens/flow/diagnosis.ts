import type { Check, CheckedStage, Diagnosis, StageReport } from '../../../../../src/contracts/diagnosis.ts';
import type { FlowEvent } from '../../../../../src/contracts/flow-events.ts';
import { healthyEvidence } from '../../../../analyze/stages/healthy-evidence.ts';

/** A check with what a test does not care about. */
export function check(own: Partial<Check> = {}): Check {
  return {
    id: 'cpu-utilisation',
    title: 'CPU used',
    scope: 'host',
    method: 'utilisation',
    verdict: 'ok',
    measured: '31 %',
    value: 31,
    threshold: { text: 'more than 85 %', value: 85, source: 'https://www.brendangregg.com/usemethod.html' },
    reason: 'The node has CPU to spare.',
    command: 'kubectl exec web-7d64 -n shop -c web -- cat /proc/stat',
    details: [],
    ...own,
  };
}

export const throttled = check({
  id: 'cpu-throttled',
  title: 'CPU throttled',
  scope: 'container',
  method: 'saturation',
  verdict: 'warning',
  measured: '62 % of periods',
  threshold: {
    text: 'more than 25 % of periods',
    value: 25,
    source: 'https://docs.kernel.org/scheduler/sched-bwc.html',
  },
  reason: 'The CPU limit stops the container in 62 % of its periods.',
  details: [
    {
      kind: 'table',
      headings: ['Reason', 'Message'],
      rows: [
        [
          'Throttled',
          'A message that is much too long for a line of a small terminal, so that it would be cut at its end',
        ],
      ],
    },
  ],
  command: 'kubectl exec web-7d64 -n shop -c web -- cat /sys/fs/cgroup/cpu.stat',
});

export const urlTiming = check({
  id: 'url-timing',
  subject: 'http://shop/health',
  title: 'Requests',
  scope: 'pod',
  method: undefined,
  verdict: 'problem',
  measured: '2 of 5 took 20 s',
  reason: 'Most requests take 80 ms, and two of five take 20 s.',
  details: [
    { kind: 'line', text: 'Five requests, one after the other.' },
    {
      kind: 'table',
      headings: ['REQUEST', 'FIRST BYTE', 'TOTAL'],
      rows: [
        ['1', '20.0 s', '20.1 s'],
        ['2', '78 ms', '80 ms'],
      ],
    },
    {
      kind: 'histogram',
      unit: 'ms',
      buckets: [
        { upTo: 100, count: 3 },
        { upTo: 30_000, count: 2 },
      ],
    },
  ],
});

export const children = check({
  id: 'environment-per-child',
  title: "The environment's cost per child process",
  scope: 'container',
  method: undefined,
  verdict: 'problem',
  measured: '2.3 s of CPU',
  reason: 'Each child process costs 2.3 s of CPU because of 16,018 service links.',
});

export const unseen = check({
  id: 'disk-latency',
  title: 'Disk latency',
  verdict: 'unknown',
  measured: undefined,
  value: undefined,
  reason: 'Unknown: the container sees no disk statistics.',
});

/** A stage of a diagnosis. */
export function stage(
  id: CheckedStage,
  verdict: StageReport['verdict'],
  reason: string,
  checks: Check[],
): StageReport {
  return { stage: id, question: `Is it ${id}?`, verdict, reason, checks };
}

/** The main case: service links make child processes slow, and these block the requests. */
export const serviceLinks: Diagnosis = {
  apiVersion: 'envaudit/v1',
  kind: 'Diagnosis',
  collectedAt: '2026-11-20T14:30:00Z',
  tool: { version: '0.1.0' },
  cluster: { context: 'shop-prod', server: 'https://10.0.0.1:6443' },
  subject: {
    target: 'deploy/web',
    namespace: 'shop',
    pod: 'web-7d64',
    container: 'web',
    image: 'web:1',
    status: 'Running',
  },
  windowMs: 10_000,
  allow: ['read', 'exec'],
  stages: [
    stage('host-resources', 'cleared', 'The node has CPU, memory and disk to spare.', [check(), unseen]),
    stage('app-limits', 'suspect', 'Throttled in 62 % of periods, by the work that stage 4 finds.', [
      throttled,
    ]),
    stage('dependency-services', 'cleared', 'No peer is slow to connect.', [urlTiming]),
    stage('app-hotspots', 'guilty', 'It starts child processes, and each one costs seconds.', [
      check({ id: 'main-thread', title: 'Main thread' }),
      children,
    ]),
  ],
  rootCause: {
    cause: 'service-links',
    conclusion:
      'The environment: 16,018 of 16,031 variables are service links; each child process costs 2.3 s of CPU; it started 6 children in the last minute.',
    confidence: 'proved',
    share: 0.23,
    because: [
      {
        text: 'Each child process costs 2.3 s of CPU.',
        stage: 'app-hotspots',
        check: 'environment-per-child',
      },
    ],
    contributing: [
      {
        cause: 'cpu-limit',
        title: 'The CPU limit is too small',
        confidence: 'possible',
        text: 'It stretches the work.',
      },
    ],
    ruledOut: [{ cause: 'host-cpu', title: 'The node has no CPU to spare', by: '31 % of it is used.' }],
    surer: [{ text: 'Look at the child processes.', command: 'kubectl exec web-7d64 -n shop -- ps' }],
    mends: [
      {
        title: 'Switch service links off',
        command: "kubectl patch deployment web -n shop -p '{}'",
        effect: 'Restarts the pods.',
      },
    ],
  },
  incomplete: [],
};

export const finished: Extract<FlowEvent, { type: 'finished' }> = {
  type: 'finished',
  diagnosis: serviceLinks,
  evidence: healthyEvidence(),
};

export const startedEvent: FlowEvent = {
  type: 'started',
  target: 'deploy/web',
  namespace: 'shop',
  pod: 'web-7d64',
  container: 'web',
  stages: ['host-resources', 'app-limits', 'dependency-services', 'app-hotspots', 'root-cause'],
  parts: ['audit', 'sample', 'peers', 'node', 'metrics'],
  expectedMs: 12_000,
};

/** All events of a run, as `flow/` gives them. */
export const events: FlowEvent[] = [
  startedEvent,
  { type: 'part', part: 'audit', known: true },
  { type: 'part', part: 'metrics', known: false },
  ...serviceLinks.stages.flatMap((report): FlowEvent[] => [
    ...report.checks.map((each): FlowEvent => ({ type: 'check', stage: report.stage, check: each })),
    { type: 'stage', report },
  ]),
  finished,
];
