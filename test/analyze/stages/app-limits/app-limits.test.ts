import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appLimits } from '../../../../src/analyze/stages/app-limits/index.ts';
import { stageReport } from '../../../../src/analyze/stages/stage-report.ts';
import type { CheckVerdict } from '../../../../src/contracts/diagnosis.ts';
import type {
  DiagnosisEvidence,
  EventEvidence,
  ExitEvidence,
} from '../../../../src/contracts/diagnosis-evidence.ts';
import {
  altered,
  alteredSample,
  BEGAN,
  COLLECTED,
  firstLast,
  healthyEvidence,
  known,
  ticks,
  unknown,
  valueOf,
  without,
} from '../healthy-evidence.ts';
import { checkOf, isMonotone, judgeAll } from '../judge-all.ts';

const MI = 1024 ** 2;
const checksOf = (evidence: DiagnosisEvidence) => judgeAll(appLimits, evidence);
const check = (evidence: DiagnosisEvidence, id: string, subject?: string) =>
  checkOf(checksOf(evidence), id, subject);
const stage = (evidence: DiagnosisEvidence) => stageReport('app-limits', checksOf(evidence));
const raising = (evidence: DiagnosisEvidence, subject = 'CPU') =>
  check(evidence, 'raising-the-limit', subject);

test('a healthy container is cleared, and every check is ok', () => {
  const checks = checksOf(healthyEvidence());
  expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect(stage(healthyEvidence()).verdict).toBe('cleared');
});

test('the checks of the stage are there', () => {
  expect([...new Set(checksOf(healthyEvidence()).map(({ id }) => id))].toSorted()).toEqual([
    'container-start',
    'cpu-throttled',
    'cpu-usage',
    'ephemeral-storage',
    'exec-limit',
    'init-signals',
    'last-exit',
    'memory-limit-hits',
    'memory-usage',
    'oom-kills',
    'open-files',
    'pod-events',
    'process-count',
    'raising-the-limit',
    'readiness',
    'restarts',
  ]);
});

