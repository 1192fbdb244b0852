import type { V1Job, V1LabelSelector, V1ObjectMeta, V1Pod } from '@kubernetes/client-node';
import { EnvauditError } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { reducePod, type ReducedPod } from '../pods/pod-evidence.ts';
import { choosePod, describeChoice } from './choose-pod.ts';
import { labelSelectorText } from './label-selector.ts';
import { notFound } from './not-found.ts';
import type { Target } from './target.ts';
import { apiPath, below } from '../cluster/api-path.ts';

export interface ResolvedTarget {
  typed: string;
  pod: ReducedPod;
  /** How the pod was chosen, when there was a choice. */
  choice?: string;
}

export interface ResolveRequest {
  cluster: Cluster;
  namespace: string;
  signal: AbortSignal | undefined;
  /** Gets the pods and Jobs among those of a workload that cannot be understood. */
  leftOut?: ((problem: Problem) => void) | undefined;
}

/** Anything with metadata and perhaps a selector: a Deployment, a StatefulSet, … */
interface Workload {
  metadata?: V1ObjectMeta;
  spec?: { selector?: V1LabelSelector | Record<string, string> };
}

/**
 * The pod that a target means: itself, or a running pod of the workload.
 * @throws ApiError, and EnvauditError `not-found` (with near names), `no-pods`, or `no-selector` (of a Service).
 */
export async function resolveTarget(target: Target, request: ResolveRequest): Promise<ResolvedTarget> {
  const found = await getTarget(target, request);
  if (target.kind.kind === 'pod') return { typed: target.typed, pod: reducePod(found as V1Pod) };
  const selector =
    target.kind.kind === 'cronjob'
      ? await newestJobSelector(target, request)
      : selectorOf(target, request, found);
  const pods = selector === undefined ? [] : await listPods(request, selector);
  const label = `${target.kind.kind}/${target.name}`;
  const pod = choosePod(pods);
  if (pod === undefined) throw noPods(label, request.namespace);
  const choice = describeChoice(pods, label);
  return { typed: target.typed, pod, choice };
}

/** @throws EnvauditError `no-selector`: without one a Service names no pods, and an empty selector would mean all. */
function selectorOf({ kind, name }: Target, { namespace }: ResolveRequest, { spec }: Workload): string {
  if (kind.plainSelector === undefined) return labelSelectorText(spec?.selector);
  const matchLabels = spec?.selector as Record<string, string> | undefined;
  if (Object.keys(matchLabels ?? {}).length > 0) return labelSelectorText({ matchLabels });
  throw new EnvauditError('no-selector', `${kind.kind}/${name} in namespace "${namespace}" selects no pods`, {
    hint: `It has no selector: kubectl describe ${kind.kind} ${name} -n ${namespace} says where it leads. Name a pod or a workload.`,
  });
}

async function getTarget(target: Target, request: ResolveRequest): Promise<Workload> {
  for (const [index, api] of target.kind.apis.entries()) {
    const path = below(api, 'namespaces', request.namespace, target.kind.resource, target.name);
    try {
      return await request.cluster.get<Workload>(path, { signal: request.signal });
    } catch (error) {
      if (!(error instanceof EnvauditError) || error.code !== 'not-found') throw error;
      if (index === target.kind.apis.length - 1) throw await notFound(target, request);
    }
  }
  throw await notFound(target, request);
}

async function listPods(
  { cluster, namespace, signal, leftOut }: ResolveRequest,
  labelSelector: string,
): Promise<ReducedPod[]> {
  const pods: ReducedPod[] = [];
  const path = apiPath`/api/v1/namespaces/${namespace}/pods`;
  for await (const page of cluster.list<V1Pod>(path, { labelSelector, signal, leftOut }))
    pods.push(...page.map(reducePod));
  return pods;
}

/** A CronJob has no selector of its own: its Jobs name it as their owner, and the newest one has the newest pods. */
async function newestJobSelector(target: Target, { cluster, namespace, signal, leftOut }: ResolveRequest) {
  let newest: V1Job | undefined;
  const path = apiPath`/apis/batch/v1/namespaces/${namespace}/jobs`;
  for await (const page of cluster.list<V1Job>(path, { signal, leftOut })) {
    const owned = page.filter((job) =>
      job.metadata?.ownerReferences?.some(({ kind, name }) => kind === 'CronJob' && name === target.name),
    );
    for (const job of owned) if (newest === undefined || created(job) > created(newest)) newest = job;
  }
  return newest && labelSelectorText(newest.spec?.selector);
}

function created(job: V1Job): string {
  return String(job.metadata?.creationTimestamp ?? '');
}

function noPods(workload: string, namespace: string): EnvauditError {
  return new EnvauditError('no-pods', `${workload} in namespace "${namespace}" has no pods`, {
    hint: `Nothing of it exists right now: kubectl describe ${workload} -n ${namespace} says why.`,
  });
}
