import { parseArgs } from 'node:util';
import { benchCluster } from './bench/cluster.ts';
import { job } from './bench/job.ts';
import { list } from './bench/list.ts';
import { many } from './bench/many.ts';
import { memory } from './bench/memory.ts';
import { startup } from './bench/startup.ts';

/**
 * `npm run bench [-- SECTION… --runs N --pod NAMESPACE/POD --pods N]`: times of the built program, each against a
 * yardstick in the same run. `many` and `memory` make objects in the cluster of KUBECONFIG and run only when named.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '15' },
    pod: { type: 'string' },
    pods: { type: 'string', default: '100' },
  },
});
const runs = Number(values.runs);
const sections = positionals.length > 0 ? positionals : ['startup', 'list', 'job'];
const unknown = sections.find((name) => !['startup', 'list', 'job', 'many', 'memory'].includes(name));
if (unknown !== undefined) throw new Error(`there is no section ${unknown}`);

if (sections.includes('startup')) await startup(runs);
if (sections.some((section) => section !== 'startup')) {
  const cluster = await benchCluster(values.pod);
  try {
    if (sections.includes('list')) await list(runs, cluster);
    if (sections.includes('job')) await job(runs, cluster);
    if (sections.includes('many')) await many(Math.min(runs, 3), cluster, Number(values.pods));
    if (sections.includes('memory')) await memory(Math.min(runs, 3), cluster);
  } finally {
    cluster.close();
  }
}
