import { parseArgs } from 'node:util';
import { benchCluster } from './bench/cluster.ts';
import { diagnose } from './bench/diagnose.ts';
import { job } from './bench/job.ts';
import { live } from './bench/live.ts';
import { lint } from './bench/lint.ts';
import { list } from './bench/list.ts';
import { many } from './bench/many.ts';
import { memory } from './bench/memory.ts';
import { scan } from './bench/scan.ts';
import { startup } from './bench/startup.ts';
import { ui } from './bench/ui.ts';

/**
 * `npm run bench [-- SECTION… --runs N --pod NAMESPACE/POD --pods N --sizes N,N]`: times of the built program, each
 * against a yardstick in the same run. `many` and `memory` make objects in the cluster of KUBECONFIG, `scan`, `lint`
 * and `live` take minutes: these run only when named. Sizes are pods for `scan` and `live`,
 * documents for `lint` and rows for `ui`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '15' },
    pod: { type: 'string' },
    pods: { type: 'string', default: '100' },
    sizes: { type: 'string' },
  },
});
const runs = Number(values.runs);
const sections = positionals.length > 0 ? positionals : ['startup', 'list', 'job'];
const known = new Set(['startup', 'list', 'job', 'many', 'memory', 'scan', 'lint', 'ui', 'live', 'diagnose']);
const unknown = sections.find((name) => !known.has(name));
if (unknown !== undefined) throw new Error(`there is no section ${unknown}`);

const sizes = (defaults: number[]): number[] => values.sizes?.split(',').map(Number) ?? defaults;

if (sections.includes('startup')) await startup(runs);
if (sections.includes('scan')) await scan(Math.min(runs, 5), sizes([1000, 10_000, 100_000]));
if (sections.includes('lint'))
  for (const documents of sizes([10_000])) await lint(Math.min(runs, 5), documents);
if (sections.includes('live')) for (const pods of sizes([10_000])) await live(pods);
if (sections.some((section) => !['startup', 'scan', 'lint', 'live'].includes(section))) {
  const cluster = await benchCluster(values.pod);
  try {
    if (sections.includes('list')) await list(runs, cluster);
    if (sections.includes('job')) await job(runs, cluster);
    if (sections.includes('many')) await many(Math.min(runs, 3), cluster, Number(values.pods));
    if (sections.includes('diagnose')) await diagnose(Math.min(runs, 5), cluster);
    if (sections.includes('ui')) await ui(runs, cluster, sizes([5000, 100_000]));
    if (sections.includes('memory')) await memory(Math.min(runs, 3), cluster);
  } finally {
    cluster.close();
  }
}
