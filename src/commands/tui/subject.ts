import type { Cluster } from '../../collect/cluster/cluster.ts';
import type { Subject } from '../../collect/subjects.ts';
import { chooseContainers } from '../../collect/targets/containers.ts';
import { resolveTarget } from '../../collect/targets/resolve.ts';
import { parseTarget } from '../../collect/targets/target.ts';
import { EnvauditError } from '../../errors.ts';
import type { ContainerName } from '../../present/tui/backend.ts';

/**
 * The container that a screen is about, as it is now.
 * @throws EnvauditError when it is not there any more, or the cluster does not answer.
 */
export async function subjectOf(
  { namespace, pod: name, container }: ContainerName,
  cluster: Cluster,
  signal: AbortSignal,
): Promise<Subject> {
  const { typed, pod } = await resolveTarget(parseTarget(`pod/${name}`), { cluster, namespace, signal });
  const [chosen] = chooseContainers(pod, { container, all: false }).containers;
  if (chosen === undefined) throw new EnvauditError('container-not-found', `pod ${name} has no container`);
  return { target: typed, pod: pod.evidence, container: chosen };
}
