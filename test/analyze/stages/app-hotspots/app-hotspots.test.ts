import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appHotspots } from '../../../../src/analyze/stages/app-hotspots/index.ts';
import { spawnsOf } from '../../../../src/analyze/figures/container/spawns.ts';
import type { Check, CheckVerdict } from '../../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../../src/contracts/diagnosis-evidence.ts';
import { altered, alteredSample, healthyEvidence, valueOf, without } from '../healthy-evidence.ts';
import * as scenes from '../scenes.ts';
import { childrenOf, mainOf, sampleOf } from '../scenes.ts';

function checksOf(evidence: DiagnosisEvidence): Check[] {
  const { request, collectedAt } = evidence;
  return appHotspots.flatMap((rule) => rule.judge(evidence, { request, collectedAt }));
}

function withMain(main: object): DiagnosisEvidence {
  return altered((evidence) => Object.assign(mainOf(evidence), main));
}

const CASES: [string, DiagnosisEvidence, string, CheckVerdict, RegExp][] = [
  ['a main thread that mostly waits', healthyEvidence(), 'main-thread', 'ok', /waits for work/],
  ['one that never rests', scenes.burner(), 'main-thread', 'problem', /never rests/],
  [
    'one that waits for a disk',
    withMain({ states: { D: 20, S: 20 } }),
    'main-thread-disk',
    'problem',
    /waits for a disk/,
  ],
  [
    'no process that is the app’s',
    alteredSample((sample) => {
      delete valueOf(sample.processes).main;
    }),
    'main-thread',
    'unknown',
    /No process/,
  ],
  ['a thread that has its whole core', scenes.burner(), 'cpu-by-thread', 'problem', /whole core/],
  [
    'waiting because of the limit',
    scenes.smallLimit(),
    'run-queue-wait',
    'problem',
    /35 % of the time: 25 % for its CPU limit, 10 % behind other tasks/,
  ],
  [
    'waiting because of others',
    scenes.busyNeighbours(),
    'run-queue-wait',
    'problem',
    /48 % of the time, behind other tasks/,
  ],
  ['no schedstat', withMain({ runQueueWaitMs: undefined }), 'run-queue-wait', 'unknown', /schedstat/],
  [
    'often taken off its CPU',
    withMain({ involuntarySwitches: 5000 }),
    'context-switches',
    'notice',
    /compete/,
  ],
  ['pages from a disk', withMain({ majorFaults: 300 }), 'major-faults', 'warning', /read from a disk/],
  ['no process created', healthyEvidence(), 'children-created', 'ok', /No process/],
  [
    'children of the app',
    scenes.caseA(),
    'children-created',
    'notice',
    /10 processes and threads were created in the window, about 5 of them started by the app/,
  ],
  [
    'a shared PID namespace',
    altered((evidence) => {
      delete childrenOf(evidence).created;
    }),
    'children-created',
    'unknown',
    /shares its PID namespace/,
  ],
  ['children by parent and name', scenes.caseA(), 'children-seen', 'notice', /sh of node and free of sh/],
  [
    'what each child costs here',
    scenes.caseA(),
    'environment-per-child',
    'problem',
    /Each child process costs about 870 ms of CPU .*1\.74 s at the limit of 0\.5 CPU; the app started about 5 in 10\.0 s: 87 % of its time/,
  ],
  [
    'a large environment and no child',
    scenes.burner(),
    'environment-per-child',
    'ok',
    /started none .*does not matter now/,
  ],
  [
    'a large environment',
    scenes.burner(),
    'environment-size',
    'notice',
    /16,000 of 16,011 variables are service links/,
  ],
  [
    'a large environment and s6-overlay',
    scenes.caseB(),
    'environment-size',
    'notice',
    /s6-overlay handles every variable .* of the 22\.0 s/,
  ],
  ['a small environment', healthyEvidence(), 'environment-size', 'ok', /no burden/],
  [
    'neither Services nor the container',
    scenes.nothingKnown(),
    'environment-size',
    'unknown',
    /could be asked/,
  ],
  [
    'an event loop that stands still',
    scenes.burner(),
    'event-loop-blocked',
    'problem',
    /requests that come meanwhile wait/,
  ],
  [
    'no Node.js',
    altered((evidence) => {
      mainOf(evidence).name = 'nginx';
      evidence.audit.containers[0]!.probe = without('audit').audit.containers[0]!.probe;
    }),
    'event-loop-blocked',
    'ok',
    /no Node\.js/,
  ],
  [
    'connections that wait outside',
    scenes.caseA(),
    'accept-queue-waiting',
    'problem',
    /requests wait outside the process/,
  ],
  ['siblings that are well', healthyEvidence(), 'siblings', 'ok', /ready/],
  [
    'siblings that are not',
    altered(({ podState }) => {
      valueOf(podState).siblings[0]!.ready = false;
    }),
    'siblings',
    'warning',
    /not this pod’s place/,
  ],
  ['nothing to look deeper for', healthyEvidence(), 'deeper-tools', 'ok', /mostly free/],
  [
    'a profile for one that computes',
    scenes.burner(),
    'deeper-tools',
    'notice',
    /A profile is worth it: the inspector/,
  ],
  [
    'a trace for one that sleeps while requests wait',
    scenes.hung(),
    'deeper-tools',
    'notice',
    /A trace is worth it: strace/,
  ],
];