describe('CPU', () => {
  test('a container that is held back by its limit wants more of it', () => {
    const evidence = running({ cores: 0.98, throttledPeriods: 9 });
    expect(check(evidence, 'cpu-usage')).toMatchObject({ verdict: 'warning' });
    expect(check(evidence, 'cpu-throttled')).toMatchObject({
      verdict: 'problem',
      value: 90,
      measured: '90.0% of periods',
      threshold: { value: 25 },
      command: 'kubectl exec web-7d64 -n shop -c web -- cat /sys/fs/cgroup/cpu.stat',
    });
    expect(raising(evidence)).toMatchObject({ verdict: 'warning', measured: 'yes' });
    expect(stage(evidence).verdict).toBe('guilty');
  });

  test('a container near its limit that is not throttled gains nothing from more', () => {
    const evidence = running({ cores: 0.9 });
    expect(check(evidence, 'cpu-usage').verdict).toBe('warning');
    expect(check(evidence, 'cpu-throttled').verdict).toBe('ok');
    expect(raising(evidence)).toMatchObject({ verdict: 'ok', measured: 'no' });
    expect(stage(evidence).verdict).toBe('suspect');
  });

  test('bursts of many threads are throttled although little is used on average', () => {
    const evidence = running({ cores: 0.3, throttledPeriods: 4 });
    expect(check(evidence, 'cpu-throttled').verdict).toBe('warning');
    expect(raising(evidence).reason).toContain('for its bursts');
  });

  test('on a node that others fill up, a higher limit would not help', () => {
    const evidence = running({ cores: 0.98, throttledPeriods: 9 });
    valueOf(evidence.sample).host.cpu!.user = firstLast(0, 4000);
    valueOf(evidence.sample).host.cpu!.idle = firstLast(0, 10);
    expect(raising(evidence)).toMatchObject({ verdict: 'notice', measured: 'not on this node' });
  });

  test('a burst is no state', () => {
    const evidence = running({ cores: 0.1 });
    const { cgroup } = valueOf(evidence.sample);
    cgroup.ticks = cgroup.ticks.map((tick, index) => ({
      ...tick,
      periods: index < 8 ? 5 : 9,
      throttledPeriods: index < 8 ? 0 : 4,
    }));
    expect(check(evidence, 'cpu-throttled')).toMatchObject({
      verdict: 'notice',
      reason: 'A short burst ran into the limit: 4 of 4 periods in which the container ran.',
    });
  });

  test('a tiny limit that only we ran into is not the app’s trouble', () => {
    const evidence = running({ cores: 0.01, throttledPeriods: 6 });
    valueOf(evidence.sample).cgroup.cpuLimit = 0.02;
    valueOf(evidence.sample).cost.cpuMs = 90;
    expect(check(evidence, 'cpu-throttled').verdict).toBe('notice');
    expect(raising(evidence).verdict).toBe('unknown');
  });

  test('where the audit ran all the time, the time before it tells', () => {
    const evidence = altered(({ audit, sample }) => {
      const probe = valueOf(audit.containers[0]!.probe);
      probe.uptime = { from: BEGAN + 2, to: BEGAN + 14 };
      probe.cost = { totalCpuMs: 1350, roundTripMs: 14_200 };
      const { cgroup } = valueOf(sample);
      cgroup.ticks = ticks({ cores: 0.9, throttledPeriods: 10 });
    });
    const found = check(evidence, 'cpu-throttled');
    expect(found).toMatchObject({ verdict: 'ok', measured: '0.1% of periods since its start' });
    valueOf(evidence.audit.containers[0]!.probe).cgroup.before!.throttledPeriods = 70_000;
    expect(check(evidence, 'cpu-throttled')).toMatchObject({ verdict: 'warning', value: 87.5 });
    expect(check(evidence, 'cpu-usage').value).toBeCloseTo((9000 + 120 - 1350 * (8 / 12) - 80) / 100, 6);
  });

  test('without an exec cAdvisor and the metrics API tell, with less to say', () => {
    const evidence = without('sample', 'audit');
    valueOf(evidence.throttling)[0]!.throttledPeriods = 60_000;
    expect(check(evidence, 'cpu-usage')).toMatchObject({
      verdict: 'ok',
      measured: '21.0% of 1 CPU (0.21 CPU)',
    });
    expect(check(evidence, 'cpu-throttled')).toMatchObject({
      verdict: 'warning',
      value: 75,
      command: 'kubectl get --raw /api/v1/nodes/node-1/proxy/metrics/cadvisor',
    });
  });

  test('without a limit there is none to raise', () => {
    const evidence = altered(({ sample, audit, podState }) => {
      const { cgroup } = valueOf(sample);
      cgroup.cpuLimit = 'none';
      cgroup.ticks = ticks({ cores: 3, unlimited: true });
      delete audit.containers[0]!.container.cpuLimit;
      delete valueOf(podState).container.limits.cpu;
    });
    expect(check(evidence, 'cpu-usage')).toMatchObject({ verdict: 'ok', measured: '2.99 CPU, no limit' });
    expect(check(evidence, 'cpu-throttled')).toMatchObject({ verdict: 'ok', measured: 'no limit' });
    expect(raising(evidence).measured).toBe('no limit');
  });

  test('a cgroup that shows no limit does not overrule the pod', () => {
    const evidence = alteredSample(({ cgroup }) => (cgroup.cpuLimit = 'none'));
    expect(check(evidence, 'cpu-usage').measured).toBe('19.5% of 1 CPU (0.19 CPU)');
  });
});

