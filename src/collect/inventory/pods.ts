import type { V1Pod } from '@kubernetes/client-node';
import type { WorkloadEvidence } from '../../contracts/evidence.ts';
import { timestamp } from '../pods/timestamp.ts';
import { workloadOf } from '../pods/workload.ts';
import { containersOf } from './containers.ts';
import type { ServiceIndex } from './service-index.ts';
import { controllerOf, list, record, text, type Owner } from './shape.ts';
import { linksIn } from './templates.ts';
import type { Account, Accounts } from './workloads.ts';

export interface PodFolder {
  accounts: Accounts;
  services: ServiceIndex;
  /** Which workload a Job belongs to, by `NAMESPACE/JOB`: what its own object says. */
  jobs: ReadonlyMap<string, WorkloadEvidence>;
  /** Whether all Deployments of a namespace were seen. */
  hasAllDeployments: (namespace: string) => boolean;
  /** The node whose pods are counted apart. */
  node: string | undefined;
}

/**
 * Adds a pod to its workload's account. This runs once for each of perhaps 100,000 pods, so containers are only looked
 * at in full in the newest pod of a workload. Finished pods count nowhere. A pod of any shape is taken.
 */
export function foldPod(item: unknown, folder: PodFolder): void {
  const pod = record(item);
  const metadata = record(pod['metadata']);
  const spec = record(pod['spec']);
  const status = record(pod['status']);
  const { phase } = status;
  if (phase === 'Succeeded' || phase === 'Failed') return;
  const namespace = text(metadata['namespace']);
  const account = folder.accounts.open(namespace, workloadOfPod(item, namespace, folder));
  if (controllerOf(item)?.kind === 'Node') account.static = true;
  const links = spec['enableServiceLinks'] !== false;
  account.count += 1;
  if (links) account.withServiceLinks += 1;
  if (folder.node !== undefined && spec['nodeName'] === folder.node) account.onNode += 1;
  keepNewest(account, pod, phase === 'Running' && metadata['deletionTimestamp'] === undefined);
  if (links) {
    for (const entry of list(status['containerStatuses'])) addStart(account, entry);
    for (const entry of list(status['initContainerStatuses'])) addStart(account, entry);
  }
  for (const selecting of folder.services.matching(namespace, metadata['labels'])) {
    selecting.pods += 1;
    if (!account.selectedBy.includes(selecting)) account.selectedBy.push(selecting);
  }
}

/** A static pod is owned by its node and a pod of nobody by itself: both are their own workload. */
function workloadOfPod(
  item: unknown,
  namespace: string,
  { accounts, jobs, hasAllDeployments }: PodFolder,
): WorkloadEvidence {
  const { name, labels } = record(record(item)['metadata']);
  const owner = controllerOf(item);
  if (owner === undefined || owner.kind === 'Node')
    return { kind: 'pod', name: text(name), apiVersion: 'v1' };
  const ofJob = owner.kind === 'Job' ? jobs.get(`${namespace}/${owner.name}`) : undefined;
  const workload = ofJob ?? workloadOfOwner(owner, labels);
  // A name like a Deployment's, and no such Deployment: its ReplicaSet was left behind, or is of something else.
  const isGuess = workload.kind === 'deployment' && owner.kind === 'ReplicaSet';
  return isGuess && !accounts.hasTemplate(namespace, workload) && hasAllDeployments(namespace)
    ? workloadOfOwner(owner)
    : workload;
}

/** What the names of owner and pod tell, see {@link workloadOf}. */
export function workloadOfOwner(owner: Owner, labels?: unknown): WorkloadEvidence {
  const hash = text(record(labels)['pod-template-hash']);
  const pod = { metadata: { ownerReferences: [owner], labels: { 'pod-template-hash': hash } } };
  return workloadOf(pod as unknown as V1Pod) as WorkloadEvidence;
}

function keepNewest(account: Account, pod: Record<string, unknown>, running: boolean): void {
  const { name, creationTimestamp } = record(pod['metadata']);
  const createdAt = text(creationTimestamp);
  if (account.newest === undefined || createdAt > account.newest.createdAt) {
    const { spec } = pod;
    const containers = containersOf(spec, account.template?.containers);
    account.newest = { createdAt, containers, links: linksIn(spec, 'true') };
  }
  if (running && (account.example === undefined || createdAt > account.example.createdAt))
    account.example = { createdAt, name: text(name) };
}

/** Times are compared as texts: the API writes them all alike. Those that are none are left out. */
function addStart({ starts }: Account, entry: unknown): void {
  const { name, state } = record(entry);
  const startedAt = record(record(state)['running'])['startedAt'];
  if (typeof name !== 'string' || typeof startedAt !== 'string') return;
  const known = starts.find(({ container }) => container === name);
  if (known !== undefined && startedAt >= known.oldest && startedAt <= known.newest) {
    known.count += 1;
    return;
  }
  const at = timestamp(startedAt);
  if (at === undefined) return;
  if (known === undefined) {
    starts.push({ container: name, count: 1, oldest: at, newest: at });
    return;
  }
  known.count += 1;
  if (at < known.oldest) known.oldest = at;
  if (at > known.newest) known.newest = at;
}
