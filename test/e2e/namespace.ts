import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXECUTABLE } from '../program.ts';
import { kubectl, kubectlProgram } from './run.ts';

/** kubectl makes 50 objects a second at most: thousands are shared out among several. */
const AT_ONCE = 4;
/** A container gets the Services that its kubelet has seen: its watch needs that long, more or less. */
export const WATCH_MS = 3_000;

/**
 * Makes a namespace `PREFIX-…` in the cluster of KUBECONFIG, with Services that its kubelets have seen. `remove` removes
 * it; so do SIGINT and SIGTERM, which end this process. Throws where KUBECONFIG is not set, or nothing is built.
 */
export async function makeNamespace(
  prefix: string,
  services: object[],
): Promise<{ namespace: string; remove: () => Promise<void> }> {
  if (!process.env['KUBECONFIG'])
    throw new Error('KUBECONFIG must name the cluster whose namespaces may be used for this');
  await access(EXECUTABLE).catch(() => {
    throw new Error(`there is no ${EXECUTABLE}; \`npm run build\` makes it`);
  });
  const namespace = `${prefix}-${randomBytes(3).toString('hex')}`;
  const interrupted = (): void => {
    spawnSync(kubectlProgram, ['delete', 'namespace', namespace, '--wait=false'], { stdio: 'inherit' });
    process.exit(130);
  };
  const remove = async (): Promise<void> => {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  };

  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  await kubectl(['create', '-f', '-'], JSON.stringify(manifest(namespace, prefix)));
  try {
    await create(namespace, services);
    await sleep(WATCH_MS);
  } catch (error) {
    await remove();
    throw error;
  }
  return { namespace, remove };
}

/** Makes objects in a namespace. */
export async function create(namespace: string, items: readonly object[]): Promise<void> {
  const each = Math.max(MOST_TOGETHER, Math.ceil(items.length / AT_ONCE));
  const shares = Array.from({ length: Math.ceil(items.length / each) }, (_, index) =>
    items.slice(index * each, (index + 1) * each),
  );
  const args = ['create', '-n', namespace, '-f', '-', '-o', 'name'];
  await Promise.all(shares.map((share) => kubectl(args, listOf(share))));
}

/** Removes objects of a namespace, and waits until they are gone where that is said; that may take a minute. */
export async function removeObjects(
  namespace: string,
  items: readonly object[],
  { wait = false }: { wait?: boolean } = {},
): Promise<void> {
  const args = ['delete', '-n', namespace, '--ignore-not-found', '--now', `--wait=${wait}`, '-f', '-'];
  await kubectl(args, listOf(items));
}

const MOST_TOGETHER = 100;

const listOf = (items: readonly object[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

const manifest = (name: string, madeBy: string): object => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'app.kubernetes.io/managed-by': madeBy } },
});
