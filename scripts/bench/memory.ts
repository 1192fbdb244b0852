import type { Report } from '../../src/contracts/report.ts';
import type { BenchCluster } from './cluster.ts';
import { interleave } from './measure.ts';
import { withObjects } from './objects.ts';
import { ours } from './programs.ts';
import { printTable } from './table.ts';

/** Memory with 5,000 Services and a pod of 36,000 variables (4,500 of the Services are older than the pod). */
export async function memory(runs: number, { env }: BenchCluster): Promise<void> {
  await withObjects({ env, services: 4_500, pods: 1, later: 500 }, async (namespace) => {
    const audit = ['bench-0', '-n', namespace, '-o', 'json', '--variables'];
    const results = await interleave(
      [
        { name: 'executable', command: [...ours.executable, ...audit], env },
        { name: 'bundle', command: [...ours.bundle, ...audit], env },
      ],
      runs,
    );
    const [container] = (JSON.parse(results[0]!.stdout) as Report).containers;
    printTable(
      `Memory: ${container?.count.exec?.variables} variables, 5,000 Services (at most 200 MiB)`,
      results,
      [],
    );
  });
}
