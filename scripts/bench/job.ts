import type { Report } from '../../src/contracts/report.ts';
import type { BenchCluster } from './cluster.ts';
import { interleave, median } from './measure.ts';
import { kubectl, ours } from './programs.ts';
import { printTable } from './table.ts';

/** The main job on one pod, against counting the variables with kubectl exec. */
export async function job(runs: number, { env, namespace, pod }: BenchCluster): Promise<void> {
  const target = [pod, '-n', namespace];
  const results = await interleave(
    [
      { name: 'kubectl exec', command: [kubectl, 'exec', ...target, '--', 'sh', '-c', 'env | wc -l'], env },
      { name: 'envaudit', command: [...ours.executable, ...target, '-o', 'json'], env },
      {
        name: 'envaudit --probe off',
        command: [...ours.executable, ...target, '-o', 'json', '--probe', 'off'],
        env,
      },
    ],
    runs,
  );
  printTable(`The main job on ${namespace}/${pod}`, results, [
    { of: 'envaudit --probe off', to: 'kubectl exec', atMost: 1 },
  ]);
  const [exec, full] = results;
  const report = JSON.parse(full!.stdout) as Report;
  const probeMs = report.containers[0]?.cost.audit?.wallMs;
  if (probeMs === undefined) return;
  const rest = median(full!.wallMs) - probeMs;
  console.log(
    `envaudit took ${probeMs.toFixed(0)} ms of it inside the container; without: ${rest.toFixed(0)} ms,`,
  );
  console.log(`that is ${(rest / median(exec!.wallMs)).toFixed(2)} of kubectl exec (at most 1)`);
}
