import type { ObjectName } from './backend.ts';

/**
 * The field selector that finds the events about an object, by its name alone where its kind is not known here; undefined
 * for a namespace, whose events are all in it.
 */
export function eventSelector({ kind, name }: Pick<ObjectName, 'kind' | 'name'>): string | undefined {
  if (kind === 'namespace') return undefined;
  const known = KINDS[kind]?.kind;
  return `${known === undefined ? '' : `involvedObject.kind=${known},`}involvedObject.name=${name}`;
}

/** Where a kind is served, where that is known without the object. */
export function apiVersionOf(kind: string): string | undefined {
  return KINDS[kind]?.apiVersion;
}

/** Kinds as the API writes them, by what kubectl calls them. */
const KINDS: Readonly<Record<string, { kind: string; apiVersion: string }>> = {
  pod: { kind: 'Pod', apiVersion: 'v1' },
  deployment: { kind: 'Deployment', apiVersion: 'apps/v1' },
  statefulset: { kind: 'StatefulSet', apiVersion: 'apps/v1' },
  daemonset: { kind: 'DaemonSet', apiVersion: 'apps/v1' },
  replicaset: { kind: 'ReplicaSet', apiVersion: 'apps/v1' },
  replicationcontroller: { kind: 'ReplicationController', apiVersion: 'v1' },
  job: { kind: 'Job', apiVersion: 'batch/v1' },
  cronjob: { kind: 'CronJob', apiVersion: 'batch/v1' },
};
