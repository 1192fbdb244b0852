import { planCluster, type PlanOptions } from './plan.ts';
import { podRows } from './pod-rows.ts';
import { rows, type Rows } from './rows.ts';
import { serviceRows, sliceRows } from './service-rows.ts';
import { workloadRows } from './workload-rows.ts';

export interface BigCluster {
  namespaces: readonly string[];
  /** By group, version and plural: `v1/pods`, `apps/v1/deployments`. */
  resources: ReadonlyMap<string, Rows>;
}

/** The lists of a cluster of so many pods and Services, see {@link planCluster}. Objects are made when they are asked for, and not kept. */
export function bigCluster(pods: number, services: number, more: PlanOptions = {}): BigCluster {
  const plan = planCluster(pods, services, more);
  const namespaces = rows({
    apiVersion: 'v1',
    kind: 'Namespace',
    namespaces: 1,
    items: plan.namespaces,
    namespaceOf: () => 0,
    render: (name) => JSON.stringify({ metadata: { name }, spec: {}, status: { phase: 'Active' } }),
  });
  return {
    namespaces: plan.namespaces,
    resources: new Map([
      ['v1/namespaces', namespaces],
      ['v1/pods', podRows(plan)],
      ['v1/services', serviceRows(plan)],
      ['discovery.k8s.io/v1/endpointslices', sliceRows(plan)],
      ['apps/v1/deployments', workloadRows(plan, 'Deployment', 'apps/v1')],
      ['apps/v1/replicasets', workloadRows(plan, 'ReplicaSet', 'apps/v1')],
      ['apps/v1/statefulsets', workloadRows(plan, 'StatefulSet', 'apps/v1')],
      ['apps/v1/daemonsets', workloadRows(plan, 'DaemonSet', 'apps/v1')],
      ['batch/v1/cronjobs', workloadRows(plan, 'CronJob', 'batch/v1')],
      ['batch/v1/jobs', workloadRows(plan, 'Job', 'batch/v1')],
    ]),
  };
}
