import { apiPath, type ApiPath } from '../cluster/api-path.ts';

/** The kinds that can be named as a target, with kubectl's short names and where the API serves them. */
export interface TargetKind {
  /** Singular and lower case, as kubectl prints it in `TYPE/NAME`. */
  kind: string;
  names: readonly string[];
  resource: string;
  /** API group paths to try in order: CronJobs moved from batch/v1beta1 to batch/v1 in 1.21. */
  apis: readonly [ApiPath, ...ApiPath[]];
  /** Its selector is a plain map of labels, and need not be there. */
  plainSelector?: true;
}

export const TARGET_KINDS: readonly TargetKind[] = [
  { kind: 'pod', names: ['pod', 'pods', 'po'], resource: 'pods', apis: [apiPath`/api/v1`] },
  {
    kind: 'deployment',
    names: ['deployment', 'deployments', 'deploy', 'deployment.apps', 'deployments.apps'],
    resource: 'deployments',
    apis: [apiPath`/apis/apps/v1`],
  },
  {
    kind: 'statefulset',
    names: ['statefulset', 'statefulsets', 'sts', 'statefulset.apps', 'statefulsets.apps'],
    resource: 'statefulsets',
    apis: [apiPath`/apis/apps/v1`],
  },
  {
    kind: 'daemonset',
    names: ['daemonset', 'daemonsets', 'ds', 'daemonset.apps', 'daemonsets.apps'],
    resource: 'daemonsets',
    apis: [apiPath`/apis/apps/v1`],
  },
  {
    kind: 'replicaset',
    names: ['replicaset', 'replicasets', 'rs', 'replicaset.apps', 'replicasets.apps'],
    resource: 'replicasets',
    apis: [apiPath`/apis/apps/v1`],
  },
  {
    kind: 'job',
    names: ['job', 'jobs', 'job.batch', 'jobs.batch'],
    resource: 'jobs',
    apis: [apiPath`/apis/batch/v1`],
  },
  {
    kind: 'cronjob',
    names: ['cronjob', 'cronjobs', 'cj', 'cronjob.batch', 'cronjobs.batch'],
    resource: 'cronjobs',
    apis: [apiPath`/apis/batch/v1`, apiPath`/apis/batch/v1beta1`],
  },
  {
    kind: 'replicationcontroller',
    names: ['replicationcontroller', 'replicationcontrollers', 'rc'],
    resource: 'replicationcontrollers',
    apis: [apiPath`/api/v1`],
    plainSelector: true,
  },
  {
    kind: 'service',
    names: ['service', 'services', 'svc'],
    resource: 'services',
    apis: [apiPath`/api/v1`],
    plainSelector: true,
  },
];

/** The kind for a name as typed (`deploy`, `Deployments`, `deployments.apps`); undefined when it is none of them. */
export function targetKind(typed: string): TargetKind | undefined {
  const name = typed.toLowerCase();
  return TARGET_KINDS.find((kind) => kind.names.includes(name));
}
