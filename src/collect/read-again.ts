import type { V1Pod } from '@kubernetes/client-node';
import type { ContainerSpecEvidence, PodEvidence, Problem } from '../contracts/evidence.ts';
import { apiPath } from './cluster/api-path.ts';
import type { Cluster } from './cluster/cluster.ts';
import { reducePod } from './pods/pod-evidence.ts';

interface Asked {
  pod: PodEvidence;
  container: ContainerSpecEvidence;
}

const BROKEN =
  /^(?:exec-(?:failed|dropped|timeout|refused)|probe-(?:failed|incomplete)|pod-gone|command-not-found)$/;

/** Whether a pod's end or a container's restart may have caused the problem of an exec. */
export function isBroken({ code }: Problem): boolean {
  return BROKEN.test(code);
}

/**
 * The pod as it is after an exec that failed, and what happened to the container meanwhile, as a clause. Undefined where
 * that has nothing to do with the pod, where nothing changed, or where the pod cannot be read any more.
 */
export async function readAgain(
  { pod, container }: Asked,
  problem: Problem,
  { cluster, signal }: { cluster: Cluster; signal: AbortSignal | undefined },
): Promise<(Asked & { meanwhile: string }) | undefined> {
  if (!isBroken(problem)) return undefined;
  const path = apiPath`/api/v1/namespaces/${pod.namespace}/pods/${pod.name}`;
  const answer = await cluster.get<V1Pod>(path, { signal }).catch(() => undefined);
  if (answer === undefined) return undefined;
  const { evidence, containers } = reducePod(answer);
  const now = containers.find(({ name }) => name === container.name);
  if (now === undefined || evidence.uid !== pod.uid) return undefined;
  const meanwhile = change(container, now);
  if (meanwhile === undefined) return undefined;
  // Of its spec only what is known already: arguments do not become evidence.
  const { startedAt: _start, notRunning: _why, lastExit: _exit, ...spec } = container;
  const { startedAt, notRunning, lastExit, ready, restarts } = now;
  const status = {
    startedAt,
    notRunning,
    lastExit,
  };
  return { pod: evidence, container: { ...spec, ...status, ready, restarts }, meanwhile };
}

function change(before: ContainerSpecEvidence, now: ContainerSpecEvidence): string | undefined {
  const { lastExit, notRunning, restarts } = now;
  const how = lastExit === undefined ? '' : ` (${lastExit.reason ?? 'ended'}, exit code ${lastExit.code})`;
  if (notRunning !== undefined && before.notRunning === undefined)
    return `meanwhile the container ended${how}: ${notRunning}`;
  return restarts > before.restarts ? `meanwhile the container was restarted${how}` : undefined;
}
