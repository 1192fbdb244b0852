import type { BenchCluster } from './cluster.ts';
import { interleave } from './measure.ts';
import { withObjects } from './objects.ts';
import { kubectl, ours } from './programs.ts';
import { printTable } from './table.ts';

/** Many pods at once, against a shell loop of kubectl exec. Makes the pods in a namespace of its own. */
export async function many(runs: number, { env }: BenchCluster, pods: number): Promise<void> {
  await withObjects({ env, services: 100, pods }, async (namespace) => {
    const one = `'${kubectl}' exec -n ${namespace} "$pod" -- sh -c 'env | wc -l'`;
    const loop = `for pod in $('${kubectl}' get pods -n ${namespace} -o name); do ${one}; done`;
    const audit = ['-l', 'app=bench', '-n', namespace, '-o', 'json', '-v'];
    const results = await interleave(
      [
        { name: 'shell loop', command: ['sh', '-c', loop], env },
        { name: 'envaudit', command: [...ours.executable, ...audit], env },
        { name: 'envaudit --probe off', command: [...ours.executable, ...audit, '--probe', 'off'], env },
      ],
      runs,
    );
    printTable(`${pods} pods`, results, [{ of: 'envaudit', to: 'shell loop', atMost: 1 / 8 }]);
    console.log(/.*\brequests\b.*/.exec(results[1]!.stderr)?.[0] ?? '');
  });
}
