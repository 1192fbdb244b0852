import type { Container } from './archetypes.ts';
import { managedFields } from './managed-fields.ts';
import type { Kind, WorkloadPlan } from './plan.ts';
import { LABELS, specOf } from './pod-object.ts';
import { template, type Template } from './template.ts';

const { 'pod-template-hash': _, ...TOP_LABELS } = LABELS;
const COUNT = '@#pods@';

/** Kinds of workloads, and what they make besides pods. */
export type AnyKind = Kind | 'ReplicaSet' | 'Job';

/** Templates of the workloads' own objects, by kind and archetype. */
export function workloadTemplates(): (plan: WorkloadPlan, kind: AnyKind) => Template {
  const made = new Map<string, Template>();
  return ({ archetype }, kind) => {
    const key = `${kind}/${archetype.name}`;
    const known = made.get(key) ?? template(workload(kind, archetype.containers));
    made.set(key, known);
    return known;
  };
}

function workload(kind: AnyKind, containers: readonly Container[]): object {
  const below = kind === 'ReplicaSet';
  const labels = below ? LABELS : TOP_LABELS;
  const podTemplate = {
    metadata: { creationTimestamp: null, labels },
    spec: {
      ...specOf(containers),
      ...(kind === 'Job' || kind === 'CronJob' ? { restartPolicy: 'Never' } : {}),
    },
  };
  const owner = below
    ? { apiVersion: 'apps/v1', kind: 'Deployment' }
    : { apiVersion: 'batch/v1', kind: 'CronJob' };
  const owned = below || kind === 'Job';
  const reference = { ...owner, name: '@app@', uid: '@topUid@', controller: true, blockOwnerDeletion: true };
  const spec = specWith(kind, podTemplate, labels);
  return {
    metadata: {
      name: '@name@',
      namespace: '@namespace@',
      uid: '@uid@',
      resourceVersion: '@version@',
      generation: 4,
      creationTimestamp: '@created@',
      labels,
      annotations: { 'deployment.kubernetes.io/revision': '4', 'meta.helm.sh/release-name': '@app@' },
      ...(owned ? { ownerReferences: [reference] } : {}),
      managedFields: [managedFields('helm', { metadata: { labels }, spec })],
    },
    spec,
    status: statusOf(kind),
  };
}

function specWith(kind: AnyKind, podTemplate: object, labels: object): object {
  const selector = { matchLabels: labels };
  if (kind === 'CronJob') {
    const jobTemplate = { metadata: {}, spec: { template: podTemplate } };
    return { schedule: '*/15 * * * *', concurrencyPolicy: 'Forbid', suspend: false, jobTemplate };
  }
  if (kind === 'Job') return { parallelism: 1, completions: 1, backoffLimit: 6, template: podTemplate };
  if (kind === 'DaemonSet') return { selector, template: podTemplate, revisionHistoryLimit: 10 };
  return { replicas: COUNT, selector, template: podTemplate, revisionHistoryLimit: 10 };
}

function statusOf(kind: AnyKind): object {
  if (kind === 'CronJob') return { lastScheduleTime: '@created@' };
  if (kind === 'Job') return { startTime: '@created@', active: 1 };
  if (kind === 'DaemonSet') {
    return { currentNumberScheduled: COUNT, desiredNumberScheduled: COUNT, numberReady: COUNT };
  }
  return { observedGeneration: 4, replicas: COUNT, readyReplicas: COUNT, availableReplicas: COUNT };
}
