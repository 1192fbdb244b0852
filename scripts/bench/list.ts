import type { BenchCluster } from './cluster.ts';
import { interleave } from './measure.ts';
import { kubectl, ours } from './programs.ts';
import { printTable } from './table.ts';

/** Listing pods: ours reads the pods and Services of all namespaces and predicts, kubectl prints a table. */
export async function list(runs: number, { env }: BenchCluster): Promise<void> {
  const audit = ['-A', '--no-exec', '-o', 'name'];
  const results = await interleave(
    [
      { name: 'kubectl get pods -A', command: [kubectl, 'get', 'pods', '-A'], env },
      { name: 'executable', command: [...ours.executable, ...audit], env },
      { name: 'bundle', command: [...ours.bundle, ...audit], env },
    ],
    runs,
  );
  printTable(`Listing pods: envaudit ${audit.join(' ')}`, results, [
    { of: 'executable', to: 'kubectl get pods -A', atMost: 1.3 },
  ]);
}
