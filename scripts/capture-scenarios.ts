/**
 * Makes the demo's scenarios on a real cluster and captures them: the objects of the namespace as the API server
 * tells them, and the environment of each container's main process as the container itself reads it.
 * How to use it, and what was captured from which version: src/demo/scenarios/captured/README.md.
 *
 *     node scripts/capture-scenarios.ts NAMESPACE...
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { NAMESPACES, type NamespacePlan } from './capture/namespaces.ts';
import { services } from './capture/services.ts';

interface Item {
  kind: string;
  metadata: { name: string; managedFields?: unknown; annotations?: Record<string, string> };
  spec?: { containers?: { name: string; image: string }[] };
  status?: { phase?: string; containerStatuses?: { restartCount: number; ready: boolean; state: object }[] };
}

const FOLDER = new URL('../src/demo/scenarios/captured/', import.meta.url);
const KINDS = 'services,pods,deployments,replicasets,configmaps,secrets';
const run = promisify(execFile);

const proxy = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const [banner] = (await once(proxy.stdout, 'data')) as [Buffer];
const api = `http://127.0.0.1:${/:(\d+)/.exec(banner.toString())?.[1] ?? ''}`;
try {
  for (const plan of NAMESPACES.filter((entry) => process.argv.includes(entry.name))) await capture(plan);
} finally {
  proxy.kill();
}

async function capture(plan: NamespacePlan): Promise<void> {
  await kubectl(['create', 'namespace', plan.name]).catch(() => undefined);
  await makeServices(plan, 0, plan.services);
  for (const workload of plan.workloads) await apply(plan.name, workload);
  await kubectl([
    '-n',
    plan.name,
    'wait',
    '--for=condition=Available',
    '--timeout=300s',
    'deployment',
    '--all',
  ]);
  for (const pod of await list(plan.name, 'pods')) await captureEnvironment(plan.name, pod);
  const { afterwards } = plan;
  if (afterwards?.deleteServices) await deleteServices(plan, ...afterwards.deleteServices);
  if (afterwards?.services) await makeServices(plan, plan.services, afterwards.services);
  for (const workload of afterwards?.workloads ?? []) await apply(plan.name, workload);
  if (afterwards?.workloads) await crashed(plan.name);
  const items = (await list(plan.name, KINDS)).filter((item) => !isNoise(item)).map(prune);
  const savePart = (name: string, part: Item[]): void =>
    save(`${plan.name}.${name}.json.br`, Buffer.from(JSON.stringify(part)));
  savePart(
    'services',
    items.filter(({ kind }) => kind === 'Service'),
  );
  savePart(
    'others',
    items.filter(({ kind }) => kind !== 'Service'),
  );
}

async function captureEnvironment(namespace: string, pod: Item): Promise<void> {
  const target = ['-n', namespace, 'exec', pod.metadata.name, '--'];
  const read = 'process.stdout.write(fs.readFileSync(process.argv[1]))';
  const node = pod.spec?.containers?.[0]?.image.includes('payments') === true;
  const command = (path: string): string[] => (node ? ['/nodejs/bin/node', '-e', read, path] : ['cat', path]);
  const main = await kubectl([...target, ...command('/proc/1/environ')]);
  const exec = await kubectl([...target, ...command('/proc/self/environ')]);
  console.log(`${namespace}/${pod.metadata.name}: ${main.length} bytes, exec's equal: ${main.equals(exec)}`);
  const name = `${namespace}-${pod.spec?.containers?.[0]?.name ?? ''}`;
  save(`${name}.environ.br`, main);
  if (!main.equals(exec)) save(`${name}.exec.environ.br`, exec);
}

async function makeServices(
  { name: namespace, collisions = true }: NamespacePlan,
  from: number,
  to: number,
): Promise<void> {
  await each(services(to, collisions).slice(from), async (manifest) => {
    const response = await fetch(`${api}/api/v1/namespaces/${namespace}/services`, {
      method: 'POST',
      body: JSON.stringify(manifest),
      headers: { 'content-type': 'application/json' },
    });
    if (response.status !== 201 && response.status !== 409) throw new Error(await response.text());
    await response.arrayBuffer();
  });
}

async function deleteServices(
  { name: namespace, collisions = true }: NamespacePlan,
  from: number,
  to: number,
): Promise<void> {
  await each(services(to, collisions).slice(from), async ({ metadata }) => {
    await fetch(`${api}/api/v1/namespaces/${namespace}/services/${metadata.name}`, { method: 'DELETE' });
  });
}

/** Waits until a pod of the namespace has crashed three times. */
async function crashed(namespace: string): Promise<void> {
  for (;;) {
    const pods = await list(namespace, 'pods');
    const statuses = pods.flatMap((pod) => pod.status?.containerStatuses ?? []);
    if (statuses.some((status) => status.restartCount >= 3 && 'waiting' in status.state)) return;
    await sleep(3000);
  }
}

async function apply(namespace: string, manifest: object): Promise<void> {
  const child = spawn('kubectl', ['-n', namespace, 'apply', '-f', '-'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(JSON.stringify(manifest));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`kubectl apply failed in ${namespace}`);
}

async function list(namespace: string, kinds: string): Promise<Item[]> {
  const text = await kubectl(['-n', namespace, 'get', kinds, '-o', 'json', '--show-managed-fields']);
  return (JSON.parse(text.toString()) as { items: Item[] }).items;
}

function isNoise(item: Item): boolean {
  return /^kube-root-ca|^default-token/.test(item.metadata.name);
}

/** Without what no reader of the demo needs; managedFields stay where the keys are read from them. */
function prune(item: Item): Item {
  const { managedFields, annotations, ...metadata } = item.metadata as Item['metadata'] &
    Record<string, unknown>;
  const keys = item.kind === 'ConfigMap' || item.kind === 'Secret' ? { managedFields } : {};
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...kept } = annotations ?? {};
  if (item.kind === 'Service') delete metadata['uid'];
  return {
    ...item,
    metadata: { ...metadata, ...keys, ...(Object.keys(kept).length > 0 ? { annotations: kept } : {}) },
  };
}

function save(name: string, content: Buffer): void {
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const compressed = brotliCompressSync(content, { params });
  writeFileSync(new URL(name, FOLDER), compressed);
  console.log(`${name}: ${content.length} -> ${compressed.length} bytes`);
}

async function kubectl(args: string[]): Promise<Buffer> {
  const { stdout } = await run('kubectl', args, { encoding: 'buffer', maxBuffer: 2 ** 28 });
  return stdout;
}

async function each<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
