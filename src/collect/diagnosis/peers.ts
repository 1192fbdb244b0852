import type { PeerEvidence, PodHealthEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Known, PodEvidence, WorkloadEvidence } from '../../contracts/evidence.ts';
import type { ConnectionSample } from '../../contracts/sample-evidence.ts';
import { known, type Api } from './api.ts';
import { identify, type Directory, type Identity } from './identify.ts';
import { namesService } from './mentions.ts';
import type { NamespacePods } from './namespace-pods.ts';
import { worstFirst } from './pod-health.ts';
import { hasFinished, sameWorkload, seenPod, type SeenPod } from './seen-pod.ts';
import type { ReadEndpoints } from './service-endpoints.ts';
import { fits, portOf, type SeenService } from './services.ts';
import { apiPath } from '../cluster/api-path.ts';

const MOST_PEERS = 20;
const MOST_PODS = 20;
/** Pods behind a Service of another namespace that are looked at. */
const MOST_BEHIND = 200;

export interface PeersRequest {
  connections: readonly ConnectionSample[];
  pod: PodEvidence;
  directory: Directory;
  namespacePods: Known<NamespacePods>;
  readEndpoints: ReadEndpoints;
  api: Api;
}

/** Whom the container talks to: the 20 that matter most, each with what is behind it and who else uses it. */
export async function readPeers(request: PeersRequest): Promise<PeerEvidence[]> {
  const behind = new Map<string, Promise<Behind>>();
  return Promise.all(
    mostImportant(request.connections).map(async ({ remote, address, port }) => {
      const identity = await identify({ address, port }, request.directory, request.api);
      const { service } = identity;
      const key = service === undefined ? '' : `${service.namespace}/${service.name}`;
      const found = service === undefined ? undefined : (behind.get(key) ?? lookBehind(service, request));
      if (found !== undefined) behind.set(key, found);
      return peerOf({ remote, address, port }, identity, await found);
    }),
  );
}

/** Outbound connections; those in trouble first, then as the sample has them: the largest first. */
export function mostImportant(
  connections: readonly ConnectionSample[],
): (ConnectionSample & { address: string })[] {
  const outbound = connections.filter(
    (one): one is ConnectionSample & { address: string } =>
      one.direction === 'out' && one.address !== undefined,
  );
  return outbound.toSorted((a, b) => Number(isInTrouble(b)) - Number(isInTrouble(a))).slice(0, MOST_PEERS);
}

function isInTrouble({ looksConnecting, looksUnacked, mostRetransmits }: ConnectionSample): boolean {
  return looksConnecting > 0 || looksUnacked > 0 || mostRetransmits > 0;
}

function peerOf(
  { remote, address, port }: Pick<PeerEvidence, 'remote' | 'address' | 'port'>,
  { kind, service, pod, problem }: Identity,
  behind: Behind | undefined,
): PeerEvidence {
  const pods = pod === undefined ? behind?.pods : [pod.health];
  const workload = pod === undefined ? behind?.workload : pod.workload;
  return {
    address,
    port,
    kind,
    service: service && nameOf(service, port),
    endpoints: behind?.endpoints,
    // Everybody uses the API server, and few say so.
    ...(behind === undefined || kind === 'api-server' ? {} : { users: behind.users }),
    pods,
    workload,
    remote,
    problem,
  };
}

function nameOf(service: SeenService, port: number): NonNullable<PeerEvidence['service']> {
  const name = portOf(service, port);
  return { namespace: service.namespace, name: service.name, port: name };
}

/** What is behind a Service, and who else uses it. */
interface Behind {
  endpoints: NonNullable<PeerEvidence['endpoints']>;
  pods?: PodHealthEvidence[];
  workload?: WorkloadEvidence;
  users: NonNullable<PeerEvidence['users']>;
}

async function lookBehind(service: SeenService, request: PeersRequest): Promise<Behind> {
  const [endpoints, found] = await Promise.all([
    known(request.readEndpoints(service, request.api)),
    known(podsBehind(service, request)),
  ]);
  const pods = found.known ? found.value : undefined;
  const workload = pods?.find((one) => one.workload !== undefined)?.workload;
  return {
    endpoints: endpoints.known
      ? { known: true, value: { ready: endpoints.value.ready, notReady: endpoints.value.notReady } }
      : endpoints,
    pods: pods && worst(pods),
    workload,
    users: usersOf(service, request),
  };
}

/** Undefined for a Service without a selector: its endpoints are made by hand. */
async function podsBehind(
  { namespace, selector }: SeenService,
  { pod, namespacePods, api }: PeersRequest,
): Promise<SeenPod[] | undefined> {
  if (selector === undefined) return undefined;
  if (namespace === pod.namespace && namespacePods.known)
    return namespacePods.value.pods.filter(({ labels }) => fits(selector, labels));
  const pods: SeenPod[] = [];
  const labelSelector = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  await api.each(
    apiPath`/api/v1/namespaces/${namespace}/pods`,
    { labelSelector, pageSize: MOST_BEHIND },
    (item) => {
      const seen = seenPod(item);
      if (!hasFinished(seen)) pods.push(seen);
      return pods.length < MOST_BEHIND;
    },
  );
  return pods;
}

/**
 * Pods of the namespace that name the Service: not the diagnosed one, nor those of its own workload, which would have
 * the same trouble; nor those behind the Service.
 */
function usersOf(
  service: SeenService,
  { pod, namespacePods }: PeersRequest,
): NonNullable<PeerEvidence['users']> {
  if (!namespacePods.known) return namespacePods;
  const users = namespacePods.value.pods.filter(
    ({ health, workload, labels, mentions }) =>
      health.pod !== pod.name &&
      !sameWorkload(workload, pod.workload) &&
      !(service.namespace === pod.namespace && fits(service.selector, labels)) &&
      namesService(mentions, service, pod.namespace),
  );
  return { known: true, value: { pods: worst(users), total: users.length } };
}

function worst(pods: readonly SeenPod[]): PodHealthEvidence[] {
  return worstFirst(pods.map(({ health }) => health)).slice(0, MOST_PODS);
}
