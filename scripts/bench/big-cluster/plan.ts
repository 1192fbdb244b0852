import { ARCHETYPES, type Archetype } from './archetypes.ts';

export type Kind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';

export interface WorkloadPlan {
  /** Place of the namespace. */
  namespace: number;
  name: string;
  kind: Kind;
  archetype: Archetype;
  /** Pods that exist. */
  pods: number;
  /** Place of its first pod among all pods. */
  firstPod: number;
}

export interface ServicePlan {
  namespace: number;
  name: string;
  /** Place of the workload whose pods it selects; undefined: it selects nothing. */
  workload: number | undefined;
}

/** What the cluster holds, without its objects: a few hundred bytes per workload and Service. */
export interface Plan {
  namespaces: string[];
  workloads: WorkloadPlan[];
  services: ServicePlan[];
  pods: number;
}

const KINDS: readonly Kind[] = [
  'Deployment',
  'Deployment',
  'StatefulSet',
  'Deployment',
  'DaemonSet',
  'CronJob',
];
/** Pods of the workloads in turn; with CronJobs, which have one, five on average. */
const REPLICAS = [2, 3, 1, 8, 2, 5, 24, 3, 4, 6];

/** The namespace of the API server's own Service, which comes on top. */
const DEFAULT = { namespace: 0, name: 'kubernetes', workload: undefined };

export interface PlanOptions {
  times?: number;
  namespaces?: number | undefined;
}

/**
 * A cluster of so many pods and Services over one namespace per 100 pods, at most 400, or over as many as are wanted. The n-th namespace has a share
 * of 1/n, so that the first has a fifth of it all. Everything stands in the order of its name, as API servers list it.
 * The same numbers always give the same cluster. `times` as many pods are then made of the same workloads.
 */
export function planCluster(
  pods: number,
  services: number,
  { times = 1, namespaces }: PlanOptions = {},
): Plan {
  const count = namespaces ?? Math.min(400, Math.max(10, Math.round(pods / 100)));
  const teams = Array.from({ length: count }, (_, index) => `team-${String(index + 1).padStart(3, '0')}`);
  const workloads = shares(pods, count).flatMap((size, index) => workloadsOf(index + 1, size));
  let firstPod = 0;
  for (const workload of workloads) {
    workload.pods *= times;
    workload.firstPod = firstPod;
    firstPod += workload.pods;
  }
  const places = Map.groupBy(workloads.keys(), (place) => workloads[place]?.namespace);
  const own = shares(services, count).flatMap((size, index) => {
    const selectable = places.get(index + 1) ?? [];
    return servicesOf(
      index + 1,
      size,
      selectable.map((place) => [place, workloads[place]?.name ?? '']),
    );
  });
  return { namespaces: ['default', ...teams], workloads, services: [DEFAULT, ...own], pods: pods * times };
}

function workloadsOf(namespace: number, pods: number): WorkloadPlan[] {
  const workloads: WorkloadPlan[] = [];
  for (let left = pods, turn = namespace; left > 0; turn++) {
    const archetype = ARCHETYPES[(turn + Math.floor(turn / KINDS.length)) % ARCHETYPES.length]!;
    const kind = KINDS[turn % KINDS.length]!;
    const size = Math.min(left, kind === 'CronJob' ? 1 : REPLICAS[turn % REPLICAS.length]!);
    const name = `${archetype.name}-${String(workloads.length).padStart(4, '0')}`;
    workloads.push({ namespace, name, kind, archetype, pods: size, firstPod: 0 });
    left -= size;
  }
  return workloads.toSorted(byName);
}

/** Three in four select a workload, in turn; where there are more than workloads, these have several. */
function servicesOf(
  namespace: number,
  size: number,
  workloads: [place: number, name: string][],
): ServicePlan[] {
  const services = Array.from({ length: size }, (_, index) => {
    const [place, name = 'gone'] = workloads[index % Math.max(1, workloads.length)] ?? [];
    const round = Math.floor(index / Math.max(1, workloads.length));
    const stale = index % 4 === 3;
    const suffix = stale ? `-old-${index}` : round === 0 ? '' : `-v${round + 1}`;
    return { namespace, name: `${name}${suffix}`, workload: stale ? undefined : place };
  });
  return services.toSorted(byName);
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}

/** Parts of a total in the ratio 1 : 1/2 : 1/3 …, which add up to it. */
function shares(total: number, count: number): number[] {
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 1));
  const sum = weights.reduce((a, b) => a + b);
  const ends = weights.map((_, index) =>
    Math.round((total * weights.slice(0, index + 1).reduce((a, b) => a + b)) / sum),
  );
  return ends.map((end, index) => end - (ends[index - 1] ?? 0));
}