describe('memory', () => {
  test.each<[string, DiagnosisEvidence, CheckVerdict, CheckVerdict]>([
    ['half full', using(250, 200), 'ok', 'ok'],
    ['nearly full of what must stay', using(480, 470), 'warning', 'warning'],
    ['full of what must stay', using(510, 500), 'problem', 'warning'],
    ['full of page cache', using(510, 100), 'warning', 'ok'],
    ['full of files in memory', using(510, 10, 490), 'problem', 'warning'],
  ])('that is %s', (_, evidence, verdict, raise) => {
    expect(check(evidence, 'memory-usage').verdict).toBe(verdict);
    expect(raising(evidence, 'memory').verdict).toBe(raise);
  });

  test('a limit that is reached with page cache costs little', () => {
    const evidence = using(500, 100);
    valueOf(evidence.sample).cgroup.memory.limitHits = firstLast(100, 9000);
    expect(check(evidence, 'memory-limit-hits')).toMatchObject({
      verdict: 'notice',
      measured: '8900 times in the window',
    });
  });

  test('a limit that is reached with what must stay costs time', () => {
    const evidence = using(500, 490);
    valueOf(evidence.sample).cgroup.memory.limitHits = firstLast(100, 9000);
    expect(check(evidence, 'memory-limit-hits').verdict).toBe('warning');
  });

  test.each<[string, (evidence: DiagnosisEvidence) => void, CheckVerdict]>([
    [
      'a process killed while we looked',
      ({ sample }) => (valueOf(sample).cgroup.memory.oomKills = firstLast(0, 1)),
      'problem',
    ],
    [
      'a child killed earlier',
      ({ sample }) => (valueOf(sample).cgroup.memory.oomKills = firstLast(2)),
      'warning',
    ],
    [
      'a last run that was killed for memory just now',
      exited({ code: 137, reason: 'OOMKilled', finishedAt: '2026-03-02T23:55:00Z' }),
      'problem',
    ],
    [
      'one of last week',
      exited({ code: 137, reason: 'OOMKilled', finishedAt: '2026-02-22T00:00:00Z' }),
      'notice',
    ],
    [
      'a last run that was killed, but not for memory',
      exited({ code: 137, reason: 'Error', finishedAt: '2026-03-02T23:55:00Z' }),
      'ok',
    ],
  ])('%s', (_, change, verdict) => {
    expect(check(altered(change), 'oom-kills').verdict).toBe(verdict);
  });

  test('a kill is known from the pod’s status where the container does not answer', () => {
    const evidence = without('sample', 'audit');
    exited({ code: 137, reason: 'OOMKilled', finishedAt: '2026-03-02T23:55:00Z' })(evidence);
    expect(check(evidence, 'oom-kills').verdict).toBe('problem');
    expect(raising(evidence, 'memory')).toMatchObject({ verdict: 'warning', measured: 'yes' });
    expect(stage(evidence).verdict).toBe('guilty');
  });
});

describe('exits', () => {
  test.each<[string, ExitEvidence, CheckVerdict, RegExp]>([
    [
      'an error of a minute ago',
      { code: 1, reason: 'Error', finishedAt: ago(1) },
      'warning',
      /^Code 1: an error of the program’s own/,
    ],
    ['an error of two hours ago', { code: 1, reason: 'Error', finishedAt: ago(120) }, 'notice', /./],
    [
      'an end without an error',
      { code: 0, reason: 'Completed', finishedAt: ago(1) },
      'notice',
      /without an error/,
    ],
    [
      'a command that cannot be executed',
      { code: 126, finishedAt: ago(1) },
      'warning',
      /could not be executed/,
    ],
    ['a command that is not there', { code: 127, finishedAt: ago(1) }, 'warning', /was not found/],
    [
      'a kill for memory',
      { code: 137, reason: 'OOMKilled', finishedAt: ago(1) },
      'warning',
      /SIGKILL, because it reached its memory limit/,
    ],
    [
      'a kill by the kubelet',
      { code: 137, reason: 'Error', finishedAt: ago(1) },
      'warning',
      /not for its memory limit/,
    ],
    ['a fault', { code: 139, finishedAt: ago(1) }, 'warning', /SIGSEGV/],
    [
      'a stop that was asked for',
      { code: 143, finishedAt: ago(1) },
      'warning',
      /SIGTERM: it was asked to stop/,
    ],
    ['a lost container', { code: 255, finishedAt: ago(1) }, 'warning', /node restarts/],
    ['an exit of which nobody knows when', { code: 1 }, 'warning', /./],
  ])('%s', (_, exit, verdict, reason) => {
    const found = check(altered(exited(exit)), 'last-exit');
    expect(found.verdict).toBe(verdict);
    expect(found.reason).toMatch(reason);
  });

  test('a container that does not stay up is a problem', () => {
    const evidence = altered(exited({ code: 1, reason: 'Error', finishedAt: ago(1) }));
    Object.assign(valueOf(evidence.podState).container, {
      state: 'waiting: CrashLoopBackOff',
      restarts: 7,
      ready: false,
    });
    expect(check(evidence, 'restarts')).toMatchObject({ verdict: 'problem', value: 7 });
    expect(check(evidence, 'last-exit').verdict).toBe('problem');
    expect(stage(evidence).verdict).toBe('guilty');
  });

  test('restarts of long ago are worth knowing, and those of this hour suspect', () => {
    expect([restarted(1, 5), restarted(1, 5000), restarted(40, 5000)]).toEqual([
      'warning',
      'notice',
      'notice',
    ]);
  });
});

