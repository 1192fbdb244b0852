import type { V1Pod } from '@kubernetes/client-node';
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
    createdAt: timestamp(metadata?.creationTimestamp) ?? '',
    ...(spec?.nodeName ? { node: spec.nodeName } : {}),
    ...(workload === undefined ? {} : { workload: `${workload.kind}/${workload.name}` }),
    containers: (spec?.containers ?? []).map(({ name }) => name),
  };
}
