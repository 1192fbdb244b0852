import type { NeighboursEvidence } from '../../contracts/diagnosis-evidence.ts';
import { EnvauditError, toProblem } from '../../errors.ts';
import type { PodEvidence, Problem } from '../../contracts/evidence.ts';
import { list, record, text } from '../inventory/shape.ts';
import { parseQuantity } from '../pods/quantity.ts';
import type { Api } from './api.ts';
import { exporterIn, type Exporter } from './exporter-pod.ts';
import { objectName } from './names.ts';
import { worstFirst } from './pod-health.ts';
import { hasFinished, seenPod, type SeenPod } from './seen-pod.ts';
import { apiPath } from '../cluster/api-path.ts';

const MOST_UNWELL = 20;
/** Candidates for the worst are sorted out now and then, so that memory does not grow with the pods. */
const MOST_CANDIDATES = 200;
/** A node holds 110 pods by default, 256 or 500 on large ones. */
const MOST_ADDRESSES = 2000;

/** The pods of a node, folded. */
export interface NodePods {
  evidence: NeighboursEvidence;
  /** By address, for the peers. */
  byAddress: ReadonlyMap<string, SeenPod>;
  exporter: Exporter | undefined;
}

/**
 * All pods of a node, the diagnosed one among them but not counted; where listing pods of all namespaces is forbidden,
 * those of the pod's own namespace, with the missing right as the `problem`.
 */
export async function readNodePods(node: string, pod: PodEvidence, api: Api): Promise<NodePods> {
  const fieldSelector = `spec.nodeName=${objectName(node)}`;
  const all = createFold(pod);
  try {
    let odd: Problem | undefined;
    const leftOut = (problem: Problem): void => void (odd = problem);
    await api.each(apiPath`/api/v1/pods`, { fieldSelector, leftOut }, (item) => all.take(item));
    return all.result(odd);
  } catch (error) {
    if (!(error instanceof EnvauditError) || error.code !== 'forbidden') throw error;
    const own = createFold(pod);
    const path = apiPath`/api/v1/namespaces/${pod.namespace}/pods`;
    // That others are not seen at all is said anyway.
    const options = { fieldSelector, leftOut: () => undefined };
    await api.each(path, options, (item) => own.take(item));
    const problem = toProblem(error);
    return own.result({
      ...problem,
      message: `only the pods of namespace ${pod.namespace} were seen on the node: ${problem.message}`,
    });
  }
}

function createFold(pod: PodEvidence) {
  const byAddress = new Map<string, SeenPod>();
  const requests = { cpu: 0, memory: 0 };
  let unwell: SeenPod['health'][] = [];
  let exporter: Exporter | undefined;
  let total = 0;
  return {
    take(item: unknown): void {
      const seen = seenPod(item);
      exporter ??= exporterIn(item, seen);
      if (!hasFinished(seen)) addRequests(requests, item);
      if (byAddress.size < MOST_ADDRESSES && !hasFinished(seen))
        for (const address of seen.addresses) byAddress.set(address, seen);
      if (seen.health.namespace === pod.namespace && seen.health.pod === pod.name) return;
      if (!hasFinished(seen)) total += 1;
      if (isUnwell(seen)) unwell.push(seen.health);
      if (unwell.length >= MOST_CANDIDATES) unwell = worstFirst(unwell).slice(0, MOST_UNWELL);
    },
    result(problem: Problem | undefined): NodePods {
      const worst = worstFirst(unwell).slice(0, MOST_UNWELL);
      const evidence = { total, requests, unwell: worst, problem };
      return { evidence, byAddress, exporter };
    },
  };
}

function isUnwell({ health, phase }: SeenPod): boolean {
  return phase !== 'Succeeded' && (!health.ready || health.restarts > 0);
}

/**
 * What the scheduler counts for a pod: the sum of its containers and sidecars, or its largest init container, whichever
 * is more, unless the pod itself requests something, and its overhead. https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
function addRequests(sums: { cpu: number; memory: number }, item: unknown): void {
  const { containers, initContainers, overhead, resources } = record(record(item)['spec']);
  const inits = list(initContainers).map(record);
  const sidecars = inits.filter(({ restartPolicy }) => restartPolicy === 'Always');
  const once = inits.filter(({ restartPolicy }) => restartPolicy !== 'Always');
  for (const resource of ['cpu', 'memory'] as const) {
    const requested = (container: unknown): number => {
      const { requests } = record(record(container)['resources']);
      return parseQuantity(text(record(requests)[resource])) ?? 0;
    };
    const lasting = [...list(containers), ...sidecars].reduce<number>(
      (sum, container) => sum + requested(container),
      0,
    );
    const largest = Math.max(0, ...once.map(requested));
    const shared = requested({ resources });
    sums[resource] +=
      (shared || Math.max(lasting, largest)) + (parseQuantity(text(record(overhead)[resource])) ?? 0);
  }
}