describe('stage 4', () => {
  test.each(CASES)('%s', (_, evidence, id, verdict, says) => {
    expect(checksOf(evidence).find((check) => check.id === id)).toMatchObject({
      verdict,
      reason: expect.stringMatching(says),
    });
  });

  test('nothing of a healthy app is over its threshold', () => {
    expect(checksOf(healthyEvidence()).filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  });

  test('tools that are allowed and not there yet are said not to be there', () => {
    const evidence = scenes.burner();
    evidence.request.allow = ['read', 'exec', 'trace', 'profile'];
    expect(checksOf(evidence).find(({ id }) => id === 'deeper-tools')?.reason).toContain(
      '--allow trace,profile was given, but this version has no tool for it yet',
    );
  });
});

describe('children of the main process', () => {
  test.each([
    ['nothing created', { created: 0 }, {}, 0],
    ['created by nobody knows whom', { created: 9 }, {}, undefined],
    [
      'seen as its own',
      { created: 9, seen: [{ parent: 'node', name: 'ls', count: 3, longestMs: 1 }] },
      {},
      9,
    ],
    [
      'half of them grandchildren',
      {
        created: 8,
        seen: [
          { parent: 'node', name: 'sh', count: 3, longestMs: 1 },
          { parent: 'sh', name: 'ls', count: 3, longestMs: 1 },
        ],
      },
      {},
      4,
    ],
    [
      'an exec beside the app',
      {
        created: 4,
        seen: [
          { parent: 'node', name: 'ls', count: 2, longestMs: 1 },
          { parent: 'bash', name: 'sleep', count: 50, longestMs: 1 },
        ],
      },
      {},
      4,
    ],
    [
      'counted over half of the window',
      { created: 4, createdOverMs: 5000, seen: [{ parent: 'node', name: 'ls', count: 2, longestMs: 1 }] },
      {},
      8,
    ],
    ['too short to be seen, but paid for', { created: 3 }, { childrenCpuMs: 40 }, 3],
    ['no more than its CPU time allows', { created: 100 }, { childrenCpuMs: 40 }, 17],
    ['workers that live all the time', { created: 0 }, { looksWithChild: 40 }, 0],
  ])('%s', (_, children, main, byMain) => {
    const evidence = withMain(main);
    Object.assign(childrenOf(evidence), children);
    expect(spawnsOf(sampleOf(evidence), 100)?.byMain).toBe(byMain);
  });

  test('figures stay figures whatever was counted', () => {
    const count = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.option(count, { nil: undefined }),
        count,
        count,
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (created, cpu, seen, cost) => {
          const evidence = withMain({ mainThreadCpuMs: cpu, childrenCpuMs: cpu });
          Object.assign(childrenOf(evidence), {
            created,
            seen: [{ parent: 'node', name: 'x', count: seen, longestMs: 0 }],
          });
          const byMain = spawnsOf(sampleOf(evidence), cost)?.byMain ?? 0;
          expect(Number.isInteger(byMain) && byMain >= 0).toBe(true);
        },
      ),
    );
  });
});
