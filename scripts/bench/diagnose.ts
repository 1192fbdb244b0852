import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiagnosisEvidence } from '../../src/contracts/diagnosis-evidence.ts';
import type { BenchCluster } from './cluster.ts';
import { interleave, median } from './measure.ts';
import { ours } from './programs.ts';

const WINDOW_S = 5;
/** What diagnose may take beside its window. */
const MOST_MS = 2000;

/**
 * What `diagnose` of a pod takes beside its window, which should be two seconds at most, how many requests it makes, and
 * what its two execs cost the container.
 */
export async function diagnose(runs: number, { env, namespace, pod }: BenchCluster): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'envaudit-bench-')), 'seen.json');
  const args = ['diagnose', pod, '-n', namespace, '--window', `${WINDOW_S}s`, '-v', '--save', file];
  const [result] = await interleave(
    [{ name: 'diagnose', command: [...ours.bundle, ...args], env, discard: true, accept: [4] }],
    runs,
  );
  const { wallMs = [], stderr = '' } = result ?? {};
  const beside = wallMs.map((ms) => ms - WINDOW_S * 1000);
  const { audit, sample } = JSON.parse(readFileSync(file, 'utf8')) as DiagnosisEvidence;
  const probe = audit.containers[0]?.probe;
  const execs = [probe?.known, sample.known].filter(Boolean).length;
  const costs = sample.known ? sample.value.cost : undefined;
  console.log(`\ndiagnose ${namespace}/${pod}, ${runs} runs, beside a window of ${WINDOW_S} s\n`);
  console.log(`  median     ${median(beside).toFixed(0)} ms (at most ${MOST_MS})`);
  console.log(`  all        ${beside.map((ms) => ms.toFixed(0)).join(' ')} ms`);
  console.log(`  requests   ${/(\d+) API requests/.exec(stderr)?.[1] ?? 'unknown'}`);
  console.log(`  execs      ${execs} answered`);
  console.log(`  watching   ${costs?.cpuMs ?? 'unknown'} ms of CPU, ${costs?.forks ?? 'unknown'} processes`);
}
