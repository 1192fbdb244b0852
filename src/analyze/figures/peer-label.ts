import type { PeerEvidence } from '../../contracts/diagnosis-evidence.ts';

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
