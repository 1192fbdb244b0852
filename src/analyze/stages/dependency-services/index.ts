import { connectionLife } from './connection-life.ts';
import { connections } from './connections.ts';
import { dnsConfig, dnsLookup } from './dns.ts';
import { dnsWaiting } from './dns-waiting.ts';
import { localPorts } from './local-ports.ts';
import { peerConnecting, peerUnacked } from './peer-traffic.ts';
import { peerEndpoints, peerHealth, peerUsers } from './peers.ts';
import { tcpRetransmits } from './tcp.ts';
import { urlErrors } from './url-errors.ts';
import { urlTiming } from './url-timing.ts';

/** Stage 3: is something that the app calls slow or down? */
export const dependencyServices = [
  connections,
  connectionLife,
  peerEndpoints,
  peerHealth,
  peerConnecting,
  peerUnacked,
  peerUsers,
  tcpRetransmits,
  localPorts,
  dnsConfig,
  dnsLookup,
  dnsWaiting,
  urlTiming,
  urlErrors,
] as const;
