import { MASTER_NAMESPACE } from '../../env/service-links.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { INVENTORY_API_VERSION, type Inventory, type ScopeInventory } from '../../contracts/inventory.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { namespaceInventories, workloadInventories } from './assemble.ts';
import { labelMatcher } from './label-matcher.ts';
import { createLister, isAbout, type Failure, type Lister } from './lists.ts';
import { getMasterService, masterServiceAmong, withoutMasterService } from './master-service.ts';
import { problemsOf } from './problems.ts';
import { emptyRead, readAll, type Read } from './reading.ts';
import { missingNamespace } from '../namespaces.ts';
import { createScope } from './scope.ts';
import { inSmallYoungGeneration } from './young-generation.ts';

export interface InventoryRequest {
  cluster: Cluster;
  /** A selector is of pods; workloads are those of the pods, and those whose templates would make such pods. */
  scope: ScopeInventory;
  /** Gets a line for people after each page. */
  onProgress: (line: string) => void;
  toolVersion: string;
  now: Date;
  signal: AbortSignal | undefined;
}

/**
 * What the API tells about the workloads and Services of the scope, from one list of each resource. Pods are folded
 * into their workloads page by page and not kept. What may not be read, or could not be read to its end, is in
 * `problems`; after an abort that is all that had not come yet.
 * @throws EnvauditError `usage` for a selector that is none; and what went wrong when nothing came at all, unless that
 * is about rights.
 */
export async function collectInventory(request: InventoryRequest): Promise<Inventory> {
  const stop = new AbortController();
  const signals = [request.signal, stop.signal].filter((each) => each !== undefined);
  try {
    return await readInventory({ ...request, signal: AbortSignal.any(signals) });
  } finally {
    // After an error nobody waits for the lists that are still under way.
    stop.abort();
  }
}

async function readInventory(request: InventoryRequest): Promise<Inventory> {
  const { cluster, scope, signal } = request;
  const matches = labelMatcher(scope.selector);
  const read = emptyRead();
  const wanted = createScope(scope, request);
  const lister = createLister({
    cluster,
    namespaces: scope.namespaces === 'all' ? 'all' : [...new Set(scope.namespaces)],
    oneByOne: wanted.oneByOne,
    signal,
    onPage: () => request.onProgress(`Reading the cluster: ${seenSoFar(read)}`),
    leftOut: (problem) => read.leftOut.push(problem),
  });
  const outside = scope.namespaces !== 'all' && !scope.namespaces.includes(MASTER_NAMESPACE);
  const early = outside ? getMasterService(cluster, signal) : undefined;
  const check = (failures: readonly Failure[]): void => giveUp(lister, failures);
  const { selector, node } = scope;
  await inSmallYoungGeneration(() => readAll(read, { lister, selector, matches, node, signal, check }));

  const names = await wanted.names(read.namespaces);
  const namespaces = namespaceInventories(read, { names, allPods: selector === undefined });
  // That not all namespaces are known is said once; a list that failed in others matters where something else came of them.
  const matters = (failure: Failure): boolean =>
    failure.except === undefined || names.some((name) => isAbout(failure, name));
  const own = namespaces.find(({ name }) => name === MASTER_NAMESPACE)?.services;
  const kubernetesService = await (early ??
    (own?.known === true ? masterServiceAmong(own.value) : getMasterService(cluster, signal)));
  return {
    apiVersion: INVENTORY_API_VERSION,
    kind: 'Inventory',
    collectedAt: request.now.toISOString(),
    tool: { version: request.toolVersion },
    cluster: {
      ...(cluster.context === undefined ? {} : { context: cluster.context }),
      server: cluster.server,
    },
    scope,
    kubernetesService,
    namespaces,
    workloads: workloadInventories(read, node),
    problems: [
      ...wanted.problems,
      ...problemsOf(read.failures.filter(matters), seenSoFar(read)),
      ...read.leftOut,
      ...withoutMasterService(kubernetesService),
      ...(await missing(read, request)),
    ],
  };
}

/** Throws when nothing came, and not for want of rights: no server, no login. */
function giveUp({ pages }: Lister, failures: readonly Failure[]): void {
  const first = failures.find(({ error }) => error.code !== 'forbidden');
  if (pages === 0 && first !== undefined) throw first.error;
}

/** Namespaces that were named and do not exist. */
async function missing({ namespaces, failures }: Read, request: InventoryRequest): Promise<Problem[]> {
  const { scope } = request;
  if (scope.namespaces === 'all' || failures.length > 0) return [];
  const empty = [...new Set(scope.namespaces)].filter((name) => !namespaces.has(name));
  const problems = await Promise.all(empty.map((name) => missingNamespace(name, request)));
  return problems.filter((problem) => problem !== undefined);
}

function seenSoFar({ seen: { services, pods } }: Read): string {
  return `${services} Services and ${pods} pods`;
}
