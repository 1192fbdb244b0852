import type { DiagnosisParts } from '../../contracts/diagnosis-evidence.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { isBroken } from '../read-again.ts';
import type { Subject } from '../subjects.ts';
import { createApi, unknown } from './api.ts';
import { readLog } from './log.ts';
import { podStateOf } from './pod-state.ts';
import { readPod } from './shared.ts';

interface Again {
  cluster: Cluster;
  subject: Subject;
  signal: AbortSignal | undefined;
}

type Seen = Pick<DiagnosisParts, 'audit' | 'sample' | 'podState' | 'log'>;

/** Not longer: the rest is there. */
const PATIENCE_MS = 5000;
const NOT_AGAIN = unknown('not-asked', 'it is known from before');

/**
 * After an exec that failed, of the audit or of the sampler: the pod’s state as it is now, and the log of the run that ended
 * meanwhile. Nothing where no exec failed, where the pod cannot be read any more, or where what was not asked for.
 */
export async function lookAgain(
  { cluster, subject: { pod, container }, signal }: Again,
  { audit, sample, podState, log }: Seen,
): Promise<Partial<Pick<DiagnosisParts, 'podState' | 'log'>>> {
  const problems = [audit.containers[0]?.probe, sample].flatMap((each) =>
    each?.known === false ? [each.problem] : [],
  );
  if (!podState.known || !problems.some(isBroken)) return {};
  const api = createApi({ cluster, signal, deadlineMs: PATIENCE_MS });
  const item = await readPod(pod, api);
  if (!item.known) return {};
  const {
    phase,
    reason,
    message,
    conditions,
    container: now,
    others,
  } = podStateOf({
    item: item.value,
    pod,
    container: container.name,
    namespacePods: NOT_AGAIN,
    services: NOT_AGAIN,
  });
  const end = { ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) };
  const state = { ...podState.value, phase, ...end, conditions, container: now, others };
  const isNew = log?.known === false && log.problem.code === 'no-log';
  return {
    podState: { known: true, value: state },
    ...(isNew ? { log: await readLog({ pod, container: container.name, item: item.value }, api) } : {}),
  };
}
