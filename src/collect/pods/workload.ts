import type { V1OwnerReference, V1Pod } from '@kubernetes/client-node';
import type { WorkloadEvidence } from '../../contracts/evidence.ts';

/**
 * The object whose template makes this pod, told from the pod alone so that no further request is needed.
 * A ReplicaSet made by a Deployment is named `DEPLOYMENT-HASH`, and the hash is the pod's label
 * `pod-template-hash` (deployment_util.go); a Job made by a CronJob is named `CRONJOB-MINUTES`, where MINUTES
 * is the scheduled time in minutes, 8 digits until the year 2160 (cronjob/utils.go getJobName).
 */
export function workloadOf(pod: V1Pod): WorkloadEvidence | undefined {
  const owner = pod.metadata?.ownerReferences?.find((reference) => reference.controller === true);
  if (owner === undefined) return undefined;
  return deploymentOf(owner, pod) ?? cronJobOf(owner) ?? describe(owner);
}

function deploymentOf(owner: V1OwnerReference, pod: V1Pod): WorkloadEvidence | undefined {
  const hash = pod.metadata?.labels?.['pod-template-hash'];
  if (owner.kind !== 'ReplicaSet' || !owner.apiVersion.startsWith('apps/') || !hash) return undefined;
  if (!owner.name.endsWith(`-${hash}`)) return undefined;
  return { kind: 'deployment', name: owner.name.slice(0, -hash.length - 1), apiVersion: owner.apiVersion };
}

function cronJobOf(owner: V1OwnerReference): WorkloadEvidence | undefined {
  const scheduled = /^(.+)-\d{8}$/.exec(owner.name)?.[1];
  if (owner.kind !== 'Job' || scheduled === undefined) return undefined;
  return { kind: 'cronjob', name: scheduled, apiVersion: owner.apiVersion };
}

function describe(owner: V1OwnerReference): WorkloadEvidence {
  return { kind: owner.kind.toLowerCase(), name: owner.name, apiVersion: owner.apiVersion };
}
