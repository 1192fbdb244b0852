import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scenarios } from '../../src/demo/scenarios/index.ts';
import type { Cause, Diagnosis } from '../../src/diagnosis.ts';
import { testCluster, type TestCluster } from './run-cli.ts';

/** What is really wrong with each scenario; undefined where nothing is. */
const KNOWN: [id: string, cause: Cause | undefined, flags?: string[]][] = [
  // Counting 16,000 variables takes its part of the window.
  ['web', 'service-links', ['--window=10s']],
  ['nolinks', undefined],
  ['crash-loop', 'exec-limit'],
  ['healthy', undefined],
  ['host-saturated', 'host-cpu'],
  ['cpu-limit-small', 'cpu-limit'],
  ['slow-dependency', 'slow-dependency', ['--url', 'http://10.96.234.85:8080/', '--requests', '1']],
  ['burns-cpu', 'app-cpu'],
];

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await testCluster();
});
afterAll(() => cluster.close());

async function diagnose(id: string, flags: string[]): Promise<Diagnosis> {
  const { pod, namespace } = scenarios.find((scenario) => scenario.id === id)!;
  const { stdout, stderr } = await cluster.run([
    'diagnose',
    pod,
    `--namespace=${namespace}`,
    '--window=5s',
    '--output=json',
    ...flags,
  ]);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Diagnosis;
}

/** Those that the API tells all about; the others' applications run only where there are namespaces. */
const IN_API = new Set(['crash-loop']);

describe('each scenario of the demo leads to its known root cause', () => {
  test.for(KNOWN)('%s: %s', { timeout: 120_000 }, async ([id, cause, flags = []], { skip }) => {
    skip(!cluster.demo.isolated && !IN_API.has(id), 'no user namespaces here');
    const { rootCause, stages } = await diagnose(id, flags);
    const bad = stages.flatMap(({ checks }) =>
      checks.flatMap(({ id: name, verdict, measured }) =>
        verdict === 'problem' ? `${name}: ${measured}` : [],
      ),
    );
    expect(rootCause.cause, `${rootCause.conclusion} ${bad.join('; ')}`).toBe(cause);
  });

  test(
    'limit: it runs, and what will hit it at its next start contributes',
    { timeout: 120_000 },
    async () => {
      const { rootCause } = await diagnose('limit', []);
      expect([rootCause.cause, ...rootCause.contributing.map(({ cause }) => cause)]).toContain('exec-limit');
    },
  );
});
