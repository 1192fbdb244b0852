import type { Cluster } from '../../collect/cluster/cluster.ts';
import { findSubjects, type Subject } from '../../collect/subjects.ts';
import { EnvauditError } from '../../errors.ts';
import { printable } from '../../present/text.ts';

export interface SubjectRequest {
  cluster: Cluster;
  target: string;
  container: string | undefined;
  /** Told what was chosen for the user. */
  notice: (line: string) => void;
  signal: AbortSignal;
}

/**
 * The one container that the user's words mean.
 * @throws EnvauditError when there is no such pod or container.
 */
export async function theSubject(request: SubjectRequest): Promise<Subject> {
  const { cluster, target, container, notice, signal } = request;
  const { subjects } = await findSubjects({
    cluster,
    targets: [target],
    selector: undefined,
    allNamespaces: false,
    containers: { container, all: false },
    // Names of pods and containers come from the cluster.
    notice: (line) => notice(printable(line)),
    signal,
  });
  const [subject] = subjects;
  if (subject === undefined) throw new EnvauditError('not-found', `${target} has no container`);
  return subject;
}