test.each<[string, Partial<EventEvidence>, CheckVerdict]>([
  ['a failed probe', { reason: 'Unhealthy' }, 'warning'],
  ['a failed probe of yesterday', { reason: 'Unhealthy', lastAt: '2026-03-02T01:00:00Z' }, 'ok'],
  ['a failed probe of half an hour ago', { reason: 'Unhealthy', lastAt: '2026-03-02T23:30:00Z' }, 'notice'],
  ['an eviction', { reason: 'Evicted' }, 'problem'],
  ['a warning nobody knows', { reason: '__proto__' }, 'warning'],
  ['a start', { reason: 'Started', type: 'Normal' }, 'ok'],
])('%s among the pod’s events is %s', (_, event, verdict) => {
  const evidence = altered((parts) => {
    parts.podEvents = known([
      { type: 'Warning', reason: '', message: 'm', count: 3, lastAt: '2026-03-02T23:59:00Z', ...event },
    ]);
  });
  expect(check(evidence, 'pod-events').verdict).toBe(verdict);
});

test.each<[string, string, CheckVerdict, (evidence: DiagnosisEvidence) => void]>([
  [
    'files nearly all open',
    'open-files',
    'problem',
    main((process) => Object.assign(process, { openFiles: 1000, openFilesLimit: 1024 })),
  ],
  ['files without a limit', 'open-files', 'ok', main((process) => (process.openFilesLimit = 'unlimited'))],
  ['files of another user', 'open-files', 'unknown', main((process) => delete process.openFiles)],
  [
    'processes nearly all there',
    'process-count',
    'problem',
    ({ sample }) => (valueOf(sample).cgroup.pids = { current: 99, limit: 100 }),
  ],
  [
    'processes near the user’s limit',
    'process-count',
    'warning',
    main((process) => (process.processesLimit = 26)),
  ],
  [
    'processes without a limit',
    'process-count',
    'ok',
    ({ sample }) => (valueOf(sample).cgroup.pids.limit = 'none'),
  ],
  [
    'a full ephemeral storage',
    'ephemeral-storage',
    'problem',
    ({ nodeStats }) => (valueOf(nodeStats).ephemeralStorage = 1000 * MI),
  ],
  [
    'an ephemeral storage without a limit',
    'ephemeral-storage',
    'ok',
    ({ podState }) => delete valueOf(podState).container.limits.ephemeralStorage,
  ],
  [
    'a process 1 that does not catch SIGTERM',
    'init-signals',
    'notice',
    signals({ blocked: '0', ignored: '1000', caught: '2' }),
  ],
  [
    'a process 1 with a full mask',
    'init-signals',
    'ok',
    signals({ blocked: '0', ignored: '0', caught: '00000001a0016623' }),
  ],
  ['a mask that is none', 'init-signals', 'unknown', signals({ blocked: '0', ignored: '0', caught: 'x' })],
  [
    'shared process numbers',
    'init-signals',
    'ok',
    (evidence) => {
      valueOf(evidence.podState).shareProcessNamespace = true;
      signals({ blocked: '0', ignored: '0', caught: '0' })(evidence);
    },
  ],
  ['a half-full environment', 'exec-limit', 'notice', environment(1.2)],
  ['a nearly full environment', 'exec-limit', 'warning', environment(1.7)],
  ['a full environment', 'exec-limit', 'problem', environment(1.96)],
  [
    'a container in which nothing can be started',
    'exec-limit',
    'problem',
    ({ audit }) => (audit.containers[0]!.probe = unknown('exec-impossible', 'argument list too long')),
  ],
])('%s: %s is %s', (_, id, verdict, change) => {
  expect(check(altered(change), id).verdict).toBe(verdict);
});

test('what nobody tells is unknown, with the missing right', () => {
  const evidence = without('sample', 'audit', 'nodeStats', 'metrics', 'throttling', 'podState', 'podEvents');
  const checks = checksOf(evidence);
  expect(checks.filter(({ verdict }) => verdict !== 'unknown')).toEqual([]);
  for (const { reason } of checks) expect(reason).toContain('nodes/proxy');
  expect(stage(evidence).verdict).toBe('unknown');
});

