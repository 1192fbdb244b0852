import type { Known, PodEvidence } from '../../contracts/evidence.ts';
import { known, unknown, type Api } from './api.ts';
import { readNamespacePods, type NamespacePods } from './namespace-pods.ts';
import { readNodePods, type NodePods } from './neighbours.ts';
import { endpointsReader, type ReadEndpoints } from './service-endpoints.ts';
import { readServices, type Services } from './services.ts';
import { apiPath } from '../cluster/api-path.ts';

/** What several parts need: asked for once, by the first of them. None of these rejects. */
export interface Shared {
  /** The pod as the API has it. */
  pod: () => Promise<Known<unknown>>;
  /** The pod's Node as the API has it. */
  node: () => Promise<Known<unknown>>;
  /** The pods of the pod's namespace. */
  namespacePods: () => Promise<Known<NamespacePods>>;
  /** The pods of its node. */
  nodePods: () => Promise<Known<NodePods>>;
  services: () => Promise<Known<Services>>;
  readEndpoints: ReadEndpoints;
}

export function createShared(pod: PodEvidence, api: Api): Shared {
  const { namespace, node } = pod;
  return {
    pod: once(async () => getPod(pod, api)),
    node: onNode(node, async (of) => api.get(apiPath`/api/v1/nodes/${of}`)),
    namespacePods: once(async () => readNamespacePods(namespace, api)),
    nodePods: onNode(node, async (of) => readNodePods(of, pod, api)),
    services: once(async () => readServices(namespace, api)),
    readEndpoints: endpointsReader(),
  };
}

/** The pod as the API has it now. */
export function readPod(pod: PodEvidence, api: Api): Promise<Known<unknown>> {
  return known(getPod(pod, api));
}

function getPod({ namespace, name }: PodEvidence, api: Api): Promise<unknown> {
  return api.get(apiPath`/api/v1/namespaces/${namespace}/pods/${name}`);
}

function onNode<T>(node: string | undefined, ask: (node: string) => Promise<T>): () => Promise<Known<T>> {
  if (node === undefined) return async () => unknown('no-node', 'the pod is on no node yet');
  return once(() => ask(node));
}

function once<T>(ask: () => Promise<T>): () => Promise<Known<T>> {
  let answer: Promise<Known<T>> | undefined;
  return () => (answer ??= known(ask()));
}
