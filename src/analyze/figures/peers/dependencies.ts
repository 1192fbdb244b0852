import type { DiagnosisParts, PeerEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { ConnectionSample } from '../../../contracts/sample-evidence.ts';
import { isOwnHost } from './own-url.ts';

/** What tells whom the pod talks to, and which of them is itself. */
export const PEER_PARTS = ['audit', 'podState', 'sample', 'peers'] as const;
export type PeerParts = Pick<DiagnosisParts, (typeof PEER_PARTS)[number]>;

/** Someone that the pod opened connections to; never the pod itself. */
export interface Dependency {
  remote: string;
  /** The same for all checks and causes. */
  label: string;
  /** Absent where nothing is known about the address. */
  peer?: PeerEvidence;
  /** Absent where it has fallen out of the sample’s list. */
  connection?: ConnectionSample;
}

/**
 * All that the pod depends on, as far as connections show it, by their addresses. What leads back to it (its own address,
 * a Service behind which it stands, loopback) is no dependency: its slowness is the symptom.
 */
export function dependenciesOf(parts: PeerParts): Dependency[] {
  const { sample, peers } = parts;
  const connections = new Map(
    (sample.known ? sample.value.network.connections : []).flatMap((each) =>
      each.direction === 'out' ? [[each.remote, each]] : [],
    ),
  );
  const known = new Map((peers.known ? peers.value : []).map((peer) => [peer.remote, peer]));
  return [...new Set([...connections.keys(), ...known.keys()])]
    .map((remote): Dependency => {
      const connection = connections.get(remote);
      const peer = known.get(remote);
      return {
        remote,
        label: peer === undefined ? remote : peerLabel(peer),
        peer,
        connection,
      };
    })
    .filter(
      ({ remote, peer, connection }) => !isOwnHost(peer?.address ?? connection?.address ?? remote, parts),
    )
    .toSorted((a, b) => (a.remote < b.remote ? -1 : 1));
}

/** How many connections of a state were seen at once, at most. */
export function inState({ connection }: Dependency, state: string): number {
  return connection?.states[state] ?? 0;
}

/** `service/postgres.shop:5432`, `pod/redis-0:6379`, `10.1.2.3:443`: the same for all checks of a peer. */
export function peerLabel(
  peer: Pick<PeerEvidence, 'service' | 'kind' | 'pods' | 'address' | 'port'>,
): string {
  const { service, kind, pods, port } = peer;
  if (service !== undefined) return `service/${service.name}.${service.namespace}:${port}`;
  const [pod] = pods ?? [];
  if (kind === 'pod' && pod !== undefined) return `pod/${pod.pod}.${pod.namespace}:${port}`;
  const address = peer.address.includes(':') ? `[${peer.address}]` : peer.address;
  return kind === 'api-server' ? `the API server (${address}:${port})` : `${address}:${port}`;
}
