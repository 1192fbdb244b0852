import { expect, test } from 'vitest';
import { progressAfter, progressLine, type Progress } from '../../../src/commands/diagnose/progress.ts';
import type { FlowEvent } from '../../../src/contracts/flow-events.ts';
import { caseA } from '../../present/samples/diagnosis.ts';

const started: FlowEvent = {
  type: 'started',
  target: 'deploy/web',
  namespace: 'shop',
  pod: 'web-7d64',
  container: 'web',
  stages: ['host-resources', 'app-limits', 'root-cause'],
  parts: ['audit', 'node', 'sample', 'podState'],
  expectedMs: 11_000,
  mostMs: 50_000,
};
const part = (name: 'audit' | 'node' | 'sample' | 'podState'): FlowEvent => ({
  type: 'part',
  part: name,
  known: true,
});
const stage: FlowEvent = { type: 'stage', report: caseA.stages[0]! };

function lineAfter(events: FlowEvent[], elapsedMs: number, columns = 120, cpuLimit?: number): string {
  const progress = events.reduce<Progress | undefined>(
    (before, event) => progressAfter(before, event, { cpuLimit, elapsedMs: 2500 }),
    undefined,
  );
  return progress === undefined ? '' : progressLine(progress, elapsedMs, columns);
}

test.each<[string, FlowEvent[], number, string]>([
  ['nothing before it has started', [part('node')], 0, ''],
  [
    'what is waited for longest first',
    [started],
    0,
    'web-7d64 (web): 11 s left, waiting for the container’s own figures, the audit of its environment and 2 more; 0 of 2 stages judged',
  ],
  [
    'what is left',
    [started, part('node'), part('podState'), stage, part('audit')],
    4200,
    'web-7d64 (web): 7 s left, waiting for the container’s own figures; 1 of 2 stages judged',
  ],
  [
    'what takes longer than it should',
    [started, part('node'), part('podState'), part('audit')],
    12_000,
    'web-7d64 (web): any moment now, waiting for the container’s own figures; 0 of 2 stages judged',
  ],
  [
    'what is left of the window, once that has begun',
    [started, part('node'), part('podState'), part('audit'), { type: 'window', ms: 10_000 }],
    4200,
    'web-7d64 (web): 10 s left, waiting for the container’s own figures; 0 of 2 stages judged',
  ],
  [
    'that the window is made longer, and how long at most',
    [
      started,
      part('node'),
      part('podState'),
      part('audit'),
      { type: 'window', ms: 10_000 },
      { type: 'window', ms: 30_000, longer: true },
    ],
    13_500,
    'web-7d64 (web): at most 20 s left, the window is made longer: it has shown too little; 0 of 2 stages judged',
  ],
  [
    'that nothing is waited for',
    [started, part('node'), part('podState'), part('audit'), part('sample'), stage, stage],
    10_500,
    'web-7d64 (web): 1 s left; 2 of 2 stages judged',
  ],
])('tells %s', (_, events, elapsedMs, line) => {
  expect(lineAfter(events, elapsedMs, 200)).toBe(line);
});

test.each([
  ['because of its limit', 0.3, 6000, 'at most 44 s left, slow to start a command: its CPU limit'],
  ['and for how long at most', 0.3, 15_200, 'at most 35 s left, slow to start a command: its CPU limit'],
  ['because of its node', undefined, 6000, 'at most 44 s left, slow to start a command: its node is busy'],
] as const)('tells that a container is slow to answer, %s', (_, cpuLimit, elapsedMs, words) => {
  expect(lineAfter([started, part('node')], elapsedMs, 200, cpuLimit)).toBe(
    `web-7d64 (web): ${words}; 0 of 2 stages judged`,
  );
});

test('never wraps, and obeys no name', () => {
  expect(lineAfter([started], 0, 40).length).toBeLessThan(40);
  expect(lineAfter([{ ...started, pod: 'a\u001b[2Jb' }], 0)).toContain(String.raw`a\x1b[2Jb`);
});
