import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBigCluster, type RunningCluster } from './big-cluster/start.ts';
import { interleave, median, type Contender, type Measured } from './measure.ts';
import { kubectl, ours } from './programs.ts';
import { printTable } from './table.ts';

/** Services of a cluster of so many pods. */
const SERVICES: Record<number, number> = { 1000: 500, 10_000: 5000, 100_000: 20_000 };
/** Beyond this kubectl takes a minute or more, and is left out. */
const KUBECTL_UP_TO = 10_000;
/** The scan reads so many lists at the same time; so does the yardstick. */
const TOGETHER = 4;
const MINUTE_MS = 60_000;
const DOWNLOAD = 'download and parse';
const SCAN = 'scan -A (bundle)';
const KUBECTL = 'kubectl get -A -o json';

interface Row {
  pods: number;
  services: number;
  results: Measured[];
}

/**
 * `scan -A` on clusters of several sizes, against downloading and parsing the same pages, and against kubectl. Sizes
 * are in pods. At last the 10,000 pods of the same workloads become 20,000: memory should not follow.
 */
export async function scan(runs: number, sizes: number[]): Promise<void> {
  const rows: Row[] = [];
  for (const pods of sizes) rows.push(await measure({ runs, pods, times: 1 }));
  if (sizes.includes(10_000)) rows.push(await measure({ runs, pods: 10_000, times: 2 }));
  console.log('\nGrowth (the last one: twice the pods of the same workloads)\n');
  const table = [['pods', 'Services', 'ms', 'ms/1000', 'peak MiB'], ...rows.map(columnsOf)];
  for (const columns of table) console.log(columns.map((column) => column.padStart(10)).join(''));
}

function columnsOf({ pods, services, results }: Row): string[] {
  const { wallMs, peakMiB } = results.find(({ name }) => name === SCAN)!;
  const time = median(wallMs);
  return [pods, services, time, (time * 1000) / pods, peakMiB ?? NaN].map((value) => value.toFixed(0));
}

async function measure({ runs, pods, times }: { runs: number; pods: number; times: number }): Promise<Row> {
  const services = SERVICES[pods] ?? Math.round(pods / 2);
  const cluster = await startBigCluster(pods, services, { times });
  try {
    const all = pods * times;
    const results = await interleave(await contenders(cluster, all), all > 50_000 ? 1 : runs);
    printTable(`scan -A of ${all} pods and ${services} Services`, results, bounds(results));
    return { pods: all, services, results };
  } finally {
    cluster.close();
  }
}

async function contenders(cluster: RunningCluster, pods: number): Promise<Contender[]> {
  const env = { KUBECONFIG: cluster.kubeconfig };
  const args = ['scan', '-A', '-o', 'json'];
  const common = { env, discard: true };
  const bundle = { ...common, name: SCAN, command: [...ours.bundle, ...args] };
  // A first run tells which lists a scan reads.
  await cluster.lists();
  await interleave([bundle], 0);
  const file = join(cluster.folder, 'download.json');
  const lists = await cluster.lists();
  writeFileSync(file, JSON.stringify({ ...cluster.connection, lists, together: TOGETHER }), { mode: 0o600 });
  const script = join(import.meta.dirname, 'download.mjs');
  const all = [{ ...common, name: DOWNLOAD, command: [process.execPath, script, file] }, bundle];
  if (isCurrent(ours.executable[0]!)) {
    all.push({ ...common, name: 'scan -A (executable)', command: [...ours.executable, ...args] });
  }
  if (pods > KUBECTL_UP_TO) {
    console.log(`\nkubectl is left out at ${pods} pods: it takes a minute or more.`);
    return all;
  }
  return [
    ...all,
    { ...common, name: KUBECTL, command: [kubectl, 'get', 'pods,services', '-A', '-o', 'json'] },
  ];
}

function bounds(results: Measured[]): { of: string; to: string; atMost: number }[] {
  const kubectlToo = results.some(({ name }) => name === KUBECTL);
  return [
    { of: SCAN, to: DOWNLOAD, atMost: 1.5 },
    ...(kubectlToo ? [{ of: SCAN, to: KUBECTL, atMost: 1 }] : []),
  ];
}

/** Whether the executable is there and as new as the bundle. */
function isCurrent(executable: string): boolean {
  const [own, bundle] = [executable, ours.bundle.at(-1)!].map(
    (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return own! > 0 && own! >= bundle! - MINUTE_MS;
}
