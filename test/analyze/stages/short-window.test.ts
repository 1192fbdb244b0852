import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/analyze/stages/index.ts';
import { STAGES, type Diagnosis } from '../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../src/contracts/diagnosis-evidence.ts';
import { healthyEvidence } from './healthy-evidence.ts';
import * as scenes from './scenes.ts';
import { sampleOf } from './scenes.ts';

const TOO_SHORT = 'The container was watched for 0.2 s only, too short to tell.';

describe('a container that was watched for a moment only', () => {
  const checks = diagnosed(healthyEvidence()).stages.flatMap((stage) => stage.checks);

  test('what needs a window is unknown, and says why', () => {
    const ids = checks.filter(({ reason }) => reason === TOO_SHORT).map(({ id }) => id);
    expect([...new Set(ids)].toSorted()).toEqual([
      'accept-queue-overflows',
      'accept-queue-waiting',
      'children-created',
      'children-seen',
      'connection-life',
      'connections',
      'context-switches',
      'cpu-by-thread',
      'cpu-steal',
      'deeper-tools',
      'disk-latency',
      'disk-utilisation',
      'event-loop-blocked',
      'host-oom-kills',
      'local-ports',
      'main-thread',
      'main-thread-disk',
      'major-faults',
      'memory-limit-hits',
      'network-drops',
      'network-errors',
      'run-queue-wait',
      'syn-queue-overflows',
      'tcp-retransmits',
    ]);
  });

  test('what one look tells, or somebody else, is judged', () => {
    const known = checks.filter(({ verdict }) => verdict !== 'unknown').map(({ id }) => id);
    expect(known).toEqual(
      expect.arrayContaining([
        'cpu-utilisation',
        'memory-utilisation',
        'memory-usage',
        'open-files',
        'init-signals',
        'dns-lookup',
        'environment-size',
        'host-figures',
      ]),
    );
  });

  test('that more is asked for than could be had is told', () => {
    expect(diagnosed(healthyEvidence()).incomplete.map(({ code }) => code)).toContain('window-too-short');
  });

  test.each([
    scenes.caseA,
    scenes.busyNeighbours,
    scenes.busyByItself,
    scenes.smallLimit,
    scenes.burner,
    scenes.throttledBurner,
    scenes.hung,
    scenes.waitingForBackend,
    healthyEvidence,
  ])('no cause rests on it: %o', (make) => {
    const { rootCause } = diagnosed(make());
    expect(rootCause).toMatchObject({ confidence: 'none' });
    expect(rootCause.conclusion).toContain('watched for 0.2 s only, too short to tell');
    expect(JSON.stringify(rootCause.surer)).toContain('--window');
  });

  test('what is known without a window is a cause all the same', () => {
    expect(diagnosed(scenes.oomKilled()).rootCause.cause).toBe('memory-limit');
  });
});

test('two seconds are enough', () => {
  const evidence = healthyEvidence();
  const sample = sampleOf(evidence);
  sample.to = sample.from + 2;
  expect(JSON.stringify(diagnose(evidence, STAGES))).not.toContain('too short to tell');
});

test.each([
  ['few-looks', 'the main thread could be looked at too rarely in that'],
  ['few-periods', 'its CPU limit had held it back in too few periods to judge by'],
] as const)('a window that was made longer by itself for %s says so', (longer, why) => {
  const evidence = healthyEvidence();
  const sample = sampleOf(evidence);
  sample.to = sample.from + 14;
  sample.longer = longer;
  expect(diagnose(evidence, STAGES).longerWindow).toEqual({ ms: 14_000, why });
});

function diagnosed(evidence: DiagnosisEvidence): Diagnosis {
  const sample = sampleOf(evidence);
  sample.to = sample.from + 0.2;
  return diagnose(evidence, STAGES);
}
