import type { PeerEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Known, PodEvidence, Problem } from '../../contracts/evidence.ts';
import type { SampleEvidence } from '../../contracts/sample-evidence.ts';
import { list, record, text } from '../inventory/shape.ts';
import type { ServicesByNamespace } from '../services.ts';
import { known, type Api } from './api.ts';
import type { Directory } from './identify.ts';
import { readPeers } from './peers.ts';
import { seenPod, type SeenPod } from './seen-pod.ts';
import type { ServiceAddresses } from './service-endpoints.ts';
import type { Shared } from './shared.ts';

/** After the window: what has not come then is given up. */
const PATIENCE_MS = 1500;
const MASTER = { namespace: 'default', name: 'kubernetes' };

export interface LookRequest {
  pod: PodEvidence;
  sample: Promise<Known<SampleEvidence>>;
  /** The audit's: where not all Services may be listed, `kubernetes` is in here. */
  services: Promise<ServicesByNamespace>;
  shared: Shared;
  api: Api;
}

/**
 * Whom the container talks to, from its connections. Services and pods are listed while the sample is taken, so that
 * only single questions are left when it has come.
 */
export async function lookAtPeers(request: LookRequest): Promise<Known<PeerEvidence[]>> {
  const { pod, shared, api } = request;
  const listed = listAhead(request);
  const sample = await request.sample;
  if (!sample.known) return { known: false, problem: notSeen(sample.problem) };
  const { directory, namespacePods } = await listed;
  const { connections } = sample.value.network;
  const { readEndpoints } = shared;
  const late = api.within(PATIENCE_MS);
  return known(readPeers({ connections, pod, directory, namespacePods, readEndpoints, api: late }));
}

async function listAhead({ shared, api, services: ofAudit }: LookRequest) {
  const [services, namespacePods, nodePods, own, node, master, ofNamespaces] = await Promise.all([
    shared.services(),
    shared.namespacePods(),
    shared.nodePods(),
    shared.pod(),
    shared.node(),
    known(shared.readEndpoints(MASTER, api)),
    ofAudit,
  ]);
  const pods = new Map<string, SeenPod>(nodePods.known ? nodePods.value.byAddress : []);
  for (const one of namespacePods.known ? namespacePods.value.pods : [])
    for (const address of one.addresses) pods.set(address, one);
  const self = own.known ? seenPod(own.value) : undefined;
  for (const address of self?.addresses ?? []) if (self !== undefined) pods.set(address, self);
  const directory: Directory = {
    services: services.known ? services.value : undefined,
    pods,
    ownAddresses: new Set(self?.addresses),
    nodeAddresses: new Set(node.known ? nodeAddresses(node.value) : []),
    master: masterAddress(ofNamespaces),
    apiServer: new Set(master.known ? remotesOf(master.value) : []),
    problems: [
      ...(services.known ? [services.value.problem] : [services.problem]),
      ...(nodePods.known ? [nodePods.value.evidence.problem] : []),
    ].filter((problem) => problem !== undefined),
  };
  return { directory, namespacePods };
}

function remotesOf({ addresses, ports }: ServiceAddresses): string[] {
  return [...addresses].flatMap((address) => [...ports].map((port) => `${address}:${port}`));
}

function masterAddress(services: ServicesByNamespace): string | undefined {
  const all = services[MASTER.namespace];
  const master = all?.known === true ? all.value.find(({ name }) => name === MASTER.name) : undefined;
  return master?.clusterIP;
}

function nodeAddresses(node: unknown): string[] {
  const addresses = list(record(record(node)['status'])['addresses']).map(record);
  return addresses.filter(({ type }) => text(type).endsWith('IP')).map(({ address }) => text(address));
}

/** What to do about it is told of the sample itself. */
function notSeen({ code, message }: Problem): Problem {
  return { code, message: `whom the container talks to was not seen: ${message}` };
}