describe('verdicts never become milder as a value grows', () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  const two = fc.tuple(percent, percent).map(([a, b]) => (a < b ? [a, b] : [b, a]));
  test.each<[string, (value: number) => DiagnosisEvidence]>([
    ['cpu-usage', (value) => alteredSample(({ cgroup }) => (cgroup.ticks = ticks({ cores: value / 100 })))],
    [
      'cpu-throttled',
      (value) =>
        alteredSample(({ cgroup }) => (cgroup.ticks = ticks({ cores: 0.9, throttledPeriods: value / 10 }))),
    ],
    [
      'memory-usage',
      (value) =>
        alteredSample(({ cgroup }) => {
          cgroup.memory.workingSet = firstLast(value * 5.12 * MI);
          cgroup.memory.anon = firstLast(value * 5.12 * MI);
        }),
    ],
    [
      'open-files',
      (value) =>
        altered(main((process) => Object.assign(process, { openFiles: value, openFilesLimit: 100 }))),
    ],
    [
      'process-count',
      (value) => alteredSample(({ cgroup }) => (cgroup.pids = { current: value, limit: 100 })),
    ],
  ])('%s', (id, evidenceOf) => {
    fc.assert(
      fc.property(two, (pair) => {
        expect(isMonotone(pair.map((value) => check(evidenceOf(value), id)))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

test('absurd figures make no figure that is no number', () => {
  const figure = fc.double({ noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(figure, { minLength: 10, maxLength: 10 }), (values) => {
      const [a, b, c, d, e, f, g, h, i, j] = values as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const evidence = altered((parts) => {
        const { cgroup, cost } = valueOf(parts.sample);
        cgroup.cpuLimit = a;
        cgroup.ticks[4]!.usageMs = b;
        cgroup.ticks[5]!.periods = c;
        cgroup.memory.limit = d;
        cgroup.memory.workingSet = firstLast(e, f);
        cgroup.memory.limitHits = firstLast(g, h);
        cgroup.pids = { current: i, limit: j };
        cost.cpuMs = b;
        valueOf(parts.metrics).container = { cpuCores: c, memory: d };
      });
      expect(checksOf(evidence)).not.toHaveLength(0);
    }),
    { numRuns: 100 },
  );
});

type Main = NonNullable<Extract<ReturnType<typeof processes>, object>['main']>;

function processes(evidence: DiagnosisEvidence) {
  return valueOf(valueOf(evidence.sample).processes);
}

function main(change: (process: Main) => unknown): (evidence: DiagnosisEvidence) => void {
  return (evidence) => void change(processes(evidence).main!);
}

function signals(sets: { blocked: string; ignored: string; caught: string }) {
  return (evidence: DiagnosisEvidence): void => {
    processes(evidence).init!.signals = sets;
  };
}

function exited(lastExit: ExitEvidence): (evidence: DiagnosisEvidence) => void {
  return ({ podState }) => {
    const { container } = valueOf(podState);
    Object.assign(container, { lastExit, restarts: 1 });
  };
}

/** An environment of so many MiB, in one million strings at most. */
function environment(mebibytes: number): (evidence: DiagnosisEvidence) => void {
  return ({ audit }) => {
    const probe = valueOf(audit.containers[0]!.probe);
    probe.exec.bytes = mebibytes * MI - 8 * probe.exec.count;
  };
}

function running(use: Parameters<typeof ticks>[0]): DiagnosisEvidence {
  return alteredSample(({ cgroup }) => (cgroup.ticks = ticks(use)));
}

/** Working set and anonymous memory in MiB, of a limit of 512. */
function using(working: number, anon: number, shmem?: number): DiagnosisEvidence {
  return alteredSample(({ cgroup }) => {
    cgroup.memory.workingSet = firstLast(working * MI);
    cgroup.memory.anon = firstLast(anon * MI);
    if (shmem !== undefined) cgroup.memory.shmem = firstLast(shmem * MI);
  });
}

function ago(minutes: number): string {
  return new Date(Date.parse(COLLECTED) - minutes * 60_000).toISOString();
}

function restarted(times: number, minutes: number): CheckVerdict {
  const evidence = altered(exited({ code: 1, finishedAt: ago(minutes) }));
  valueOf(evidence.podState).container.restarts = times;
  return check(evidence, 'restarts').verdict;
}
