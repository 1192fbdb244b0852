import type { Cluster } from '../../collect/cluster/cluster.ts';
import { collectInventory } from '../../collect/inventory/index.ts';
import { readNode } from '../../collect/node.ts';
import { EnvauditError } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import type { Context } from '../context.ts';
import type { ScanOptions } from './command.ts';

/** What the API tells about the namespaces that the options mean; with `--deep` about their ConfigMaps, too. */
export async function takeInventory(
  options: ScanOptions,
  { streams, signal, version }: Context,
  cluster: Cluster,
): Promise<Inventory> {
  const { allNamespaces, selector, node } = options;
  const unseenNode = node === undefined ? undefined : await nodeProblem(node, cluster, signal);
  const inventory = await collectInventory({
    cluster,
    scope: {
      namespaces: allNamespaces ? 'all' : [cluster.namespace],
      selector,
      node,
    },
    onProgress: (line) => streams.progress(line),
    toolVersion: version,
    now: new Date(),
    signal,
  });
  const found = options.deep && !signal.aborted ? await withMentions(inventory, cluster, signal) : inventory;
  streams.progress(undefined);
  const isEmpty = found.workloads.every(({ pods }) => !pods.onNode);
  return unseenNode !== undefined && isEmpty
    ? { ...found, problems: [...found.problems, unseenNode] }
    : found;
}

/**
 * Why a node could not be read; that matters only where no pod is seen on it.
 * @throws EnvauditError `not-found` for a node that is not there.
 */
async function nodeProblem(
  name: string,
  cluster: Cluster,
  signal: AbortSignal,
): Promise<Problem | undefined> {
  const node = await readNode(name, { cluster, signal });
  if (node.known) return undefined;
  if (node.problem.code !== 'not-found' && node.problem.code !== 'bad-answer') return node.problem;
  throw new EnvauditError('not-found', `there is no node "${name}"`, {
    hint: 'kubectl get nodes lists them.',
  });
}

async function withMentions(inventory: Inventory, cluster: Cluster, signal: AbortSignal): Promise<Inventory> {
  const { collectMentions } = await import('../../collect/inventory/mentions.ts');
  const problems: Problem[] = [];
  const mentions = await collectMentions({
    cluster,
    namespaces: inventory.namespaces.map(({ name }) => name),
    signal,
    onProblem: (problem) => problems.push(problem),
  });
  return {
    ...inventory,
    namespaces: inventory.namespaces.map((namespace) => {
      const found = mentions.get(namespace.name);
      return found === undefined ? namespace : { ...namespace, mentions: found };
    }),
    problems: [
      ...inventory.problems,
      ...problems,
      ...[...mentions.values()].flatMap((known) => (known.known ? [] : [known.problem])),
    ],
  };
}
