import { BlockList, isIP } from 'node:net';
import { EnvauditError, toProblem } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import type { PeerEvidence } from '../../contracts/diagnosis-evidence.ts';
import { list, record, text } from '../inventory/shape.ts';
import type { Api } from './api.ts';
import { seenPod, type SeenPod } from './seen-pod.ts';
import type { SeenService, Services } from './services.ts';
import { apiPath, withQuery } from '../cluster/api-path.ts';

/** Who an address is. */
export interface Identity {
  kind: PeerEvidence['kind'];
  service?: SeenService;
  /** Of a pod. */
  pod?: SeenPod;
  problem?: Problem;
}

/** Whom addresses may be, as far as it could be seen. */
export interface Directory {
  services: Services | undefined;
  /** Pods of the namespace and of the node, by address. */
  pods: ReadonlyMap<string, SeenPod>;
  ownAddresses: ReadonlySet<string>;
  nodeAddresses: ReadonlySet<string>;
  /** The cluster IP of the Service `kubernetes`, where the list of Services does not have it. */
  master: string | undefined;
  /** `ADDRESS:PORT` of the API server itself. */
  apiServer: ReadonlySet<string>;
  /** Why services or pods are not all of the cluster's. */
  problems: readonly Problem[];
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Where clusters take their addresses from; nobody is asked about others unless the pod's own is such a one. */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');

/** Tells who an address is; asks for the pods that have it where nothing that was listed says it. */
export async function identify(
  { address, port }: { address: string; port: number },
  directory: Directory,
  api: Api,
): Promise<Identity> {
  const { services, pods, ownAddresses, nodeAddresses, master, apiServer } = directory;
  const service = services?.at(address);
  if (apiServer.has(`${address}:${port}`) || address === master || isMaster(service))
    return { kind: 'api-server', service };
  if (service !== undefined) return { kind: 'service', service };
  if (isInside(LOOPBACK, address) || ownAddresses.has(address)) return ownPod(directory);
  const pod = pods.get(address);
  if (pod !== undefined) return { kind: 'pod', ...behind(pod, services) };
  if (nodeAddresses.has(address)) return { kind: 'node' };
  if (!mayBeOfCluster(address, ownAddresses)) return { kind: 'outside' };
  try {
    return await lookUp(address, directory, api);
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    return { kind: 'outside', problem: directory.problems[0] ?? toProblem(error) };
  }
}

/** A pod on the host's network has its node's address. The list comes from the server's cache: it is not read to its end. */
async function lookUp(address: string, { services, problems }: Directory, api: Api): Promise<Identity> {
  const query = { fieldSelector: `status.podIP=${address}`, resourceVersion: '0' };
  const answer = await api.get(withQuery(apiPath`/api/v1/pods`, query));
  const found = list(record(answer)['items']).filter((item) => hasAddress(item, address));
  const pod = found.map(seenPod).find(({ hostNetwork }) => !hostNetwork);
  if (pod !== undefined) return { kind: 'pod', ...behind(pod, services) };
  const [problem] = problems;
  return { kind: found.length > 0 ? 'node' : 'outside', problem };
}

function behind(pod: SeenPod, services: Services | undefined): Partial<Identity> {
  const [service] = services?.selecting(pod.health.namespace, pod.labels) ?? [];
  return { pod, service };
}

/** A sidecar, or the container itself: whoever else uses the pod's Services has nothing to do with that. */
function ownPod({ pods, ownAddresses }: Directory): Identity {
  const own = [...ownAddresses].map((address) => pods.get(address)).find((pod) => pod !== undefined);
  return { kind: 'pod', pod: own };
}

function isMaster(service: SeenService | undefined): boolean {
  return service?.namespace === 'default' && service.name === 'kubernetes';
}

/** Servers that do not know the field selector may answer with all pods. */
function hasAddress(item: unknown, address: string): boolean {
  return text(record(record(item)['status'])['podIP']) === address;
}

function mayBeOfCluster(address: string, ownAddresses: ReadonlySet<string>): boolean {
  if (isInside(PRIVATE, address)) return true;
  return isIP(address) !== 0 && [...ownAddresses].some((own) => !isInside(PRIVATE, own));
}

function isInside(ranges: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && ranges.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
