import type { V1ContainerStateTerminated, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { podStatus } from '../../collect/pods/pod-status.ts';
import { timestamp } from '../../collect/pods/timestamp.ts';
import { workloadOf } from '../../collect/pods/workload.ts';
import type { PodRow } from '../../present/tui/backend.ts';

/** A pod of the API as a row, with READY and RESTARTS as printPod of kubectl counts them. Missing parts become empty. */
export function podRow(pod: V1Pod): PodRow {
  const { metadata, spec, status } = pod;
  const workload = workloadOf(pod);
  const sidecars = new Set(
    (spec?.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map(({ name }) => name),
  );
  const inits = status?.initContainerStatuses ?? [];
  const statuses = [...(status?.containerStatuses ?? []), ...inits.filter(({ name }) => sidecars.has(name))];
  const all = (spec?.containers ?? []).length + sidecars.size;
  const starts = podStatus(pod).startsWith('Init:') ? inits : statuses;
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    status: podStatus(pod),
    ready: `${statuses.filter(({ ready }) => ready).length}/${all}`,
    restarts: starts.reduce((sum, { restartCount }) => sum + (restartCount || 0), 0),
    ...lastOf(starts),
    ...whyOf(pod, [...inits, ...statuses]),
    createdAt: timestamp(metadata?.creationTimestamp) ?? '',
    ...(spec?.nodeName ? { node: spec.nodeName } : {}),
    ...(workload === undefined ? {} : { workload: `${workload.kind}/${workload.name}` }),
    containers: (spec?.containers ?? []).map(({ name }) => name),
  };
}

/** The last end of a container that was restarted, as kubectl's RESTARTS tells its time. */
function lastOf(statuses: readonly V1ContainerStatus[]): Pick<PodRow, 'restartedAt' | 'lastEnd'> {
  const ends = statuses.flatMap(({ name, restartCount, lastState }) => {
    const ended = lastState?.terminated;
    const at = timestamp(ended?.finishedAt);
    return ended === undefined || ended === null || at === undefined || !(restartCount > 0)
      ? []
      : [{ at, text: `${name}: ${endOf(ended)}` }];
  });
  const last = ends.reduce<(typeof ends)[number] | undefined>(
    (newest, end) => (newest === undefined || Date.parse(end.at) > Date.parse(newest.at) ? end : newest),
    undefined,
  );
  return last === undefined ? {} : { restartedAt: last.at, lastEnd: last.text };
}

/** What a container waits for, how one ended, where there is no node for it: the first that there is. */
function whyOf({ status }: V1Pod, statuses: readonly V1ContainerStatus[]): Pick<PodRow, 'why'> {
  const waiting = statuses.find(({ state }) => state?.waiting?.message);
  const ended = statuses.find(({ state }) => state?.terminated && state.terminated.exitCode !== 0);
  const unscheduled = status?.conditions?.find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  );
  const unready = statuses.find(({ ready, state }) => state?.running && !ready);
  const why =
    (waiting && `${waiting.name}: ${withoutPod(waiting.state?.waiting?.message ?? '')}`) ??
    (ended && `${ended.name}: ${endOf(ended.state!.terminated!)}`) ??
    unscheduled?.message ??
    status?.message ??
    (unready && `${unready.name}: it runs, and is not ready`);
  return why === undefined ? {} : { why: why.slice(0, MOST_WHY) };
}

/** Kubelet repeats the pod and its UID: `back-off 5m0s restarting failed container=app pod=web-1_shop(6c1a…)`. */
function withoutPod(message: string): string {
  return message.replace(/ pod=\S{1,400}\([\da-f-]{36}\)$/, '');
}

function endOf({ exitCode, signal, reason }: V1ContainerStateTerminated): string {
  const how = signal ? `signal ${signal}` : `exit code ${exitCode}`;
  return reason ? `${how} (${reason})` : how;
}

/** A pod is kept for as long as it is listed, and a message may be long. */
const MOST_WHY = 300;
