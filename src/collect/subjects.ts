import type { V1Pod } from '@kubernetes/client-node';
import { EnvauditError, EXIT, toProblem } from '../errors.ts';
import type { ContainerSpecEvidence, PodEvidence, Problem } from '../contracts/evidence.ts';
import type { Cluster } from './cluster/cluster.ts';
import { missingNamespace } from './namespaces.ts';
import { reducePod, type ReducedPod } from './pods/pod-evidence.ts';
import { chooseContainers, type ContainerChoice } from './targets/containers.ts';
import { resolveTarget } from './targets/resolve.ts';
import { parseTarget } from './targets/target.ts';
import { apiPath } from './cluster/api-path.ts';

/** One container that is to be looked at. */
export interface Subject {
  target: string;
  choice?: string;
  pod: PodEvidence;
  container: ContainerSpecEvidence;
}

export interface SubjectsRequest {
  cluster: Cluster;
  /** Targets as typed; empty when a selector or all namespaces were asked for. */
  targets: readonly string[];
  selector: string | undefined;
  allNamespaces: boolean;
  containers: ContainerChoice;
  /** Tells the user about a choice that was made for him. */
  notice: (line: string) => void;
  signal: AbortSignal | undefined;
}

export interface Subjects {
  subjects: Subject[];
  /** Targets that could not be resolved, when others could; and pods that cannot be understood. */
  problems: Problem[];
}

/**
 * The containers that the user's words mean.
 * @throws EnvauditError when nothing at all can be resolved; `nothing-matched` when a list is empty.
 */
export async function findSubjects(request: SubjectsRequest): Promise<Subjects> {
  return request.targets.length > 0 ? fromTargets(request) : fromList(request);
}

async function fromTargets(request: SubjectsRequest): Promise<Subjects> {
  const { cluster, signal } = request;
  const targets = request.targets.map(parseTarget);
  const problems: Problem[] = [];
  const resolve = { cluster, namespace: cluster.namespace, signal, leftOut: problems.push.bind(problems) };
  const settled = await Promise.allSettled(targets.map((target) => resolveTarget(target, resolve)));
  const subjects: Subject[] = [];
  const errors: unknown[] = [];
  for (const result of settled) {
    try {
      if (result.status === 'rejected') throw result.reason;
      subjects.push(...subjectsOf(result.value, request));
    } catch (error) {
      errors.push(error);
    }
  }
  if (subjects.length === 0) throw errors[0];
  return { subjects, problems: [...problems, ...errors.map(toProblem)] };
}

async function fromList(request: SubjectsRequest): Promise<Subjects> {
  const { cluster, selector, allNamespaces, signal } = request;
  const path = allNamespaces ? apiPath`/api/v1/pods` : apiPath`/api/v1/namespaces/${cluster.namespace}/pods`;
  const subjects: Subject[] = [];
  const problems: Problem[] = [];
  const typed = [selector === undefined ? '' : `-l ${selector}`, allNamespaces ? '-A' : '']
    .filter(Boolean)
    .join(' ');
  const leftOut = (problem: Problem): void => void problems.push(problem);
  for await (const page of cluster.list<V1Pod>(path, { labelSelector: selector, signal, leftOut })) {
    for (const pod of page.map(reducePod)) {
      if (pod.phase === 'Succeeded') continue;
      try {
        subjects.push(...subjectsOf({ typed, pod }, request));
      } catch (error) {
        problems.push(toProblem(error));
      }
    }
  }
  if (subjects.length === 0 && problems.length === 0) throw await nothingMatched(request);
  return { subjects, problems };
}

function subjectsOf(
  found: { typed: string; pod: ReducedPod; choice?: string },
  request: SubjectsRequest,
): Subject[] {
  const { typed, pod, choice } = found;
  const { containers, notice } = chooseContainers(pod, request.containers);
  if (choice !== undefined) request.notice(`Chose pod/${pod.evidence.name}: ${choice}`);
  if (notice !== undefined && request.targets.length > 0) request.notice(notice);
  return containers.map((container) => ({
    target: typed,
    choice,
    pod: pod.evidence,
    container,
  }));
}

async function nothingMatched(request: SubjectsRequest): Promise<EnvauditError> {
  const { cluster, selector, allNamespaces } = request;
  const where = allNamespaces ? 'any namespace' : `namespace "${cluster.namespace}"`;
  const what = selector === undefined ? 'No pods' : `No pods with the labels ${selector}`;
  const missing = allNamespaces ? undefined : await missingNamespace(cluster.namespace, request);
  return new EnvauditError(
    'nothing-matched',
    missing === undefined ? `${what} found in ${where}` : `${what} found: ${missing.message}`,
    {
      hint:
        missing?.hint ??
        (allNamespaces
          ? 'kubectl get pods -A shows what is there.'
          : 'Look elsewhere with -n NAMESPACE or -A.'),
      exitCode: EXIT.nothing,
    },
  );
}
