import type { MetricsEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Known, PodEvidence, Problem } from '../../contracts/evidence.ts';
import { list, record, text } from '../inventory/shape.ts';
import { parseQuantity } from '../pods/quantity.ts';
import { known, unknown, type Api } from './api.ts';
import { apiPath, below } from '../cluster/api-path.ts';

const METRICS = apiPath`/apis/metrics.k8s.io/v1beta1`;

export interface UsageRequest {
  node: string | undefined;
  pod: PodEvidence;
  container: string;
  api: Api;
}

/** What metrics-server, or another that serves metrics.k8s.io, last measured of node and container. */
export async function readUsage({
  node,
  pod,
  container,
  api,
}: UsageRequest): Promise<Known<MetricsEvidence>> {
  const [ofNode, ofPod] = await Promise.all([
    node === undefined ? unknown('no-node', 'the pod is on no node yet') : known(askNode(node, api)),
    known(askPod(pod, api)),
  ]);
  const nodeUsage = ofNode.known ? usageOf(ofNode.value) : undefined;
  const containerUsage = ofPod.known ? usageOf(containerOf(ofPod.value, container)) : undefined;
  if (nodeUsage !== undefined || containerUsage !== undefined) {
    return {
      known: true,
      value: {
        node: nodeUsage,
        container: containerUsage,
      },
    };
  }
  if (!ofPod.known) return { known: false, problem: explain(ofPod.problem, ofNode) };
  return ofNode.known ? unknown('bad-answer', 'metrics.k8s.io does not say what is used') : ofNode;
}

async function askNode(node: string, api: Api): Promise<unknown> {
  return api.get(below(METRICS, 'nodes', node));
}

async function askPod({ namespace, name }: PodEvidence, api: Api): Promise<unknown> {
  return api.get(below(METRICS, 'namespaces', namespace, 'pods', name));
}

/** 404: the API is not there, or nothing was measured yet. A 403 comes first and may hide that it is not there. */
function explain(problem: Problem, ofNode: Known<unknown>): Problem {
  const isAbsent =
    problem.code === 'not-found' ||
    (problem.code === 'forbidden' && !ofNode.known && ofNode.problem.code === 'not-found');
  if (!isAbsent) return problem;
  return {
    code: 'not-installed',
    message:
      'metrics.k8s.io is not served here: metrics-server is not installed, or has measured nothing yet',
    hint: 'kubectl top nodes says the same.',
  };
}

function containerOf(podMetrics: unknown, name: string): unknown {
  return list(record(podMetrics)['containers']).find((container) => record(container)['name'] === name);
}

function usageOf(metrics: unknown): MetricsEvidence['node'] {
  const { cpu, memory } = record(record(metrics)['usage']);
  const [cpuCores, bytes] = [cpu, memory].map((used) => usedOf(parseQuantity(text(used))));
  return cpuCores === undefined || bytes === undefined ? undefined : { cpuCores, memory: bytes };
}

/** Nobody uses less than nothing. */
function usedOf(quantity: number | undefined): number | undefined {
  return quantity !== undefined && quantity >= 0 ? quantity : undefined;
}
