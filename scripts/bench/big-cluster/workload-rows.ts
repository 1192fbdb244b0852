import type { Plan, WorkloadPlan } from './plan.ts';
import { rows, type Rows } from './rows.ts';
import { daysAgo, suffix, uid } from './values.ts';
import { workloadTemplates, type AnyKind } from './workload-objects.ts';

/** ReplicaSets of each Deployment: the current one and old ones. */
const REVISIONS = 3;
const MADE_BY: Partial<Record<AnyKind, string>> = { ReplicaSet: 'Deployment', Job: 'CronJob' };

/** All objects of a kind of workloads, or those that one makes between itself and its pods. */
export function workloadRows({ namespaces, workloads }: Plan, kind: AnyKind, apiVersion: string): Rows {
  const templateOf = workloadTemplates();
  const revisions = kind === 'ReplicaSet' ? REVISIONS : 1;
  const items = workloads.flatMap((workload, place) =>
    workload.kind === (MADE_BY[kind] ?? kind)
      ? Array.from({ length: revisions }, (_, revision) => ({ workload, place, revision }))
      : [],
  );
  return rows({
    apiVersion,
    kind,
    namespaces: namespaces.length,
    items,
    namespaceOf: ({ workload }) => workload.namespace,
    render: ({ workload, place, revision }) => {
      const own =
        MADE_BY[kind] === undefined ? { name: workload.name, uid: uid('workload', place) } : undefined;
      const { name, uid: id } = own ?? makerOf(workload, place, revision);
      return templateOf(
        workload,
        kind,
      )({
        name,
        uid: id,
        namespace: namespaces[workload.namespace]!,
        app: workload.name,
        hash: hashOf(place, revision),
        topUid: uid('workload', place),
        pods: revision === 0 ? workload.pods : 0,
        version: 1_000_000 + place,
        created: daysAgo(100 + (place % 300)),
      });
    },
  });
}

/** What names itself as the controller of a workload's pods: for Deployments a ReplicaSet, for CronJobs a Job. */
export function makerOf(
  { name, kind }: WorkloadPlan,
  place: number,
  revision = 0,
): { name: string; uid: string } {
  if (kind === 'Deployment') {
    const id = place * REVISIONS + revision;
    return { name: `${name}-${hashOf(place, revision)}`, uid: uid('replicaSet', id) };
  }
  if (kind === 'CronJob') return { name: `${name}-${28_000_000 + place}`, uid: uid('job', place) };
  return { name, uid: uid('workload', place) };
}

/** The hash of a workload's pod template; newer revisions come first. */
export function hashOf(place: number, revision = 0): string {
  return `${revision + 4}${suffix(place, 8)}`;
}
