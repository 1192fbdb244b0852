import type { Cluster } from '../../collect/cluster/cluster.ts';
import { textFlag, type ConfigFlags } from '../../collect/cluster/config-flags.ts';
import { sideFromEvidence, sideFromInventory } from '../../collect/compare/saved-side.ts';
import { collectSide } from '../../collect/compare/side.ts';
import { collectInventory } from '../../collect/inventory/index.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import { printable } from '../../present/text.ts';
import { readSaved } from '../../files/saved-file.ts';
import type { SideEvidence } from '../../contracts/side-evidence.ts';
import { expectedFor } from '../audit/expected.ts';
import { PROBE_LIMITS } from '../audit/probe-limits.ts';
import type { Context } from '../context.ts';
import { withCluster } from '../with-cluster.ts';
import type { CompareOptions } from './command.ts';
import type { Plan, SidePlan } from './plan.ts';
import { refuseOneContainer, refuseOneTarget, refuseTwoKinds } from './same.ts';
import { onSide } from './side-error.ts';

/** Both sides, seen. */
export interface Sides {
  a: SideEvidence;
  b: SideEvidence;
}

interface Run {
  plan: Plan;
  options: CompareOptions;
  context: Context;
  now: Date;
}

/**
 * Looks at both sides at once; two that are in one cluster share its connection.
 * @throws EnvauditError that names the side which could not be seen.
 */
export async function lookAtBoth(run: Run): Promise<Sides> {
  const { plan } = run;
  return inCluster(run, 'a', async (a) => {
    if (plan.oneCluster && a !== undefined && plan.b.kind !== 'file') {
      return lookIn(run, a, inNamespace(a, plan.b.flags));
    }
    return inCluster(run, 'b', (b) => lookIn(run, a, b));
  });
}

/** Connects for a side that is in a cluster; a file needs none. */
async function inCluster(
  { plan, options, context }: Run,
  letter: 'a' | 'b',
  use: (cluster: Cluster | undefined) => Promise<Sides>,
): Promise<Sides> {
  const side = plan[letter];
  if (side.kind === 'file') return use(undefined);
  const connection = { flags: side.flags, verbose: options.verbose };
  return onSide(letter, side.typed, () => withCluster(connection, context, use));
}

async function lookIn(run: Run, a: Cluster | undefined, b: Cluster | undefined): Promise<Sides> {
  const { plan, context } = run;
  refuseOneTarget(plan, a, b);
  // When one side fails, what the other one still waits for is given up.
  const failed = new AbortController();
  const signal = AbortSignal.any([context.signal, failed.signal]);
  const inventoryOf = inventories(run, signal);
  const expectedLines = expectedFor();
  const look = (letter: 'a' | 'b', cluster: Cluster | undefined): Promise<SideEvidence> =>
    onSide(letter, plan[letter].typed, () =>
      lookAt(run, { side: plan[letter], cluster, inventoryOf, expectedLines, signal }),
    );
  context.streams.progress('Looking at both sides');
  try {
    const [sideA, sideB] = await Promise.all([look('a', a), look('b', b)]);
    refuseTwoKinds(sideA, sideB);
    refuseOneContainer(sideA, sideB);
    return { a: sideA, b: sideB };
  } catch (error) {
    failed.abort();
    throw error;
  } finally {
    context.streams.progress(undefined);
  }
}

async function lookAt(
  run: Run,
  looked: {
    side: SidePlan;
    cluster: Cluster | undefined;
    inventoryOf: (cluster: Cluster) => Promise<Inventory>;
    expectedLines: ReturnType<typeof expectedFor>;
    signal: AbortSignal;
  },
): Promise<SideEvidence> {
  const { plan, options, context, now } = run;
  const { side, cluster, inventoryOf, expectedLines, signal } = looked;
  const { container, exec } = options;
  if (cluster === undefined || side.kind === 'file') {
    return savedSide(side, run);
  }
  const { budgetMs, deadlineSeconds } = PROBE_LIMITS;
  return collectSide({
    cluster,
    typed: side.typed,
    what: side.kind,
    container,
    connection: connectionOf(side.flags, cluster, plan),
    inventory: () => inventoryOf(cluster),
    exec,
    probe: { mode: 'auto', budgetMs, deadlineSeconds },
    expectedLines,
    // Names of pods and containers come from the cluster.
    notice: (line) => context.streams.err(`${printable(line)}\n`),
    toolVersion: context.version,
    now,
    signal,
  });
}

/** A file holds what an audit or a scan saved. */
async function savedSide(side: SidePlan, { options, context }: Run): Promise<SideEvidence> {
  const { typed: file } = side;
  const { holds, beside } = side.kind === 'file' ? side : {};
  const saved = await readSaved(file, context, holds === undefined ? ['Evidence', 'Inventory'] : [holds]);
  return saved.kind === 'Evidence'
    ? sideFromEvidence(saved, { file, container: options.container })
    : sideFromInventory(saved, { file, namespace: beside });
}

/** The inventory of a namespace, once for both sides when they are in the same. */
function inventories({ context, now }: Run, signal: AbortSignal): (cluster: Cluster) => Promise<Inventory> {
  const made = new Map<string, Promise<Inventory>>();
  return (cluster) => {
    const key = `${cluster.server} ${cluster.namespace}`;
    const inventory =
      made.get(key) ??
      collectInventory({
        cluster,
        scope: { namespaces: [cluster.namespace] },
        onProgress: () => undefined,
        toolVersion: context.version,
        now,
        signal,
      });
    made.set(key, inventory);
    return inventory;
  };
}

/** The same connection with another default namespace. */
function inNamespace(cluster: Cluster, flags: ConfigFlags): Cluster {
  return {
    ...cluster,
    namespace: textFlag(flags, 'namespace') ?? cluster.namespace,
    get requests() {
      return cluster.requests;
    },
  };
}

/** What kubectl must be told to reach the side: the context wherever two are compared or one was named. */
function connectionOf(flags: ConfigFlags, { context }: Cluster, { oneCluster }: Plan): string[] {
  const file = textFlag(flags, 'kubeconfig');
  const named = !oneCluster || textFlag(flags, 'context') !== undefined;
  return [
    ...(file === undefined ? [] : ['--kubeconfig', file]),
    ...(named && context !== undefined ? ['--context', context] : []),
  ];
}
