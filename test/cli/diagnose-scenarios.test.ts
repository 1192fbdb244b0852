import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { scenarios } from '../../src/demo/scenarios/index.ts';
import type { Cause, Diagnosis } from '../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../src/contracts/diagnosis-evidence.ts';
import { testCluster, type TestCluster } from './run-cli.ts';

/** What is really wrong with each scenario; undefined where nothing is. */
const KNOWN: [id: string, cause: Cause | undefined, flags?: string[]][] = [
  ['nolinks', undefined],
  ['crash-loop', 'exec-limit'],
  ['healthy', undefined],
  ['host-saturated', 'host-cpu'],
  ['cpu-limit-small', 'cpu-limit'],
  ['slow-dependency', 'slow-dependency', ['--url', 'http://10.96.234.85:8080/', '--requests', '1']],
  ['burns-cpu', 'app-cpu'],
];

/** Those that the API tells all about; the others' applications run only where there are namespaces. */
const IN_API = new Set(['crash-loop']);

/** The windows to try, one after the other, until the container was looked at often enough. */
const WINDOWS = [5, 10, 20, 40];
const TIMEOUT = 300_000;

// Each of them is watched in real time, and mostly waits; more of them would keep each other from looking.
vi.setConfig({ maxConcurrency: 3 });

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await testCluster();
});
afterAll(() => cluster.close());

/** The diagnosis over the first window in which enough was seen: on a busy machine a short one has few looks. */
async function diagnose(id: string, flags: string[] = [], windows = WINDOWS): Promise<Verdict> {
  const { pod, namespace } = scenarios.find((scenario) => scenario.id === id)!;
  const [seconds, ...longer] = windows;
  const saved = join(cluster.folder, `${id}-${seconds}.json`);
  const { stdout, stderr } = await cluster.run([
    'diagnose',
    pod,
    `--namespace=${namespace}`,
    `--window=${seconds}s`,
    '--output=json',
    `--save=${saved}`,
    ...flags,
  ]);
  expect(stderr).toMatch(/^Saved what was seen to .*\n$/);
  const evidence = JSON.parse(await readFile(saved, 'utf8')) as DiagnosisEvidence;
  const looked = cluster.demo.isolated && !IN_API.has(id);
  const enough = !looked || longer.length === 0 || wasSeen(evidence);
  return enough ? verdictOf(JSON.parse(stdout) as Diagnosis) : diagnose(id, flags, longer);
}

/** Four seconds with some 15 looks at the processes is what 5 s give on a machine that is not busy. */
function wasSeen({ sample }: DiagnosisEvidence): boolean {
  if (!sample.known || !sample.value.processes.known) return false;
  return sample.value.cgroup.ticks.length >= 5 && sample.value.processes.value.looks >= 15;
}

interface Verdict {
  cause: Cause | undefined;
  contributing: Cause[];
  /** What it says and the problems that it saw: why another cause was taken for it. */
  words: string[];
}

function verdictOf({ rootCause, stages }: Diagnosis): Verdict {
  const problems = stages.flatMap(({ checks }) =>
    checks.flatMap(({ id, verdict, measured }) => (verdict === 'problem' ? `${id}: ${measured}` : [])),
  );
  return {
    cause: rootCause.cause,
    contributing: rootCause.contributing.map(({ cause }) => cause),
    words: [rootCause.conclusion, ...problems],
  };
}

describe('each scenario of the demo leads to its known root cause', () => {
  // Counting 16,000 variables takes a CPU for itself, and its part of the window.
  test('web: service-links', { timeout: TIMEOUT }, async ({ skip }) => {
    skip(!cluster.demo.isolated, 'no user namespaces here');
    expect(await diagnose('web', [], WINDOWS.slice(1))).toMatchObject({ cause: 'service-links' });
  });

  test.concurrent.for(KNOWN)('%s: %s', { timeout: TIMEOUT }, async ([id, cause, flags], { skip }) => {
    skip(!cluster.demo.isolated && !IN_API.has(id), 'no user namespaces here');
    expect(await diagnose(id, flags)).toMatchObject({ cause });
  });

  test.concurrent(
    'limit: it runs, and what will hit it at its next start contributes',
    { timeout: TIMEOUT },
    async () => {
      const { cause, contributing } = await diagnose('limit');
      expect([cause, ...contributing]).toContain('exec-limit');
    },
  );
});
