import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { LogContainer } from '../../contracts/log-events.ts';
import { cleanText } from '../cluster/clean-text.ts';
import { timestamp } from '../pods/timestamp.ts';

/** A container's runs, as its pod tells them. */
export interface Runs {
  container: LogContainer;
  /** The run whose log is given for the asking: the present one, or the one that ended last; undefined: there was none. */
  last: string | undefined;
  /** Whether there was a run before the present one, so that there may be a log of it. */
  hasPrevious: boolean;
}

/**
 * What a pod tells of one of its containers. Of one that waits to be started again, the log is that of the run that ended
 * (validateContainerLogStatus in https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/kubelet/kubelet_pods.go).
 */
export function runsOf(pod: V1Pod, name: string): Runs {
  const status = statusesOf(pod).find((one) => one.name === name);
  const { running, waiting, terminated } = status?.state ?? {};
  const before = status?.lastState?.terminated;
  const ended = terminated ?? before;
  const restarts = status?.restartCount ?? 0;
  const isOver = ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
  const all = containersOf(pod);
  const container = (state: LogContainer['state'], why: string): LogContainer => ({
    name,
    all,
    state,
    why: cleanText(why, LONGEST_WHY),
    restarts,
  });
  const hasPrevious = before !== undefined;
  if (running)
    return { container: container('runs', ''), last: runId(running, status?.containerID), hasPrevious };
  const waits = [waiting?.reason, waiting?.message].filter(Boolean).join(': ');
  if (ended) {
    const exit = `exit code ${ended.exitCode}${ended.reason ? ` (${ended.reason})` : ''}`;
    const why = [exit, waits].filter(Boolean).join('; ');
    return {
      container: container(isOver ? 'over' : 'ended', why),
      last: runId(ended, ended.containerID),
      hasPrevious,
    };
  }
  const why = waits || pod.status?.reason || pod.status?.phase || 'it has not been created yet';
  return { container: container(isOver ? 'over' : 'waits', why), last: undefined, hasPrevious };
}

/** The containers of a pod in the order in which somebody looks for a log: its own, then init, then ephemeral ones. */
export function containersOf({ spec }: V1Pod): string[] {
  const { containers, initContainers, ephemeralContainers } = spec ?? {};
  return [containers, initContainers, ephemeralContainers]
    .flatMap((list) => list ?? [])
    .map(({ name }) => name);
}

const LONGEST_WHY = 500;

function statusesOf({ status }: V1Pod): V1ContainerStatus[] {
  const { containerStatuses, initContainerStatuses, ephemeralContainerStatuses } = status ?? {};
  return [containerStatuses, initContainerStatuses, ephemeralContainerStatuses].flatMap((list) => list ?? []);
}

/** Tells runs apart: by when they began, which the status of one that runs and of one that has ended say alike. */
function runId({ startedAt }: { startedAt?: unknown }, containerID: string | undefined): string {
  return timestamp(startedAt) ?? containerID ?? 'the only one';
}
