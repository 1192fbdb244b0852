import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appLimits } from '../../../src/analyze/stages/app-limits/index.ts';
import { hostResources } from '../../../src/analyze/stages/host-resources/index.ts';
import { stageReport } from '../../../src/analyze/stages/stage-report.ts';
import type { DiagnosisEvidence } from '../../../src/contracts/diagnosis-evidence.ts';
import { checkOf, judgeAll } from './judge-all.ts';

// Seen on a real cluster (Kubernetes 1.20, cgroup v1, 2 CPUs) while other work ran on it.
const throttled = captured('throttled');
const killed = captured('oom-killed');

test('a real container that its CPU limit holds back in bursts, on a node with room', () => {
  const checks = judgeAll(appLimits, throttled);
  expect(checkOf(checks, 'cpu-throttled')).toMatchObject({
    verdict: 'problem',
    measured: '51.1% of periods',
  });
  expect(checkOf(checks, 'raising-the-limit', 'CPU').measured).toBe('yes');
  expect(stageReport('app-limits', checks).verdict).toBe('guilty');
  expect(stageReport('host-resources', judgeAll(hostResources, throttled)).verdict).toBe('cleared');
});

test('throttled containers make a real node look queued for: load and pressure are high, and half of its CPU time is free', () => {
  const saturation = checkOf(judgeAll(hostResources, throttled), 'cpu-saturation');
  expect(saturation).toMatchObject({
    verdict: 'notice',
    measured: 'load 4.10 for each CPU, some task waited 85.4% of the time',
  });
});

test('a real container that was killed for memory, on a node whose CPUs others use up', () => {
  const checks = judgeAll(appLimits, killed);
  expect(checkOf(checks, 'oom-kills').verdict).toBe('problem');
  expect(checkOf(checks, 'last-exit').reason).toBe(
    'Code 137: killed by SIGKILL, because it reached its memory limit.',
  );
  expect(checkOf(checks, 'raising-the-limit', 'memory').measured).toBe('yes');
  expect(checkOf(checks, 'cpu-throttled').measured).toBe('no limit');
  const host = judgeAll(hostResources, killed);
  expect(checkOf(host, 'cpu-utilisation')).toMatchObject({ verdict: 'problem' });
  expect(checkOf(host, 'host-figures').verdict).toBe('ok');
  expect(stageReport('host-resources', host).verdict).toBe('guilty');
});

function captured(name: string): DiagnosisEvidence {
  const file = new URL(`../../fixtures/captured/diagnosis-${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as DiagnosisEvidence;
}
