import type { Kind, Plan, WorkloadPlan } from './plan.ts';
import { podObject } from './pod-object.ts';
import { rows, type Rows } from './rows.ts';
import { template, type Template } from './template.ts';
import { address, daysAgo, digest, inOrder, suffix, uid } from './values.ts';
import { hashOf, makerOf } from './workload-rows.ts';

const NODES = 250;
const OWNERS: Record<Kind, { apiVersion: string; kind: string }> = {
  Deployment: { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  StatefulSet: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  DaemonSet: { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  CronJob: { apiVersion: 'batch/v1', kind: 'Job' },
};

/** All pods. What is kept of each is the place of its workload. */
export function podRows({ namespaces, workloads, pods }: Plan): Rows {
  const owners = new Int32Array(pods);
  workloads.forEach((workload, place) =>
    owners.fill(place, workload.firstPod, workload.firstPod + workload.pods),
  );
  const made = new Map<string, Template>();
  const templateOf = ({ kind, archetype }: WorkloadPlan): Template => {
    const key = `${kind}/${archetype.name}`;
    const known = made.get(key) ?? template(podObject(OWNERS[kind], archetype));
    made.set(key, known);
    return known;
  };
  return rows({
    apiVersion: 'v1',
    kind: 'Pod',
    namespaces: namespaces.length,
    items: owners,
    namespaceOf: (owner) => workloads[owner]!.namespace,
    render: (owner, place) => {
      const workload = workloads[owner]!;
      const maker = makerOf(workload, owner);
      const started = daysAgo(1 + ((place * 104_729) % 900) / 10);
      return templateOf(workload)({
        name: podName(workload, owner, place),
        namespace: namespaces[workload.namespace]!,
        uid: uid('pod', place),
        version: 2_000_000 + place,
        app: workload.name,
        hash: hashOf(owner),
        owner: maker.name,
        ownerUid: maker.uid,
        suffix: suffix(place, 5),
        node: nodeOf(place),
        hostIP: address(0, place % NODES),
        ip: podAddress(place),
        digest: digest(place),
        created: started,
        started,
      });
    },
  });
}

/** The name of a pod, given the places of its workload and its own. */
export function podName(workload: WorkloadPlan, owner: number, place: number): string {
  const ordinal = place - workload.firstPod;
  const end =
    workload.kind === 'StatefulSet'
      ? ordinals(workload.pods)[ordinal]
      : `${inOrder(ordinal)}${suffix(place, 3)}`;
  return `${makerOf(workload, owner).name}-${end}`;
}

const known = new Map<number, string[]>();

/** The numbers below this one in the order of names: 0, 1, 10, 2. */
function ordinals(count: number): string[] {
  const made = known.get(count) ?? Array.from({ length: count }, (_, index) => String(index)).toSorted();
  known.set(count, made);
  return made;
}

export function podAddress(place: number): string {
  return address(128, place);
}

export function nodeOf(place: number): string {
  return `node-${String(place % NODES).padStart(3, '0')}`;
}
