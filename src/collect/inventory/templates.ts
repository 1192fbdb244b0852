import type { ContainerInventory } from '../../contracts/inventory.ts';
import { containersOf } from './containers.ts';
import { count, list, record, textMap } from './shape.ts';
import type { Source } from './sources.ts';

/** A kind of workload whose template says what its pods will be. */
export interface TemplateKind {
  kind: string;
  sources: readonly Source[];
  /** The pod template. */
  template: (spec: Record<string, unknown>) => unknown;
  /** Pods that it is to have. */
  replicas?: (spec: Record<string, unknown>, status: Record<string, unknown>) => number | undefined;
}

const template: TemplateKind['template'] = (spec) => spec['template'];
const replicas: TemplateKind['replicas'] = (spec) => count(spec['replicas']) ?? 1;
const apps = (resource: string): Source[] => [{ group: 'apps', version: 'v1', resource }];

/** Read in whole: they tell about workloads without pods, too. CronJobs moved to batch/v1 in 1.21. */
export const TEMPLATE_KINDS: readonly TemplateKind[] = [
  { kind: 'deployment', sources: apps('deployments'), template, replicas },
  { kind: 'statefulset', sources: apps('statefulsets'), template, replicas },
  {
    kind: 'daemonset',
    sources: apps('daemonsets'),
    template,
    replicas: (_, status) => count(status['desiredNumberScheduled']),
  },
  {
    kind: 'job',
    sources: [{ group: 'batch', version: 'v1', resource: 'jobs' }],
    template,
    replicas: (spec) => count(spec['parallelism']) ?? 1,
  },
  {
    kind: 'cronjob',
    sources: ['v1', 'v1beta1'].map((version) => ({ group: 'batch', version, resource: 'cronjobs' })),
    template: (spec) => record(record(spec['jobTemplate'])['spec'])['template'],
  },
];

/** Read only where pods name one as their owner: a Deployment has ten old ones, and its own template says it all. */
export const BETWEEN_KINDS: readonly TemplateKind[] = [
  { kind: 'replicaset', sources: apps('replicasets'), template, replicas },
  {
    kind: 'replicationcontroller',
    sources: [{ group: '', version: 'v1', resource: 'replicationcontrollers' }],
    template,
    replicas,
  },
];

/** What a workload's own object tells. */
export interface Template {
  enableServiceLinks: 'unset' | 'true' | 'false';
  containers: ContainerInventory[];
  /** Of its pods; taken away as soon as they were held against selectors. */
  labels?: Record<string, string>;
  /** Whether they match the selector of the scope. */
  matches?: boolean;
  replicas?: number;
  suspended?: boolean;
}

/** Reduces a workload's object. What is malformed becomes empty. */
export function templateOf(item: unknown, kind: TemplateKind): Template {
  const { spec, status } = record(item);
  const wanted = kind.replicas?.(record(spec), record(status));
  const { metadata, spec: podSpec } = record(kind.template(record(spec)));
  return {
    enableServiceLinks: linksIn(podSpec, 'unset'),
    containers: containersOf(podSpec),
    labels: textMap(record(metadata)['labels']) ?? {},
    ...(wanted === undefined ? {} : { replicas: wanted }),
    ...(record(spec)['suspend'] === true ? { suspended: true } : {}),
  };
}

/** What a pod spec says about service links. */
export function linksIn(podSpec: unknown, otherwise: 'unset' | 'true'): 'unset' | 'true' | 'false' {
  const links = record(podSpec)['enableServiceLinks'];
  return typeof links === 'boolean' ? `${links}` : otherwise;
}

/** Whether a Job has ended, well or not: it starts no more pods. */
export function isFinished(job: unknown): boolean {
  const { conditions } = record(record(job)['status']);
  return list(conditions).some((condition) => {
    const { type, status } = record(condition);
    return (type === 'Complete' || type === 'Failed') && status === 'True';
  });
}
